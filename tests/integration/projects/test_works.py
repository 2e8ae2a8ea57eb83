"""Works: started with scheme and money, reported month by month, completed and inspected by the township."""

from typing import Any

import pytest

from published.projects import (
    ProjectCompletedV1,
    ProjectProgressReportedV1,
    ProjectSelfInspectedV1,
    ProjectStartedV1,
)
from tests.integration.projects.board import blocking, codes
from tests.integration.projects.desk import NOBODY, Desk
from tests.integration.projects.works import CENTRAL, Works, approved


@pytest.fixture(scope="module")
def pool(desk: Desk) -> list[Works]:
    return approved(desk, 9)


@pytest.fixture(scope="module")
def waiting(pool: list[Works]) -> Works:
    """Not started: everything asked of it here is refused."""
    return pool.pop()


@pytest.fixture(scope="module")
def running(pool: list[Works]) -> Works:
    """Started and reported once: everything asked of it here is refused."""
    works = pool.pop()
    works.to_works()
    works.do("ReportProgress", "township_clerk", **works.reporting("2020-04-30", 3500))
    return works


@pytest.fixture(scope="module")
def complete(pool: list[Works]) -> Works:
    """Complete: everything asked of it here is refused."""
    works = pool.pop()
    works.to_completion()
    return works


@pytest.mark.rule("P-78")
@pytest.mark.rule("P-11")
def test_works_start_with_scheme_and_money(pool: list[Works]) -> None:
    works = pool.pop()
    works.bind()
    works.on("2020-04-01")
    payload = works.do("StartProject", "township_clerk", **works.starting())
    assert works.project["state"] == "IMPLEMENTING"
    outcomes = {each["ruleId"]: each["outcome"] for each in payload["verdicts"]}
    assert (outcomes["P-78"], outcomes["P-11"]) == ("PASS", "PASS")
    assert {outcomes[rule] for rule in ("P-39", "P-41", "P-42")} == {"NOT_APPLICABLE"}
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectStartedV1)
    assert str(told.project.started_on) == "2020-04-01"


@pytest.mark.rule("P-78")
@pytest.mark.rule("P-11")
def test_without_scheme_and_money_nothing_starts(waiting: Works) -> None:
    waiting.on("2020-04-01")
    before = waiting.desk.facts()
    payload = waiting.desk.attempt("StartProject", waiting.given(startedOn="2020-04-01"), "township_clerk")
    assert (codes(payload), blocking(payload)) == (["RULE_BLOCKED"], {"P-78", "P-11"})
    assert waiting.desk.facts() == before


def test_what_blocks_the_start_is_known_before(waiting: Works) -> None:
    steps = waiting.shown("whatBlocks { mutation ready permitted verdicts { ruleId outcome } }")["whatBlocks"]
    (step,) = steps
    assert (step["mutation"], step["ready"], step["permitted"]) == ("projectStart", False, False)
    assert {each["ruleId"] for each in step["verdicts"] if each["outcome"] == "BLOCK"} == {"P-78", "P-11"}


@pytest.mark.rule("P-30")
def test_progress_is_reported_month_by_month(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_works()
    for day, progress_bps in (("2020-04-30", 3500), ("2020-05-31", 6000)):
        works.do("ReportProgress", "township_clerk", **works.reporting(day, progress_bps))
    shown = works.shown("progressBps progressReports { month progressBps note reportedOn }")
    assert shown["progressBps"] == 6000
    assert shown["progressReports"] == [
        {"month": "2020-04", "progressBps": 3500, "note": None, "reportedOn": "2020-04-30"},
        {"month": "2020-05", "progressBps": 6000, "note": None, "reportedOn": "2020-05-31"},
    ]
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectProgressReportedV1)
    assert (told.month, told.project.progress_bps) == ("2020-05", 6000)


def test_progress_falls_only_with_a_note(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_works()
    works.do("ReportProgress", "township_clerk", **works.reporting("2020-04-30", 3500))
    less = works.given(**works.reporting("2020-05-31", 3000))
    assert works.desk.refused("ReportProgress", less, "township_clerk") == [("INVALID_INPUT", ["input", "note"])]
    works.do("ReportProgress", "township_clerk", **works.reporting("2020-05-31", 3000, note="复测核减"))
    assert works.shown("progressBps") == {"progressBps": 3000}


@pytest.mark.rule("P-36")
def test_unfinished_works_are_not_complete(running: Works) -> None:
    running.on("2020-07-20")
    payload = running.desk.attempt("CompleteProject", running.given(completedOn="2020-07-20"), "township_clerk")
    assert (codes(payload), blocking(payload)) == (["RULE_BLOCKED"], {"P-36"})


@pytest.mark.rule("P-36")
@pytest.mark.rule("P-43")
def test_finished_works_are_complete_and_inspected(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_completion()
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectCompletedV1)
    assert works.shown("state completedOn") == {"state": "COMPLETED", "completedOn": "2020-07-20"}
    works.on("2020-07-24")
    bare = works.desk.attempt("SelfInspectProject", works.given(inspectedOn="2020-07-24"), "township_clerk")
    assert blocking(bare) == {"P-43"}
    works.do("SelfInspectProject", "township_clerk", **works.inspecting())
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectSelfInspectedV1)
    assert (works.project["state"], str(told.project.self_inspected_on)) == ("SELF_INSPECTED", "2020-07-24")


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 99}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"startedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "startedOn"]),
        ({"documentIds": [NOBODY]}, "NOT_FOUND", ["input", "documentIds", "0"]),
    ],
)
def test_a_bad_start_is_refused_at_its_field(
    waiting: Works, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    waiting.on("2020-04-01")
    given = waiting.given(**waiting.starting()) | changed
    assert waiting.desk.refused("StartProject", given, "township_clerk") == [(code, field)]


def test_works_start_after_their_plan(pool: list[Works]) -> None:
    works = pool.pop()
    works.bind(CENTRAL)
    works.on("2020-04-01")
    given = works.given(**works.starting(startedOn="2020-03-23"))
    assert works.desk.refused("StartProject", given, "township_clerk") == [("INVALID_INPUT", ["input", "startedOn"])]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"month": "2020-03"}, "month"),
        ({"month": "2020-04"}, "month"),
        ({"month": "2020-06"}, "month"),
        ({"month": "2020-13"}, "month"),
        ({"month": "May 2020"}, "month"),
        ({"progressBps": 10_001}, "progressBps"),
        ({"progressBps": -1}, "progressBps"),
        ({"month": "2020-05", "reportedOn": "2020-04-29"}, "month"),
        ({"reportedOn": "2099-01-01"}, "reportedOn"),
    ],
)
def test_a_bad_report_is_refused_at_its_field(running: Works, changed: dict[str, Any], field: str) -> None:
    given = running.given(**running.reporting("2020-05-31", 6000)) | changed
    assert running.desk.refused("ReportProgress", given, "township_clerk") == [("INVALID_INPUT", ["input", field])]


@pytest.mark.parametrize(
    ("operation", "given", "field"),
    [
        ("CompleteProject", {"completedOn": "x"}, "completedOn"),
        ("CompleteProject", {"completedOn": "2099-01-01"}, "completedOn"),
        ("SelfInspectProject", {"inspectedOn": "2099-01-01"}, "inspectedOn"),
    ],
)
def test_bad_dates_are_refused_at_their_field(
    complete: Works, operation: str, given: dict[str, Any], field: str
) -> None:
    complete.on("2020-07-24")
    assert complete.desk.refused(operation, complete.given(**given), "township_clerk") == [
        ("INVALID_INPUT", ["input", field])
    ]


def test_an_inspection_is_not_before_the_completion(complete: Works) -> None:
    complete.on("2020-07-24")
    given = complete.given(**complete.inspecting(inspectedOn="2020-07-19"))
    assert complete.desk.refused("SelfInspectProject", given, "township_clerk") == [
        ("INVALID_INPUT", ["input", "inspectedOn"])
    ]


WORK: dict[str, dict[str, Any]] = {
    "StartProject": {"startedOn": "2020-07-24"},
    "ReportProgress": {"month": "2020-07", "progressBps": 1, "reportedOn": "2020-07-24"},
    "CompleteProject": {"completedOn": "2020-07-24"},
    "SelfInspectProject": {"inspectedOn": "2020-07-24"},
}


@pytest.mark.parametrize("operation", sorted(WORK))
@pytest.mark.parametrize("persona", ["village_clerk", "county_office", "county_finance", "provincial_auditor"])
def test_the_township_does_the_works(complete: Works, operation: str, persona: str) -> None:
    complete.on("2020-07-24")
    refused = complete.desk.refused(operation, complete.given(**WORK[operation]), persona)
    assert [code for code, _ in refused] == ["FORBIDDEN"]


@pytest.mark.parametrize("operation", sorted(WORK))
@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_the_county_there_are_no_works(complete: Works, operation: str, persona: str | None) -> None:
    refused = complete.desk.refused(operation, complete.given(**WORK[operation]), persona)
    assert refused == [("NOT_FOUND", ["input", "id"])]


@pytest.mark.parametrize("operation", ["StartProject", "ReportProgress", "CompleteProject"])
def test_complete_works_go_on_to_their_inspection_only(complete: Works, operation: str) -> None:
    complete.on("2020-07-24")
    refused = complete.desk.refused(operation, complete.given(**WORK[operation]), "township_clerk")
    assert [code for code, _ in refused] == ["WRONG_STATE"]
