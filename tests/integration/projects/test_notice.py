"""Notices: posted with their ten items, standing their days, carrying the project on."""

from datetime import timedelta
from typing import Any

import pytest

from published.notice_terms import NoticeState
from published.notices import NoticeClosedV1, NoticePostedV1
from published.project_terms import ProjectState
from published.projects import ProjectEnteredLibraryV1
from tests.integration.projects.board import FIRST, OF_LEVEL, WAITING, Board, blocking, codes
from tests.integration.projects.desk import NOBODY, Desk

SECOND, THIRD = FIRST + timedelta(days=7), FIRST + timedelta(days=14)
NEXT = {"VILLAGE": "TOWNSHIP_REVIEW", "TOWNSHIP": "COUNTY_REVIEW", "COUNTY": "IN_LIBRARY"}


@pytest.fixture(scope="module")
def board(desk: Desk) -> Board:
    return Board(desk)


@pytest.mark.rule("P-31")
def test_a_notice_shows_the_ten_items_of_its_project(board: Board) -> None:
    posted = board.post(board.declare())
    assert posted["state"] == "POSTED"
    assert posted["content"] == {
        "projectName": "示范村羊舍",
        "fundSources": ["扶贫发展资金(中央)", "扶贫发展资金(市/州)"],
        "amount": "1000000.00",
        "location": "轮台县示范镇示范村",
        "scope": "新建标准化羊舍2栋1200平方米",
        "period": "2020-04-01至2020-07-31",
        "targets": ["带动户数42户"],
        "implementer": "示范村股份经济合作社",
        "responsiblePerson": "阿依古丽",
        "hotline": "12317",
    }


def test_posting_is_told(board: Board) -> None:
    project = board.declare()
    posted = board.post(project)
    told = board.desk.subgraph.told()[-1]
    assert isinstance(told, NoticePostedV1)
    assert (str(told.notice.id), str(told.notice.subject_id)) == (posted["id"], project["id"])
    assert (told.notice.state, told.notice.closed_on) == (NoticeState.POSTED, None)


@pytest.mark.parametrize("level", ["VILLAGE", "TOWNSHIP"])
def test_closing_carries_the_project_on(board: Board, level: str) -> None:
    posted = board.post(board.declare(), level)
    closed = board.close(posted, level)
    assert codes(closed) == []
    assert closed["notice"]["state"] == "CLOSED"
    assert closed["notice"]["closedOn"] == (FIRST + timedelta(days=7)).isoformat()
    assert closed["notice"]["project"]["state"] == NEXT[level]
    told = board.desk.subgraph.told()[-1]
    assert isinstance(told, NoticeClosedV1)
    assert told.notice.closed_on == FIRST + timedelta(days=7)


def published(board: Board) -> Any:
    """A project whose village and township publicities have closed and which the county has announced."""
    project = board.declare()
    for level, on in (("VILLAGE", FIRST), ("TOWNSHIP", SECOND)):
        assert codes(board.close(board.post(project, level, on=on), level)) == []
    board.post(project, "COUNTY", on=THIRD, kind="ANNOUNCEMENT")
    return project


@pytest.mark.rule("P-06")
@pytest.mark.rule("P-07")
def test_the_county_publicity_closes_into_the_library(board: Board) -> None:
    project = published(board)
    closed = board.close(board.post(project, "COUNTY", on=THIRD), "COUNTY")
    assert codes(closed) == []
    assert closed["notice"]["project"]["state"] == "IN_LIBRARY"
    told = board.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectEnteredLibraryV1)
    assert (told.project.state, told.project.entered_library_on) == (ProjectState.IN_LIBRARY, THIRD + timedelta(days=7))


@pytest.mark.rule("P-06")
def test_without_the_announcement_and_the_lower_levels_the_library_is_closed(board: Board) -> None:
    closed = board.close(board.post(board.declare(), "COUNTY"), "COUNTY")
    assert codes(closed) == ["RULE_BLOCKED"]
    assert blocking(closed) == {"P-06"}
    (verdict,) = [each for each in closed["verdicts"] if each["ruleId"] == "P-06"]
    assert verdict["measured"] == "缺村级公示、乡镇级公示、县级公告"
    assert (verdict["pack"], verdict["assumed"]) == ("default", True)


@pytest.mark.rule("P-51")
@pytest.mark.parametrize(("days", "blocked"), [(6, {"P-51"}), (7, set()), (8, set())])
def test_a_publicity_stands_seven_days(board: Board, days: int, blocked: set[str]) -> None:
    closed = board.close(board.post(board.declare()), days=days)
    assert blocking(closed) == blocked


@pytest.mark.rule("P-51")
def test_days_count_only_since_it_was_recorded(board: Board) -> None:
    project = board.project("TOWNSHIP_NOTICE")
    board.on(FIRST + timedelta(days=5))
    posted = board.desk.do("PostNotice", board.notice(project["id"]), "township_clerk")["notice"]
    assert blocking(board.close(posted, days=11)) == {"P-51"}
    assert codes(board.close(posted, days=12)) == []


@pytest.mark.rule("P-51")
def test_a_longer_publicity_stands_as_long_as_it_said(board: Board) -> None:
    posted = board.post(board.declare(), plannedDays=10)
    assert blocking(board.close(posted, days=9)) == {"P-51"}
    assert codes(board.close(posted, days=10)) == []


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        pytest.param({"plannedDays": 6}, "P-51", marks=pytest.mark.rule("P-51")),
        pytest.param({"places": ["县政府网站"]}, "P-32", marks=pytest.mark.rule("P-32")),
        pytest.param({"places": []}, "P-32", marks=pytest.mark.rule("P-32")),
        pytest.param({"hotline": ""}, "P-31", marks=pytest.mark.rule("P-31")),
    ],
)
def test_what_a_notice_lacks_blocks_it(board: Board, changed: dict[str, Any], rule: str) -> None:
    project = board.project("TOWNSHIP_NOTICE")
    board.on(FIRST)
    before = board.desk.facts()
    payload = board.desk.attempt("PostNotice", board.notice(project["id"], **changed), "township_clerk")
    assert (codes(payload), blocking(payload)) == (["RULE_BLOCKED"], {rule})
    assert board.desk.facts() == before


@pytest.mark.rule("P-31")
def test_a_project_without_person_and_period_cannot_be_published(board: Board) -> None:
    project = board.project("TOWNSHIP_NOTICE", responsibilities=None, plannedEndOn=None)
    board.on(FIRST)
    payload = board.desk.attempt("PostNotice", board.notice(project["id"]), "township_clerk")
    (verdict,) = [each for each in payload["verdicts"] if each["ruleId"] == "P-31"]
    assert (verdict["outcome"], verdict["measured"]) == ("BLOCK", "8项")
    assert "责任人" in verdict["message"]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"subjectId": NOBODY}, "NOT_FOUND", ["input", "subjectId"]),
        ({"subjectId": "x"}, "INVALID_INPUT", ["input", "subjectId"]),
        ({"level": "PREFECTURE"}, "INVALID_INPUT", ["input", "level"]),
        ({"postedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "postedOn"]),
        ({"plannedDays": 0}, "INVALID_INPUT", ["input", "plannedDays"]),
        ({"places": ["示范村公示栏", " "]}, "INVALID_INPUT", ["input", "places", "1"]),
        ({"documentIds": [NOBODY]}, "NOT_FOUND", ["input", "documentIds", "0"]),
    ],
)
def test_bad_input_is_refused_at_its_field(board: Board, changed: dict[str, Any], code: str, field: list[str]) -> None:
    project = board.project("TOWNSHIP_NOTICE")
    board.on(FIRST)
    given = board.notice(project["id"], **changed)
    assert board.desk.refused("PostNotice", given, "township_clerk") == [(code, field)]


@pytest.mark.parametrize("level", ["VILLAGE", "TOWNSHIP", "COUNTY"])
@pytest.mark.parametrize("state", [state.value for state in ProjectState])
def test_a_level_posts_where_the_project_waits_for_it(board: Board, state: str, level: str) -> None:
    project = board.project(state)
    board.on(FIRST)
    payload = board.desk.attempt("PostNotice", board.notice(project["id"], level), OF_LEVEL[level])
    fits = state in {WAITING[level], "REVISION"}
    assert codes(payload) == ([] if fits else ["WRONG_STATE"])


def test_what_is_posted_during_the_revision_moves_nothing(board: Board) -> None:
    project = board.declare()
    posted = board.post(project, "VILLAGE", state="REVISION")
    closed = board.close(posted, "VILLAGE")
    assert (codes(closed), closed["notice"]["project"]["state"]) == ([], "REVISION")


def test_a_notice_of_the_revision_does_not_count_for_a_later_step(board: Board) -> None:
    project = board.declare()
    posted = board.post(project, "COUNTY", state="REVISION")
    board.put(project["id"], "COUNTY_NOTICE")
    closed = board.close(posted, "COUNTY")
    assert (codes(closed), closed["notice"]["project"]["state"]) == ([], "COUNTY_NOTICE")


def test_one_notice_of_a_kind_and_level_stands_at_a_time(board: Board) -> None:
    project = board.declare()
    board.post(project)
    given = board.notice(project["id"])
    assert board.desk.refused("PostNotice", given, "township_clerk") == [("INVALID_INPUT", ["input", "subjectId"])]


@pytest.mark.parametrize(
    ("level", "persona"),
    [
        ("VILLAGE", "county_office"),
        ("TOWNSHIP", "village_clerk"),
        ("TOWNSHIP", "county_office"),
        ("COUNTY", "township_clerk"),
        ("COUNTY", "provincial_auditor"),
    ],
)
def test_each_level_posts_and_closes_its_own(board: Board, level: str, persona: str) -> None:
    project = board.project(WAITING[level])
    board.on(FIRST)
    given = board.notice(project["id"], level)
    assert [code for code, _ in board.desk.refused("PostNotice", given, persona)] == ["FORBIDDEN"]
    closing = board.closing(board.post(project, level))
    assert [code for code, _ in board.desk.refused("CloseNotice", closing, persona)] == ["FORBIDDEN"]


@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_the_county_there_is_no_such_subject(board: Board, persona: str | None) -> None:
    project = board.project("TOWNSHIP_NOTICE")
    board.on(FIRST)
    outside = board.desk.attempt("PostNotice", board.notice(project["id"]), persona)["errors"]
    nowhere = board.desk.attempt("PostNotice", board.notice(NOBODY), persona)["errors"]
    assert outside == nowhere
    assert [error["code"] for error in outside] == ["NOT_FOUND"]


@pytest.mark.parametrize("persona", ["stranger", None])
def test_a_stranger_sees_a_notice_and_cannot_close_it(board: Board, persona: str | None) -> None:
    closing = board.closing(board.post(board.declare()))
    assert [code for code, _ in board.desk.refused("CloseNotice", closing, persona)] == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 9}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"closedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "closedOn"]),
        ({"closedOn": "11.3.2020"}, "INVALID_INPUT", ["input", "closedOn"]),
    ],
)
def test_bad_closing_is_refused_at_its_field(
    board: Board, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    given = board.closing(board.post(board.declare()), **changed)
    assert board.desk.refused("CloseNotice", given, "township_clerk") == [(code, field)]


def test_a_notice_closes_once(board: Board) -> None:
    posted = board.post(board.declare())
    closed = board.close(posted)["notice"]
    again = board.closing(posted | closed)
    assert [code for code, _ in board.desk.refused("CloseNotice", again, "township_clerk")] == ["WRONG_STATE"]
