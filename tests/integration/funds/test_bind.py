"""Money bound to projects: what it leaves, and everything that is refused."""

from datetime import date
from typing import Any

import pytest

from chassis.replica import keep_stub
from chassis.tables import new_id
from published.funds import ProjectFundingConfirmedV1
from services.funds.replicas import Project
from tests.integration.funds.scene import (
    COUNTY,
    MEETING,
    OTHER_COUNTY,
    PREFECTURE,
    VILLAGE,
    Scene,
    allocated,
    binding,
    bound,
    declared,
)

BIND = "BindProjectFunding"
FINANCE = "county_finance"


def verdict(payload: dict[str, Any], rule_id: str) -> dict[str, Any]:
    (found,) = [each for each in payload["verdicts"] if each["ruleId"] == rule_id]
    assert isinstance(found, dict)
    return found


def test_it_takes_from_the_pot_and_shows_on_the_project(scene: Scene) -> None:
    project, pot = scene.project(), allocated(scene)["id"]
    payload = scene.do(BIND, binding(project, pot, "300000.00"), FINANCE)
    funding = payload["projectFunding"]
    assert (funding["version"], funding["amount"], funding["unpaidAmount"]) == (1, "300000.00", "300000.00")
    assert (funding["state"], funding["purpose"], funding["boundOn"]) == ("CONFIRMED", "PRO_POOR", "2020-03-26")
    assert funding["allocation"] == {"boundAmount": "300000.00", "availableAmount": "500000.00"}
    assert funding["project"] == {"boundAmount": "300000.00"}
    assert {each["ruleId"]: each["outcome"] for each in payload["verdicts"]} == {
        "F-07": "PASS",
        "P-01": "PASS",
        "F-09": "PASS",
        "F-59": "PASS",
        "P-02": "NOT_APPLICABLE",
    }


def test_it_is_told_with_the_meeting_and_lies_where_the_project_lies(scene: Scene) -> None:
    project = scene.project()
    funding = bound(scene, project, allocated(scene)["id"])
    told = scene.funds.told()[-1]
    assert isinstance(told, ProjectFundingConfirmedV1)
    assert (str(told.project_funding.id), str(told.project_funding.project_id)) == (funding["id"], project)
    assert (told.project_funding.region_code, told.approval) == (VILLAGE, MEETING)


def test_its_state_is_a_dated_fact_and_its_entry_stands_in_the_county_book(scene: Scene) -> None:
    project = scene.project()
    funding = bound(scene, project, allocated(scene)["id"])
    facts = "SELECT axis, from_state, to_state, valid_from FROM state_fact WHERE entity_id = %(id)s"
    on = date(2020, 3, 26)
    assert scene.funds.rows(facts, {"id": funding["id"]}) == [("funding", None, "CONFIRMED", on)]
    entries = (
        "SELECT region_code, kind, amount, booked_on, project_id::text FROM ledger_entry WHERE funding_id = %(id)s"
    )
    assert scene.funds.rows(entries, {"id": funding["id"]}) == [(COUNTY, "BIND", 80_000_000, on, project)]


def test_the_journal_names_who_bound_it_under_which_verdicts(scene: Scene) -> None:
    funding = bound(scene, scene.project(), allocated(scene)["id"])
    journal = scene.funds.rows(
        "SELECT actor ->> 'role', action, jsonb_array_length(verdicts) FROM journal WHERE entity_id = %(id)s",
        {"id": funding["id"]},
    )
    assert journal == [("COUNTY_FINANCE", "project_funding.bind", 5)]


@pytest.mark.rule("F-07")
def test_before_the_leading_group_approved_it_is_blocked_by_document_and_article(scene: Scene) -> None:
    payload = scene.refused(BIND, binding(scene.project(approve=False), allocated(scene)["id"]), FINANCE)
    assert payload["error"]["code"] == "RULE_BLOCKED"
    found = verdict(payload, "F-07")
    assert (found["outcome"], found["kind"], found["pack"], found["assumed"]) == (
        "BLOCK",
        "GUARD",
        "xinjiang-2019",
        False,
    )
    assert found["citation"] == {"documentNumber": {"text": "新扶贫领字〔2018〕76号"}, "article": "二(二)"}
    assert "领导小组" in found["message"]
    assert found["messageEn"]


@pytest.mark.rule("F-07")
@pytest.mark.parametrize(("on", "outcome"), [("2020-03-09", "BLOCK"), ("2020-03-10", "PASS")])
def test_money_is_bound_on_the_day_of_the_meeting_or_later(scene: Scene, on: str, outcome: str) -> None:
    given = binding(scene.project(), allocated(scene)["id"], boundOn=on)
    payload = scene.attempt(BIND, given, FINANCE)
    assert verdict(payload, "F-07")["outcome"] == outcome
    assert MEETING.reference in verdict(payload, "F-07")["measured"]


@pytest.mark.rule("P-01")
def test_special_funds_go_to_projects_of_the_library_only(scene: Scene) -> None:
    payload = scene.refused(BIND, binding(scene.project(in_library=False), allocated(scene)["id"]), FINANCE)
    assert payload["error"]["code"] == "RULE_BLOCKED"
    found = verdict(payload, "P-01")
    assert (found["outcome"], found["measured"]) == ("BLOCK", "未入库")
    assert found["citation"] == {"documentNumber": {"text": "新扶领办传〔2019〕75号"}, "article": "四"}


@pytest.mark.rule("P-02")
def test_bonds_outside_the_library_need_a_reason(scene: Scene) -> None:
    line = {"categoryCode": "BOND", "level": "BOND", "amount": "800000.00"}
    given = binding(scene.project(in_library=False), allocated(scene, lines=[line])["id"])
    asked = scene.refused(BIND, given, FINANCE)
    assert (asked["error"]["code"], asked["error"]["field"]) == ("REASON_REQUIRED", ["input", "reason"])
    assert (verdict(asked, "P-02")["outcome"], verdict(asked, "P-02")["kind"]) == ("WARN", "WARN")
    payload = scene.do(BIND, given | {"reason": "应急饮水工程"}, FINANCE)
    reason = "SELECT reason FROM journal WHERE entity_id = %(id)s"
    assert scene.funds.rows(reason, {"id": payload["projectFunding"]["id"]}) == [("应急饮水工程",)]


@pytest.mark.rule("F-09")
def test_a_prefecture_may_not_bind(scene: Scene) -> None:
    given = binding(scene.project(), allocated(scene)["id"])
    payload = scene.refused(BIND, given, "prefecture_finance")
    assert payload["error"]["code"] == "RULE_BLOCKED"
    found = verdict(payload, "F-09")
    assert (found["outcome"], found["measured"]) == ("BLOCK", "市/地州")
    assert found["citation"] == {"documentNumber": {"text": "新扶贫领字〔2018〕76号"}, "article": "二(三)"}


@pytest.mark.rule("F-09")
@pytest.mark.parametrize(
    ("grants", "code"),
    [
        ([("PREFECTURE_FINANCE", PREFECTURE), ("COUNTY_FINANCE", COUNTY)], None),
        ([("COUNTY_OFFICE", COUNTY), ("PREFECTURE_FINANCE", PREFECTURE)], "RULE_BLOCKED"),
        ([("COUNTY_FINANCE", "*")], "RULE_BLOCKED"),
    ],
)
def test_the_grant_that_lets_somebody_bind_says_for_which_level(
    scene: Scene, grants: list[tuple[str, str]], code: str | None
) -> None:
    claims = [{"role": role, "region": region} for role, region in grants]
    token = scene.funds.tokens.token("county_finance", grants=claims)
    given = binding(scene.project(), allocated(scene)["id"])
    payload = scene.funds.run(scene.text(BIND), given, token=token)
    assert [error["code"] for error in payload["errors"]] == ([code] if code else [])


@pytest.mark.rule("F-59")
@pytest.mark.parametrize("purpose", ["PROGRAMME", "GUARANTEES", "VILLAGE_SERVICES", "CONSOLIDATION", "PRO_POOR"])
def test_each_of_the_five_purposes_is_allowed_and_kept(scene: Scene, purpose: str) -> None:
    payload = scene.do(BIND, binding(scene.project(), allocated(scene)["id"], purpose=purpose), FINANCE)
    assert payload["projectFunding"]["purpose"] == purpose
    assert verdict(payload, "F-59")["outcome"] == "PASS"


@pytest.mark.rule("F-06")
def test_a_project_may_be_paid_from_several_pots(scene: Scene) -> None:
    project, pots = scene.project(), [allocated(scene)["id"] for _ in range(2)]
    for pot in pots:
        bound(scene, project, pot, "500000.01")
    (found,) = scene.funds.entities(
        [{"__typename": "Project", "id": project}],
        "boundAmount paidAmount fundings { amount allocation { id } } paymentClaims { id }",
        FINANCE,
    )
    assert (found["boundAmount"], found["paidAmount"], found["paymentClaims"]) == ("1000000.02", "0.00", [])
    assert [each["allocation"]["id"] for each in found["fundings"]] == pots


def test_more_than_is_available_is_refused_with_both_amounts(scene: Scene) -> None:
    project, pot = scene.project(), allocated(scene)["id"]
    bound(scene, project, pot, "799999.99")
    error = scene.refused(BIND, binding(project, pot, "0.02"), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "amount"])
    assert "可用0.01元,本次需要0.02元" in error["message"]
    bound(scene, project, pot, "0.01")


def test_not_before_it_was_issued(scene: Scene) -> None:
    pot = allocated(scene, issuedOn="2020-03-20")["id"]
    error = scene.refused(BIND, binding(scene.project(), pot, boundOn="2020-03-19"), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "boundOn"])


def test_not_to_a_project_outside_the_region_of_the_pot(scene: Scene) -> None:
    elsewhere = allocated(scene, regionCode=OTHER_COUNTY)["id"]
    claims = [{"role": "COUNTY_FINANCE", "region": code} for code in (COUNTY, OTHER_COUNTY)]
    token = scene.funds.tokens.token("county_finance", grants=claims)
    payload = scene.funds.run(scene.text(BIND), binding(scene.project(), elsewhere), token=token)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        ("INVALID_INPUT", ["input", "projectId"])
    ]


@pytest.mark.parametrize("place", ["projectId", "allocationId"])
def test_what_lies_outside_the_scope_is_like_what_does_not_exist(scene: Scene, place: str) -> None:
    inside = binding(scene.project(), allocated(scene)["id"])
    strange = {
        "projectId": scene.project(at=OTHER_COUNTY),
        "allocationId": allocated(scene, regionCode=OTHER_COUNTY)["id"],
    }
    outside = scene.refused(BIND, inside | {place: strange[place]}, FINANCE)["error"]
    nowhere = scene.refused(BIND, inside | {place: str(new_id())}, FINANCE)["error"]
    assert outside == nowhere
    assert (outside["code"], outside["field"]) == ("NOT_FOUND", ["input", place])


def test_a_project_whose_own_event_is_on_its_way(scene: Scene) -> None:
    identifier = new_id()
    runtime = scene.funds.runtime
    with runtime.session() as session:
        keep_stub(session, Project, identifier)
        session.commit()
    given = binding(str(identifier), allocated(scene)["id"])
    error = scene.refused(BIND, given, FINANCE)["error"]
    assert (error["code"], error["field"]) == ("REPLICA_BEHIND", ["input", "projectId"])
    scene.funds.deliver(declared(identifier))
    assert scene.refused(BIND, given, FINANCE)["error"]["code"] == "RULE_BLOCKED"


@pytest.mark.parametrize(
    ("persona", "code"),
    [
        ("county_office", "FORBIDDEN"),
        ("county_leading_group", "FORBIDDEN"),
        ("county_asset_manager", "FORBIDDEN"),
        ("provincial_auditor", "FORBIDDEN"),
        ("platform_operator", "FORBIDDEN"),
        ("village_clerk", "NOT_FOUND"),
        ("township_clerk", "NOT_FOUND"),
        ("stranger", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
def test_only_county_finance_binds(scene: Scene, persona: str | None, code: str) -> None:
    given = binding(scene.project(), allocated(scene)["id"])
    assert scene.refused(BIND, given, persona)["error"]["code"] == code


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing": ({"amount": "0.00"}, ["amount"]),
    "finer than a fen": ({"amount": "1.001"}, ["amount"]),
    "a day to come": ({"boundOn": "2999-01-01"}, ["boundOn"]),
    "no project id": ({"projectId": "prj-1"}, ["projectId"]),
    "no allocation id": ({"allocationId": "1"}, ["allocationId"]),
    "a long reason": ({"reason": "由" * 501}, ["reason"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_is_named_with_its_place(scene: Scene, name: str) -> None:
    changes, place = WRONG[name]
    given = binding(scene.project(), allocated(scene)["id"]) | changes
    error = scene.refused(BIND, given, FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", *place])


def test_a_repeated_key_answers_the_first_result_and_other_input_conflicts(scene: Scene) -> None:
    given = binding(scene.project(), allocated(scene)["id"])
    first = scene.do(BIND, given, FINANCE, key="bind-once")
    before = scene.kept()
    assert scene.do(BIND, given, FINANCE, key="bind-once")["projectFunding"] == first["projectFunding"]
    assert scene.kept() == before
    error = scene.refused(BIND, given | {"amount": "1.00"}, FINANCE, key="bind-once")["error"]
    assert error["code"] == "IDEMPOTENCY_CONFLICT"


def test_a_rehearsal_changes_nothing(scene: Scene) -> None:
    given, before = binding(scene.project(), allocated(scene)["id"]), scene.kept()
    payload = scene.do(BIND, given, FINANCE, dryRun=True)
    assert (payload["projectFunding"], verdict(payload, "F-07")["outcome"]) == (None, "PASS")
    assert scene.kept() == before


def test_an_imported_pot_may_be_bound(scene: Scene) -> None:
    row = {"regionCode": COUNTY, "fiscalYear": 2019, "categoryCode": "DEVELOPMENT", "ownBudget": False}
    given = {"source": "某分配表", "allocations": [row | {"amount": "100.00"}]}
    pot = scene.do("ImportFundHistory", given, "platform_operator")["allocations"][0]["id"]
    funding = bound(scene, scene.project(), pot, "60.00")
    assert funding["allocation"]["availableAmount"] == "40.00"
