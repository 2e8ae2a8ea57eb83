"""The leading group approves: by whom, at which version, under which rules, and only once."""

from typing import Any

import pytest

from published.project_terms import ProjectState
from published.projects import ProjectApprovedV1
from tests.integration.projects.desk import NOBODY, Desk


def test_an_approval_enters_the_library_on_the_day_of_the_meeting(desk: Desk) -> None:
    project = desk.declare()
    payload = desk.approve(project)
    assert payload["errors"] == []
    assert payload["project"] | {"id": project["id"]} == payload["project"]
    assert (payload["project"]["state"], payload["project"]["enteredLibraryOn"]) == ("APPROVED", "2020-03-10")
    assert payload["project"]["version"] == project["version"] + 1
    assert payload["consistencyToken"]
    assert {verdict["outcome"] for verdict in payload["verdicts"]} == {"PASS"}


def test_the_approval_is_told_with_meeting_and_money(desk: Desk) -> None:
    project = desk.declare()
    desk.approve(project)
    told = desk.subgraph.told()[-1]
    assert isinstance(told, ProjectApprovedV1)
    assert (str(told.project.id), told.project.state) == (project["id"], ProjectState.APPROVED)
    assert told.project.approval is not None
    assert told.project.approval.reference == "轮扶领纪〔2020〕4号"


def test_the_history_names_who_decided_and_under_which_rules(desk: Desk) -> None:
    project = desk.declare()
    desk.approve(project)
    document = """query($id: ID!) { project(id: $id) { stage history {
      axis fromState toState effectiveOn reason actor { subject role } verdicts { ruleId outcome } } } }"""
    answer = desk.subgraph.post(document, {"id": project["id"]}, "county_office")["data"]["project"]
    assert answer["stage"] == "IMPLEMENTING"
    (change,) = answer["history"]
    assert (change["fromState"], change["toState"], change["effectiveOn"]) == ("DRAFT", "APPROVED", "2020-03-10")
    assert change["actor"] == {"subject": "county_leading_group", "role": "COUNTY_LEADING_GROUP"}
    assert {"P-20", "P-27", "P-33"} <= {verdict["ruleId"] for verdict in change["verdicts"]}


@pytest.mark.parametrize(
    ("lacking", "rule"),
    [
        pytest.param({"targets": None}, "P-33", marks=pytest.mark.rule("P-33")),
        pytest.param({"benefitLinks": None}, "P-05", marks=pytest.mark.rule("P-05")),
        pytest.param({"responsibilities": None}, "P-35", marks=pytest.mark.rule("P-35")),
    ],
)
def test_what_a_rule_asks_for_blocks_with_document_and_article(desk: Desk, lacking: dict[str, Any], rule: str) -> None:
    project = desk.declare(**lacking)
    before = desk.facts()
    payload = desk.approve(project)
    assert desk.facts() == before
    assert [error["code"] for error in payload["errors"]] == ["RULE_BLOCKED"]
    assert payload["project"] is None
    (verdict,) = [each for each in payload["verdicts"] if each["ruleId"] == rule]
    assert (verdict["outcome"], verdict["pack"]) == ("BLOCK", "xinjiang-2019")
    assert verdict["citation"]["documentNumber"]["text"]
    assert verdict["citation"]["article"]


@pytest.mark.rule("P-27")
def test_a_meeting_without_minutes_decides_nothing(desk: Desk) -> None:
    nameless = {"heldOn": "2020-03-10", "reference": ""}
    payload = desk.approve(desk.declare(), meeting=nameless)
    assert [error["code"] for error in payload["errors"]] == ["RULE_BLOCKED"]
    assert [each["outcome"] for each in payload["verdicts"] if each["ruleId"] == "P-27"] == ["BLOCK"]


def test_a_blocked_approval_does_not_use_its_key_up(desk: Desk) -> None:
    poor, whole, key = desk.declare(targets=None), desk.declare(), "approve-with-one-key"
    blocked = desk.attempt("ApproveProject", desk.approval(poor), "county_leading_group", key=key)
    assert [error["code"] for error in blocked["errors"]] == ["RULE_BLOCKED"]
    assert desk.do("ApproveProject", desk.approval(whole), "county_leading_group", key=key)["project"]["state"]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"expectedVersion": 7}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"id": "x"}, "INVALID_INPUT", ["input", "id"]),
        ({"meeting": {"heldOn": "2099-01-01", "reference": "x"}}, "INVALID_INPUT", ["input", "meeting", "heldOn"]),
        ({"meeting": {"heldOn": "10.3.2020", "reference": "x"}}, "INVALID_INPUT", ["input", "meeting", "heldOn"]),
    ],
)
def test_bad_input_is_refused_at_its_field(desk: Desk, changed: dict[str, Any], code: str, field: list[str]) -> None:
    given = desk.approval(desk.declare(), **changed)
    assert desk.refused("ApproveProject", given, "county_leading_group") == [(code, field)]


def test_a_project_is_approved_once(desk: Desk) -> None:
    project = desk.declare()
    version = desk.approve(project)["project"]["version"]
    again = desk.approval(project, expectedVersion=version)
    ((code, _),) = desk.refused("ApproveProject", again, "county_leading_group")
    assert code == "WRONG_STATE"


@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "county_office", "provincial_auditor"])
def test_only_the_leading_group_approves(desk: Desk, persona: str) -> None:
    ((code, _),) = desk.refused("ApproveProject", desk.approval(desk.declare()), persona)
    assert code == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_the_county_there_is_no_such_project(desk: Desk, persona: str | None) -> None:
    outside = desk.refused("ApproveProject", desk.approval(desk.declare()), persona)
    nowhere = desk.refused("ApproveProject", desk.approval({"id": NOBODY, "version": 1}), persona)
    assert outside == nowhere == [("NOT_FOUND", ["input", "id"])]


def test_who_drafted_may_not_approve(desk: Desk) -> None:
    grants = [{"role": role, "region": "652822"} for role in ("TOWNSHIP_CLERK", "COUNTY_LEADING_GROUP")]
    both = desk.subgraph.tokens.token("township_clerk", grants=grants)
    drafted = desk.do("DeclareProject", desk.declaration(), "township_clerk", token=both)["project"]
    ((code, _),) = desk.refused("ApproveProject", desk.approval(drafted), "township_clerk", token=both)
    assert code == "FORBIDDEN"
    assert desk.approve(drafted)["errors"] == []


def test_asking_only_answers_the_verdicts_and_changes_nothing(desk: Desk) -> None:
    project, before = desk.declare(), desk.facts
    count = before()
    payload = desk.attempt("ApproveProject", desk.approval(project), "county_leading_group", dryRun=True)
    assert desk.facts() == count
    assert (payload["errors"], payload["project"]) == ([], None)
    assert payload["verdicts"]


@pytest.mark.rule("P-14")
@pytest.mark.rule("P-35")
def test_a_responsible_leader_or_person_has_a_name(desk: Desk) -> None:
    slots = [{"slot": slot, "organisationId": desk.organisation} for slot in ("UNIT", "LEADER", "PERSON")]
    payload = desk.approve(desk.declare(responsibilities=slots))
    assert {each["ruleId"] for each in payload["verdicts"] if each["outcome"] == "BLOCK"} == {"P-14", "P-35"}


@pytest.mark.rule("P-05")
def test_small_public_works_need_no_linkage(desk: Desk) -> None:
    works = {"appraisalKind": "SMALL_PUBLIC_WORKS", "categoryCode": "INFRASTRUCTURE_ROAD", "benefitLinks": None}
    assert desk.approve(desk.declare(**works))["errors"] == []


@pytest.mark.rule("P-20")
def test_the_leading_group_of_another_level_does_not_own_the_library(desk: Desk) -> None:
    def attempt(*places: str) -> dict[str, Any]:
        grants = [{"role": "COUNTY_LEADING_GROUP", "region": place} for place in places]
        token = desk.subgraph.tokens.token("county_leading_group", grants=grants)
        return desk.attempt("ApproveProject", desk.approval(draft), None, token=token)

    draft = desk.declare()
    refused = attempt("652800")
    assert [error["code"] for error in refused["errors"]] == ["RULE_BLOCKED"]
    assert [each["outcome"] for each in refused["verdicts"] if each["ruleId"] == "P-20"] == ["BLOCK"]
    assert attempt("652800", "652822")["errors"] == []


def test_the_leading_group_of_a_sibling_county_finds_nothing(desk: Desk) -> None:
    grants = [{"role": "COUNTY_LEADING_GROUP", "region": "652801"}]
    token = desk.subgraph.tokens.token("county_leading_group", grants=grants)
    found = desk.refused("ApproveProject", desk.approval(desk.declare()), None, token=token)
    assert found == [("NOT_FOUND", ["input", "id"])]


def test_the_plan_year_is_that_of_the_start_or_else_of_the_meeting(desk: Desk) -> None:
    for starts, year in (("2021-02-01", 2021), (None, 2020)):
        desk.approve(desk.declare(plannedStartOn=starts, plannedEndOn=None))
        told = desk.subgraph.told()[-1]
        assert isinstance(told, ProjectApprovedV1)
        assert told.plan_year == year


def test_a_repeated_key_answers_the_same(desk: Desk) -> None:
    given, key = desk.approval(desk.declare()), "approved-once"
    first, again = (desk.do("ApproveProject", given, "county_leading_group", key=key) for _ in range(2))
    assert first == again
    other = desk.refused("ApproveProject", given | {"reason": "另一理由"}, "county_leading_group", key=key)
    assert other == [("IDEMPOTENCY_CONFLICT", ["idempotencyKey"])]
