"""What notices show, and to whom: public for ever, with photos and steps for those concerned."""

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.projects.board import FIRST, Board
from tests.integration.projects.desk import Desk

SECOND, LAST = FIRST + timedelta(days=7), FIRST + timedelta(days=21)


@pytest.fixture(scope="module")
def board(desk: Desk) -> Board:
    return Board(desk)


@pytest.mark.rule("X-09")
def test_everybody_reads_notices_for_ever(board: Board) -> None:
    board.close(posted := board.post(board.declare(), on=LAST))
    shown = board.desk.ask("PublicNotice", None, id=posted["id"])["notice"]
    assert (shown["state"], shown["places"]) == ("CLOSED", ["乡镇公示栏", "示范村公示栏"])
    where = {"region": {"under": "652822"}, "postedOn": {"gte": "2020-03-01"}}
    listed = board.desk.ask("PublicNotices", None, where=where)["notices"]
    assert posted["id"] in {node["id"] for node in listed["nodes"]}
    assert {node["region"]["name"] for node in listed["nodes"]} == {"示范村"}
    assert {node["project"] for node in listed["nodes"]} == {None}, "the project itself is not public"


def test_photos_and_steps_are_shown_to_who_is_signed_in_and_concerned(board: Board) -> None:
    project = board.declare()
    photo = board.photo(project)
    posted = board.post(project, documentIds=[photo])
    selection = "documents { id kind } whatBlocks { mutation }"
    assert board.seen(selection, posted, "county_office") == {
        "documents": [{"id": photo, "kind": "NOTICE_EVIDENCE"}],
        "whatBlocks": [{"mutation": "noticeClose"}],
    }
    assert board.seen("documents { id }", posted, "stranger") == {"documents": []}
    assert board.seen(selection, posted) == {"documents": [], "whatBlocks": []}


def test_what_blocks_a_notice_is_its_days(board: Board) -> None:
    posted = board.post(board.declare())
    selection = "whatBlocks { mutation ready permitted verdicts { ruleId outcome } }"
    (step,) = board.seen(selection, posted, "township_clerk")["whatBlocks"]
    assert (step["mutation"], step["ready"], step["permitted"]) == ("noticeClose", False, True)
    assert {"ruleId": "P-51", "outcome": "BLOCK"} in step["verdicts"]
    board.on(FIRST + timedelta(days=7))
    (step,) = board.seen(selection, posted, "county_office")["whatBlocks"]
    assert (step["ready"], step["permitted"]) == (True, False)


def test_a_project_shows_its_notices_oldest_first(board: Board) -> None:
    project = board.declare()
    for level, on in (("VILLAGE", FIRST), ("TOWNSHIP", SECOND)):
        board.close(board.post(project, level, on=on), level)
    document = "query($id: ID!) { project(id: $id) { notices { level state } } }"
    answer = board.desk.subgraph.post(document, {"id": project["id"]}, "county_office")
    assert answer["data"]["project"]["notices"] == [
        {"level": "VILLAGE", "state": "CLOSED"},
        {"level": "TOWNSHIP", "state": "CLOSED"},
    ]


def test_the_journal_keeps_no_name_of_who_answers(board: Board) -> None:
    posted = board.post(board.declare())
    statement = "SELECT after::text FROM journal WHERE entity_id = %(id)s"
    rows = board.desk.subgraph.rows(statement, {"id": posted["id"]})
    assert rows
    assert all("阿依古丽" not in text for (text,) in rows)


def test_what_blocks_a_project_is_the_notice_that_it_waits_for(board: Board) -> None:
    project = board.project("TOWNSHIP_NOTICE")
    document = """query($id: ID!) { project(id: $id) { whatBlocks {
      mutation ready permitted verdicts { ruleId outcome measured } } } }"""

    def waiting() -> Any:
        answer = board.desk.subgraph.post(document, {"id": project["id"]}, "township_clerk")
        (step,) = answer["data"]["project"]["whatBlocks"]
        assert (step["mutation"], step["permitted"]) == ("noticeClose", True)
        return step

    assert {"ruleId": "P-51", "outcome": "BLOCK", "measured": "0天"} in waiting()["verdicts"]
    board.post(project)
    board.on(FIRST + timedelta(days=6))
    assert {"ruleId": "P-51", "outcome": "BLOCK", "measured": "6天"} in waiting()["verdicts"]
    board.on(SECOND)
    assert waiting()["ready"] is True
