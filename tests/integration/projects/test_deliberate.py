"""A village records its deliberation and sends its project up."""

from typing import Any

import pytest

from published.projects import ProjectSubmittedV1
from tests.integration.projects.desk import NOBODY, Desk
from tests.integration.projects.way import STEPS, VILLAGE_PAPERS, Way, verdicts


@pytest.fixture(scope="module")
def drafted(desk: Desk) -> Way:
    way = Way(desk)
    way.on("2020-01-14")
    return way


def test_steps_are_added_in_the_order_in_which_they_were_recorded(desk: Desk) -> None:
    way = Way(desk)
    way.on("2020-01-14")
    way.do("DeliberateProject", "village_clerk", steps=STEPS[:2])
    payload = way.do("DeliberateProject", "village_clerk", steps=[STEPS[3] | {"documentIds": way.papers("OTHER")}])
    shown = payload["project"]["deliberation"]
    assert [each["kind"] for each in shown] == ["PROPOSE", "CONSULT", "RESOLVE"]
    assert (shown[2]["attendeeCount"], shown[2]["forCount"], shown[2]["againstCount"]) == (58, 55, 3)
    assert [len(each["documents"]) for each in shown] == [0, 0, 1]
    assert payload["project"]["version"] == 3


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"steps": []}, "INVALID_INPUT", ["input", "steps"]),
        ({"steps": [STEPS[0] | {"heldOn": "2099-01-01"}]}, "INVALID_INPUT", ["input", "steps", "0", "heldOn"]),
        ({"steps": [STEPS[0] | {"attendeeCount": -1}]}, "INVALID_INPUT", ["input", "steps", "0", "attendeeCount"]),
        (
            {"steps": [STEPS[0], STEPS[3] | {"forCount": 58}]},
            "INVALID_INPUT",
            ["input", "steps", "1", "attendeeCount"],
        ),
        (
            {"steps": [STEPS[0] | {"documentIds": [NOBODY]}]},
            "NOT_FOUND",
            ["input", "steps", "0", "documentIds", "0"],
        ),
        ({"steps": STEPS, "id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"steps": STEPS, "expectedVersion": 9}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
    ],
)
def test_bad_steps_are_refused_at_their_field(
    drafted: Way, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    assert drafted.desk.refused("DeliberateProject", drafted.given(**changed), "village_clerk") == [(code, field)]


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "provincial_auditor"])
def test_only_the_village_deliberates(drafted: Way, persona: str) -> None:
    ((code, _),) = drafted.desk.refused("DeliberateProject", drafted.given(steps=STEPS), persona)
    assert code == "FORBIDDEN"


@pytest.mark.rule("P-48")
@pytest.mark.rule("P-23")
@pytest.mark.rule("P-49")
def test_a_bare_draft_is_blocked_by_every_rule_of_the_village(drafted: Way) -> None:
    payload = drafted.desk.attempt("SubmitProject", drafted.given(submittedOn="2020-01-14"), "village_clerk")
    assert [each["code"] for each in payload["errors"]] == ["RULE_BLOCKED"]
    assert verdicts(payload, "BLOCK") == {"P-48", "P-23", "P-49"}
    packs = {each["ruleId"]: each["pack"] for each in payload["verdicts"]}
    assert packs == {"P-48": "default", "P-49": "default", "P-23": "xinjiang-2019", "P-14": "xinjiang-2019"}


@pytest.mark.rule("P-14")
def test_nobody_answers_for_it(desk: Desk) -> None:
    way = Way(desk, responsibilities=None)
    way.deliberate()
    payload = desk.attempt("SubmitProject", way.given(**way.submission()), "village_clerk")
    assert verdicts(payload, "BLOCK") == {"P-14"}


@pytest.mark.rule("P-48")
def test_a_step_held_again_counts_in_place_of_the_first(desk: Desk) -> None:
    way = Way(desk)
    way.deliberate()
    way.on("2020-01-16")
    way.do("DeliberateProject", "village_clerk", steps=[STEPS[3] | {"heldOn": "2020-01-15"}])
    late = way.given(**way.submission(submittedOn="2020-01-16"))
    assert verdicts(desk.attempt("SubmitProject", late, "village_clerk"), "BLOCK") == {"P-48"}
    again = [STEPS[place] | {"heldOn": "2020-01-16"} for place in (4, 5)]
    way.do("DeliberateProject", "village_clerk", steps=again)
    way.do("SubmitProject", "village_clerk", **way.submission(submittedOn="2020-01-16"))
    assert way.project["state"] == "VILLAGE_DECIDED"


def test_asking_first_changes_nothing_and_the_submission_is_told(desk: Desk) -> None:
    way = Way(desk)
    way.deliberate()
    given, before = way.given(**way.submission()), desk.facts()
    asked = desk.attempt("SubmitProject", given, "village_clerk", dryRun=True)
    assert (asked["errors"], verdicts(asked, "PASS")) == ([], {"P-48", "P-49", "P-23", "P-14"})
    assert desk.facts() == before
    way.do("SubmitProject", "village_clerk", **way.submission())
    told = desk.subgraph.told()[-1]
    assert isinstance(told, ProjectSubmittedV1)
    assert (str(told.project.id), told.project.state, told.round) == (way.id, "VILLAGE_DECIDED", 1)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"submittedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "submittedOn"]),
        ({"submittedOn": "2020-01-09"}, "INVALID_INPUT", ["input", "submittedOn"]),
        ({"documentIds": [NOBODY]}, "NOT_FOUND", ["input", "documentIds", "0"]),
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 1}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
    ],
)
def test_bad_submissions_are_refused_at_their_field(
    desk: Desk, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    way = Way(desk)
    way.deliberate()
    given = way.given(**way.submission()) | changed
    assert desk.refused("SubmitProject", given, "village_clerk") == [(code, field)]


def test_a_file_must_be_complete_and_named_once(desk: Desk) -> None:
    way = Way(desk)
    way.deliberate()
    for papers, field in (
        ([way.unfinished_paper()], ["input", "documentIds", "0"]),
        (way.papers(*VILLAGE_PAPERS)[:1] * 2, ["input", "documentIds"]),
    ):
        given = way.given(submittedOn="2020-01-14", documentIds=papers)
        assert desk.refused("SubmitProject", given, "village_clerk") == [("INVALID_INPUT", field)]


@pytest.mark.parametrize("persona", ["county_office", "county_leading_group", "provincial_auditor"])
def test_the_county_does_not_submit(drafted: Way, persona: str) -> None:
    ((code, _),) = drafted.desk.refused("SubmitProject", drafted.given(submittedOn="2020-01-14"), persona)
    assert code == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_there_is_no_such_project(drafted: Way, persona: str | None) -> None:
    for operation, more in (("SubmitProject", {"submittedOn": "2020-01-14"}), ("DeliberateProject", {"steps": STEPS})):
        given = drafted.given(**more)
        assert drafted.desk.refused(operation, given, persona) == [("NOT_FOUND", ["input", "id"])]


def test_what_went_up_is_neither_deliberated_nor_sent_up_again(desk: Desk) -> None:
    way = Way(desk)
    way.submit()
    for operation, more in (("SubmitProject", way.submission()), ("DeliberateProject", {"steps": STEPS})):
        ((code, _),) = desk.refused(operation, way.given(**more), "village_clerk")
        assert code == "WRONG_STATE"
