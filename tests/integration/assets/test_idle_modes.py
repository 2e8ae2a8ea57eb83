"""Ways to revive an asset: advice before there is a plan, plans of each mode, what worked nearby."""

from typing import Any
from uuid import UUID

import pytest

from published.project_terms import OrganisationKind
from tests.harness.files import upload
from tests.integration.assets.idle_scene import CHECKED_ON, MANAGER, OFFICE, IdleScene
from tests.integration.assets.scene import OTHER_VILLAGE, VILLAGE, Scene

TODAY = str(CHECKED_ON)


@pytest.fixture(scope="module")
def idle(scene: Scene) -> IdleScene:
    return IdleScene(scene)


def advice(idle: IdleScene, case: str) -> dict[str, Any]:
    return {each["mode"]: each for each in idle.case(case)["modeAdvice"]}


def named(each: Any) -> dict[str, str]:
    """Outcomes of the rules that a mode is asked."""
    return {one["ruleId"]: one["outcome"] for one in each["verdicts"] if one["outcome"] != "NOT_APPLICABLE"}


def test_every_mode_says_what_it_still_needs(idle: IdleScene) -> None:
    found = advice(idle, idle.confirmed(categoryCode="FISHPOND"))
    assert {mode: named(each) for mode, each in found.items()} == {
        "STATE_PLATFORM": {"A-13": "NOT_EVALUABLE", "A-14": "NOT_EVALUABLE"},
        "OPERATOR": {"A-15": "NOT_EVALUABLE", "A-17": "NOT_EVALUABLE", "A-18": "NOT_EVALUABLE"},
        "RETURNEE": {"A-19": "NOT_EVALUABLE"},
        "REPURPOSE": {"A-20": "NOT_EVALUABLE", "A-21": "NOT_EVALUABLE"},
        "CLASS_CHANGE": {"A-22": "BLOCK", "A-26": "NOT_EVALUABLE"},
    }
    (linkage,) = [each for each in found["OPERATOR"]["verdicts"] if each["ruleId"] == "A-15"]
    assert linkage["message"] == "方案尚须:联农带农机制。"
    assert {each["expectedAnnualAmount"] for each in found.values()} == {None}
    assert all(each["similarCases"] == [] for each in found.values())


def test_what_worked_nearby_is_shown_with_what_it_yields(idle: IdleScene) -> None:
    worked = idle.struck_off(categoryCode="WORKSHOP")
    case = idle.confirmed(categoryCode="WORKSHOP", regionCode=OTHER_VILLAGE, at=OTHER_VILLAGE)
    found = advice(idle, case)
    assert [each["id"] for each in found["OPERATOR"]["similarCases"]] == [worked]
    assert found["OPERATOR"]["similarCases"][0]["plan"] == {"mode": "OPERATOR"}
    assert found["OPERATOR"]["expectedAnnualAmount"] == "60000.00"
    assert found["RETURNEE"]["similarCases"] == []
    assert found["RETURNEE"]["expectedAnnualAmount"] is None
    other = advice(idle, idle.confirmed(categoryCode="GREENHOUSE"))
    assert other["OPERATOR"]["similarCases"] == []


def plans(idle: IdleScene, mode: str) -> dict[str, Any]:
    """What a plan of each mode needs, beside what every plan says."""
    operators: dict[str, UUID] = {
        "STATE_PLATFORM": idle.scene.county_body,
        "RETURNEE": idle.scene.organisation(VILLAGE, OrganisationKind.INDIVIDUAL),
        "OPERATOR": idle.farm,
    }
    papers = {"STATE_PLATFORM": "CONTRACT", "RETURNEE": "OTHER", "CLASS_CHANGE": "MINUTES"}
    given: dict[str, Any] = {"mode": mode, "summary": "改建为便民服务点", "operatorId": None}
    if mode in operators:
        given["operatorId"] = str(operators[mode])
    if mode in papers:
        given["documentIds"] = [upload(idle.assets, papers[mode], MANAGER)]
    return idle.plan(**given)


@pytest.mark.parametrize("mode", ["STATE_PLATFORM", "OPERATOR", "RETURNEE", "REPURPOSE", "CLASS_CHANGE"])
def test_a_plan_of_each_mode_is_kept_and_told(idle: IdleScene, mode: str) -> None:
    public = {"assetClass": "PUBLIC_BENEFIT", "inServiceOn": "2020-02-01", "formedOn": "2020-02-01"}
    case = idle.confirmed(**(public if mode == "CLASS_CHANGE" else {}))
    given = plans(idle, mode)
    idle.done("PlanIdleCase", case, **given)
    plan = idle.case(case)["plan"]
    assert plan["mode"] == mode
    assert plan["linkage"] == {"mode": "EMPLOYMENT", "householdCount": 8, "promisedAmount": "36000.00"}
    assert (plan["budgetAmount"], plan["expectedAnnualAmount"]) == ("30000.00", "60000.00")
    assert (plan["operator"] or {"id": None})["id"] == given.get("operatorId")
    told = [each for each in idle.assets.told() if str(each.snapshot.id) == case]
    assert [type(each).__name__ for each in told] == ["IdleCaseSuspectedV1", "IdleCaseConfirmedV1", "IdleCasePlannedV1"]
    assert told[-1].snapshot.mode == mode


@pytest.mark.rule("A-21")
def test_a_new_use_that_is_no_public_service_needs_a_reason(idle: IdleScene) -> None:
    case = idle.confirmed()
    given = plans(idle, "REPURPOSE") | {"summary": "改建为仓库"}
    error = idle.refused("PlanIdleCase", case, **given)
    assert (error["code"], error["field"]) == ("REASON_REQUIRED", ["input", "reason"])
    idle.done("PlanIdleCase", case, **given, reason="村民急需粮食仓储")
    assert idle.case(case)["history"][-1]["reason"] == "村民急需粮食仓储"


def test_a_returned_plan_is_no_longer_in_force_and_another_follows(idle: IdleScene) -> None:
    case = idle.planned()
    idle.done("ReviewIdleCase", case, OFFICE, decision="RETURN", reviewedOn=TODAY, comments="补充防疫措施")
    shown = idle.case(case)
    assert (shown["state"], shown["plan"]) == ("CONFIRMED", None)
    assert shown["history"][-1]["reason"] == "补充防疫措施"
    assert idle.done("PlanIdleCase", case, **idle.plan(budgetAmount="40000.00"))["plan"]["budgetAmount"] == "40000.00"


def test_a_mode_without_an_operator_begins_without_a_contract(idle: IdleScene) -> None:
    case = idle.confirmed()
    idle.done("PlanIdleCase", case, **plans(idle, "REPURPOSE"))
    idle.done("ReviewIdleCase", case, OFFICE, decision="PASS", reviewedOn=TODAY)
    assert idle.done("ExecuteIdleCase", case, startedOn=TODAY)["state"] == "EXECUTING"


def test_the_next_step_says_what_stands_in_its_way_and_who_may_take_it(idle: IdleScene) -> None:
    case = idle.approved()
    (execute, assign) = sorted(idle.case(case)["whatBlocks"], key=lambda each: -len(each["verdicts"]))
    assert (execute["mutation"], execute["ready"], execute["permitted"]) == ("idleCaseExecute", False, True)
    assert execute["verdicts"] == [{"ruleId": "A-17", "outcome": "BLOCK"}]
    assert (assign["mutation"], assign["ready"]) == ("idleCaseAssign", True)
    assert all(not each["permitted"] for each in idle.case(case, OFFICE)["whatBlocks"])


def test_before_the_field_check_the_photo_is_named(idle: IdleScene) -> None:
    checks = {each["mutation"]: each for each in idle.case(idle.suspected())["whatBlocks"]}
    assert set(checks) == {"idleCaseConfirm", "idleCaseDismiss", "idleCaseAssign"}
    assert checks["idleCaseConfirm"]["verdicts"] == [{"ruleId": "X-14", "outcome": "NOT_EVALUABLE"}]
    assert checks["idleCaseConfirm"]["ready"]


def test_a_trial_that_runs_is_not_ready_to_be_struck_off(idle: IdleScene) -> None:
    case = idle.on_trial()
    (strike_off,) = [each for each in idle.case(case, OFFICE)["whatBlocks"] if each["mutation"] == "idleCaseStrikeOff"]
    assert (strike_off["ready"], strike_off["permitted"]) == (False, True)
    assert strike_off["verdicts"] == [{"ruleId": "A-24", "outcome": "BLOCK"}]


def test_what_was_found_in_the_field_is_shown_with_who_found_it(idle: IdleScene) -> None:
    check = idle.case(idle.confirmed())["fieldCheck"]
    assert (check["checkedOn"], check["finding"], check["reason"]) == (TODAY, "IDLE", "OPERATOR_LEFT")
    assert check["checker"] == {
        "subject": MANAGER,
        "name": "县扶贫资产管理员",
        "role": "COUNTY_ASSET_MANAGER",
    }
    assert len(check["photos"]) == 1
