"""What is refused on the way of a case: nothing changes, and the answer says what to do."""

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.tables import new_id
from published.document_terms import AssetDocumentKind
from published.operation_terms import ContractState
from tests.harness.files import upload
from tests.integration.assets.idle_scene import CHECKED_ON, MANAGER, OFFICE, SUSPECTED_ON, IdleScene
from tests.integration.assets.scene import Scene
from tests.journeys.operations import document

TODAY = str(CHECKED_ON)
TOMORROW = str(CHECKED_ON + timedelta(days=1))


@pytest.fixture(scope="module")
def idle(scene: Scene) -> IdleScene:
    return IdleScene(scene)


@pytest.fixture(scope="module")
def suspected(idle: IdleScene) -> str:
    return idle.suspected()


@pytest.fixture(scope="module")
def confirmed(idle: IdleScene) -> str:
    return idle.confirmed()


@pytest.fixture(scope="module")
def planned(idle: IdleScene) -> str:
    return idle.planned()


@pytest.fixture(scope="module")
def approved(idle: IdleScene) -> str:
    return idle.approved()


@pytest.fixture(scope="module")
def executing(idle: IdleScene) -> str:
    return idle.executing()


@pytest.fixture(scope="module")
def on_trial(idle: IdleScene) -> str:
    return idle.on_trial()


STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "ConfirmIdleCase": (MANAGER, {"checkedOn": TODAY, "finding": "IDLE", "reason": "MARKET", "condition": "空置"}),
    "DismissIdleCase": (MANAGER, {"reason": "在用", "until": TODAY}),
    "PlanIdleCase": (
        MANAGER,
        {
            "mode": "REPURPOSE",
            "budgetAmount": "1.00",
            "expectedAnnualAmount": "0.00",
            "targetOn": TODAY,
            "summary": "改建为便民服务点",
        },
    ),
    "ReviewIdleCase": (OFFICE, {"decision": "PASS", "reviewedOn": TODAY}),
    "ExecuteIdleCase": (MANAGER, {"startedOn": TODAY}),
    "StartTrial": (MANAGER, {"startedOn": TODAY}),
    "StrikeOffIdleCase": (OFFICE, {"verifiedOn": TODAY, "finding": "在用"}),
}
ALLOWED = {
    "suspected": {"ConfirmIdleCase", "DismissIdleCase"},
    "confirmed": {"PlanIdleCase"},
    "planned": {"ReviewIdleCase"},
    "approved": {"ExecuteIdleCase"},
    "executing": {"StartTrial"},
    "on_trial": {"StrikeOffIdleCase"},
}


OUT_OF_TURN = [(state, step) for state, allowed in ALLOWED.items() for step in STEPS if step not in allowed]


@pytest.mark.parametrize(("state", "step"), OUT_OF_TURN)
def test_a_step_out_of_turn_names_the_state_and_what_can_be_done(
    idle: IdleScene, request: pytest.FixtureRequest, state: str, step: str
) -> None:
    case = request.getfixturevalue(state)
    persona, given = STEPS[step]
    error = idle.refused(step, case, persona, **given)
    assert error["code"] == "WRONG_STATE"
    assert "可办理" in error["message"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "county_finance", "provincial_auditor"])
def test_nobody_else_takes_a_step(idle: IdleScene, suspected: str, step: str, persona: str) -> None:
    assert idle.refused(step, suspected, persona, **STEPS[step][1])["code"] == "FORBIDDEN"


@pytest.mark.parametrize("step", STEPS)
def test_a_case_elsewhere_or_nowhere_is_not_found(idle: IdleScene, suspected: str, step: str) -> None:
    given = STEPS[step][1]
    assert idle.refused(step, suspected, "stranger", **given)["code"] == "NOT_FOUND"
    assert idle.refused(step, str(new_id()), STEPS[step][0], **given, expectedVersion=1)["code"] == "NOT_FOUND"


@pytest.mark.parametrize("step", STEPS)
def test_a_case_that_somebody_changed_is_not_changed_again(idle: IdleScene, suspected: str, step: str) -> None:
    persona, given = STEPS[step]
    error = idle.refused(step, suspected, persona, **given, expectedVersion=9)
    assert (error["code"], error["field"]) == ("VERSION_CONFLICT", ["input", "expectedVersion"])


BAD: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("ConfirmIdleCase", "suspected", {"checkedOn": TOMORROW}, ["input", "checkedOn"]),
    ("ConfirmIdleCase", "suspected", {"checkedOn": "昨天"}, ["input", "checkedOn"]),
    ("ConfirmIdleCase", "suspected", {"condition": "  "}, ["input", "condition"]),
    ("ConfirmIdleCase", "suspected", {"photoIds": ["none"]}, ["input", "photoIds", "0"]),
    ("DismissIdleCase", "suspected", {"reason": ""}, ["input", "reason"]),
    ("DismissIdleCase", "suspected", {"until": str(SUSPECTED_ON)}, ["input", "until"]),
    ("PlanIdleCase", "confirmed", {"budgetAmount": "-1.00"}, ["input", "budgetAmount"]),
    ("PlanIdleCase", "confirmed", {"budgetAmount": "0.001"}, ["input", "budgetAmount"]),
    ("PlanIdleCase", "confirmed", {"targetOn": str(SUSPECTED_ON)}, ["input", "targetOn"]),
    ("PlanIdleCase", "confirmed", {"summary": ""}, ["input", "summary"]),
    ("ReviewIdleCase", "planned", {"decision": "REJECT"}, ["input", "decision"]),
    ("ReviewIdleCase", "planned", {"decision": "RETURN"}, ["input", "comments"]),
    ("ReviewIdleCase", "planned", {"reviewedOn": TOMORROW}, ["input", "reviewedOn"]),
    ("ReviewIdleCase", "planned", {"reviewedOn": str(SUSPECTED_ON)}, ["input", "reviewedOn"]),
    ("ExecuteIdleCase", "approved", {"startedOn": TOMORROW}, ["input", "startedOn"]),
    ("StartTrial", "executing", {"startedOn": TOMORROW}, ["input", "startedOn"]),
    ("StartTrial", "executing", {"startedOn": str(SUSPECTED_ON)}, ["input", "startedOn"]),
    ("StrikeOffIdleCase", "on_trial", {"verifiedOn": TOMORROW}, ["input", "verifiedOn"]),
    ("StrikeOffIdleCase", "on_trial", {"finding": ""}, ["input", "finding"]),
]


@pytest.mark.parametrize(("step", "state", "wrong", "field"), BAD)
def test_wrong_input_is_named_by_its_path(
    idle: IdleScene, request: pytest.FixtureRequest, step: str, state: str, wrong: dict[str, Any], field: list[str]
) -> None:
    persona, given = STEPS[step]
    error = idle.refused(step, request.getfixturevalue(state), persona, **given | wrong)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", field)


def test_a_finding_from_before_the_suspicion_is_refused(idle: IdleScene, suspected: str) -> None:
    before = idle.finding(checkedOn=str(SUSPECTED_ON - timedelta(days=1)))
    error = idle.refused("ConfirmIdleCase", suspected, **before)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "checkedOn"])


@pytest.mark.rule("X-14")
def test_a_finding_without_a_photo_is_blocked(idle: IdleScene, suspected: str) -> None:
    error = idle.refused("ConfirmIdleCase", suspected, **idle.finding(photoIds=[]))
    assert (error["code"], error["verdicts"]) == ("RULE_BLOCKED", [("X-14", "BLOCK")])


def test_a_paper_is_no_photo(idle: IdleScene, suspected: str) -> None:
    paper = upload(idle.assets, AssetDocumentKind.OTHER, MANAGER)
    error = idle.refused("ConfirmIdleCase", suspected, **idle.finding(photoIds=[paper]))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "photoIds", "0"])
    error = idle.refused("ConfirmIdleCase", suspected, **idle.finding(photoIds=[str(new_id())]))
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "photoIds", "0"])


@pytest.mark.rule("A-15")
def test_a_plan_without_linkage_leaves_nothing_and_with_it_passes(idle: IdleScene) -> None:
    case = idle.confirmed()
    error = idle.refused("PlanIdleCase", case, **idle.plan(linkage=None))
    assert error["code"] == "RULE_BLOCKED"
    assert ("A-15", "BLOCK") in error["verdicts"]
    assert "A-15" in error["message"]
    assert idle.case(case)["plan"] is None
    assert idle.done("PlanIdleCase", case, **idle.plan())["state"] == "PLANNED"


def test_an_unknown_operator_is_not_found(idle: IdleScene, confirmed: str) -> None:
    error = idle.refused("PlanIdleCase", confirmed, **idle.plan(operatorId=str(new_id())))
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "operatorId"])


@pytest.mark.rule("A-17")
def test_the_work_begins_only_under_a_contract_with_the_operator_of_the_plan(idle: IdleScene) -> None:
    case = idle.approved()
    asset = idle.case(case)["asset"]["id"]
    assert idle.refused("ExecuteIdleCase", case, startedOn=TODAY)["verdicts"] == [("A-17", "BLOCK")]
    ended = idle.contract(asset, date(2020, 9, 1), date(2020, 11, 30), ContractState.EXPIRED)
    with_another = idle.contract(
        asset, CHECKED_ON, date(2022, 1, 1), ContractState.ACTIVE, operator_id=idle.scene.county_body
    )
    for contract in (ended, with_another):
        error = idle.refused("ExecuteIdleCase", case, startedOn=TODAY, contractId=str(contract))
        assert (error["code"], error["verdicts"]) == ("RULE_BLOCKED", [("A-17", "BLOCK")])


def test_a_contract_over_another_asset_is_named(idle: IdleScene, approved: str) -> None:
    other = idle.contract(idle.shed(), CHECKED_ON, date(2022, 1, 1), ContractState.ACTIVE)
    error = idle.refused("ExecuteIdleCase", approved, startedOn=TODAY, contractId=str(other))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "contractId"])
    error = idle.refused("ExecuteIdleCase", approved, startedOn=TODAY, contractId=str(new_id()))
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "contractId"])


@pytest.mark.rule("A-24")
def test_a_trial_that_runs_or_shows_nothing_is_not_struck_off(idle: IdleScene) -> None:
    case = idle.on_trial()
    given: dict[str, Any] = {"verifiedOn": TODAY, "finding": "在用", "photoIds": [idle.photo(OFFICE)]}
    error = idle.refused("StrikeOffIdleCase", case, OFFICE, **given)
    assert (error["code"], error["verdicts"]) == ("RULE_BLOCKED", [("A-24", "BLOCK")])
    end = CHECKED_ON + timedelta(days=90)
    idle.assets.set_today(end)
    given |= {"verifiedOn": str(end), "photoIds": []}
    assert idle.refused("StrikeOffIdleCase", case, OFFICE, **given)["verdicts"] == [("A-24", "BLOCK")]
    idle.income(idle.case(case)["asset"]["id"], end, end)
    assert idle.done("StrikeOffIdleCase", case, OFFICE, **given)["state"] == "REVITALISED"
    idle.assets.set_today(CHECKED_ON)


def test_asking_beforehand_changes_nothing(idle: IdleScene, confirmed: str) -> None:
    before = idle.kept()
    answer = idle.assets.run(
        idle.assets.own_part(document("PlanIdleCase")),
        {"id": confirmed, "expectedVersion": idle.version(confirmed)} | idle.plan(),
        MANAGER,
        dryRun=True,
    )
    assert (answer["errors"], answer["idleCase"]) == ([], None)
    assert {each["ruleId"] for each in answer["verdicts"]} >= {"A-15", "A-17", "A-18"}
    assert idle.kept() == before
