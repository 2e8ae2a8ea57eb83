"""The leading group chooses for the library: by whom, at which version, under which rules, and only once."""

from typing import Any

import pytest

from tests.integration.projects.desk import COUNTY, NOBODY, PREFECTURE, SIBLING_COUNTY, Desk
from tests.integration.projects.way import Way, verdicts


@pytest.fixture(scope="module")
def waiting(desk: Desk) -> Way:
    """A project before the leading group that every test here leaves there."""
    way = Way(desk)
    way.to_leading_group()
    return way


def test_an_approval_waits_for_the_county_notice(desk: Desk) -> None:
    way = Way(desk)
    way.to_leading_group()
    before, told = way.project["version"], len(desk.subgraph.told())
    payload = way.do("ApproveProject", "county_leading_group", **way.meeting())
    assert payload["project"] | {"state": "COUNTY_NOTICE", "enteredLibraryOn": None} == payload["project"]
    assert way.project["version"] == before + 1
    assert verdicts(payload, "PASS") == {"P-20", "P-27"}
    assert len(desk.subgraph.told()) == told, "project.approved is for the annual plan to tell"
    ((code, _),) = desk.refused("ApproveProject", way.given(**way.meeting()), "county_leading_group")
    assert code == "WRONG_STATE"


def test_the_history_names_who_decided_and_under_which_rules(desk: Desk) -> None:
    way = Way(desk)
    way.to_leading_group()
    way.do("ApproveProject", "county_leading_group", **way.meeting(), reason="按会议决定")
    document = """query($id: ID!) { project(id: $id) { history {
      fromState toState effectiveOn reason actor { subject role } verdicts { ruleId outcome } } } }"""
    change = desk.subgraph.post(document, {"id": way.id}, "county_office")["data"]["project"]["history"][-1]
    assert (change["fromState"], change["toState"]) == ("LEADING_GROUP", "COUNTY_NOTICE")
    assert (change["effectiveOn"], change["reason"]) == ("2020-03-10", "按会议决定")
    assert change["actor"] == {"subject": "county_leading_group", "role": "COUNTY_LEADING_GROUP"}
    assert {verdict["ruleId"] for verdict in change["verdicts"]} == {"P-20", "P-27"}


@pytest.mark.rule("P-27")
def test_a_meeting_without_minutes_decides_nothing(waiting: Way) -> None:
    waiting.on("2020-03-10")
    given, before = waiting.given(**waiting.meeting(reference="")), waiting.desk.facts()
    payload = waiting.desk.attempt("ApproveProject", given, "county_leading_group")
    assert waiting.desk.facts() == before
    assert [error["code"] for error in payload["errors"]] == ["RULE_BLOCKED"]
    assert verdicts(payload, "BLOCK") == {"P-27"}
    (found,) = [each for each in payload["verdicts"] if each["ruleId"] == "P-27"]
    assert (found["pack"], found["citation"]["article"]) == ("xinjiang-2019", "二(三)")


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"expectedVersion": 7_000}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"id": "x"}, "INVALID_INPUT", ["input", "id"]),
        ({"meeting": {"heldOn": "2099-01-01", "reference": "x"}}, "INVALID_INPUT", ["input", "meeting", "heldOn"]),
        ({"meeting": {"heldOn": "10.3.2020", "reference": "x"}}, "INVALID_INPUT", ["input", "meeting", "heldOn"]),
        ({"meeting": {"heldOn": "2020-03-04", "reference": "x"}}, "INVALID_INPUT", ["input", "meeting", "heldOn"]),
    ],
)
def test_bad_input_is_refused_at_its_field(waiting: Way, changed: dict[str, Any], code: str, field: list[str]) -> None:
    waiting.on("2020-03-10")
    given = waiting.given(**waiting.meeting()) | changed
    assert waiting.desk.refused("ApproveProject", given, "county_leading_group") == [(code, field)]


@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "county_office", "provincial_auditor"])
def test_only_the_leading_group_approves(waiting: Way, persona: str) -> None:
    waiting.on("2020-03-10")
    ((code, _),) = waiting.desk.refused("ApproveProject", waiting.given(**waiting.meeting()), persona)
    assert code == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_the_county_there_is_no_such_project(waiting: Way, persona: str | None) -> None:
    waiting.on("2020-03-10")
    outside = waiting.desk.refused("ApproveProject", waiting.given(**waiting.meeting()), persona)
    nowhere = waiting.desk.refused("ApproveProject", waiting.given(**waiting.meeting()) | {"id": NOBODY}, persona)
    assert outside == nowhere == [("NOT_FOUND", ["input", "id"])]


@pytest.mark.parametrize("subject", ["village_clerk", "township_clerk", "county_office"])
def test_who_drafted_sent_up_or_reviewed_may_not_approve(waiting: Way, subject: str) -> None:
    waiting.on("2020-03-10")
    grants = [{"role": "COUNTY_LEADING_GROUP", "region": COUNTY}]
    both = waiting.desk.subgraph.tokens.token(subject, grants=grants)
    ((code, _),) = waiting.desk.refused("ApproveProject", waiting.given(**waiting.meeting()), None, token=both)
    assert code == "FORBIDDEN"


def test_a_draft_has_a_long_way_to_go(desk: Desk) -> None:
    way = Way(desk)
    way.on("2020-03-10")
    ((code, _),) = desk.refused("ApproveProject", way.given(**way.meeting()), "county_leading_group")
    assert code == "WRONG_STATE"


def test_asking_only_answers_the_verdicts_and_changes_nothing(waiting: Way) -> None:
    waiting.on("2020-03-10")
    before = waiting.desk.facts()
    given = waiting.given(**waiting.meeting())
    payload = waiting.desk.attempt("ApproveProject", given, "county_leading_group", dryRun=True)
    assert waiting.desk.facts() == before
    assert (payload["errors"], payload["project"]) == ([], None)
    assert payload["verdicts"]


@pytest.mark.rule("P-20")
def test_the_leading_group_of_another_level_does_not_own_the_library(waiting: Way) -> None:
    def attempt(*places: str) -> dict[str, Any]:
        grants = [{"role": "COUNTY_LEADING_GROUP", "region": place} for place in places]
        token = waiting.desk.subgraph.tokens.token("county_leading_group", grants=grants)
        given = waiting.given(**waiting.meeting())
        return waiting.desk.attempt("ApproveProject", given, None, token=token, dryRun=True)

    waiting.on("2020-03-10")
    assert verdicts(attempt(PREFECTURE), "BLOCK") == {"P-20"}
    assert attempt(PREFECTURE, COUNTY)["errors"] == []
    assert [each["code"] for each in attempt(SIBLING_COUNTY)["errors"]] == ["NOT_FOUND"]
