"""Objections: raised by anybody, answered by somebody else, and no notice closes over an open one."""

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.projects.board import FIRST, Board, blocking, codes
from tests.integration.projects.desk import NOBODY, Desk

CONTACT = "13900000000"


@pytest.fixture(scope="module")
def board(desk: Desk) -> Board:
    return Board(desk)


@pytest.mark.parametrize("persona", [None, "stranger", "village_clerk"])
def test_anybody_objects_with_or_without_a_login(board: Board, persona: str | None) -> None:
    posted = board.post(board.declare())
    objection = board.raise_objection(posted, persona)
    due_on = (FIRST + timedelta(days=5)).isoformat()
    assert (objection["raisedOn"], objection["dueOn"]) == (FIRST.isoformat(), due_on)
    assert board.seen("state", posted) == {"state": "OBJECTED"}


@pytest.mark.rule("P-51")
def test_an_open_objection_keeps_the_notice_open(board: Board) -> None:
    posted = board.post(board.declare())
    board.raise_objection(posted)
    closed = board.close(posted | board.seen("version", posted))
    assert (codes(closed), blocking(closed)) == (["RULE_BLOCKED"], {"P-51"})


@pytest.mark.rule("P-23")
def test_a_village_that_objects_sends_nothing_up(board: Board) -> None:
    posted = board.post(board.declare(), "VILLAGE")
    board.raise_objection(posted)
    closed = board.close(posted | board.seen("version", posted), "VILLAGE")
    assert blocking(closed) == {"P-23", "P-51"}


@pytest.mark.rule("P-23")
def test_the_last_answer_lets_the_notice_go_on(board: Board) -> None:
    posted = board.post(board.declare(), "VILLAGE")
    first, second = board.raise_objection(posted), board.raise_objection(posted)
    assert codes(board.answer(first)) == []
    assert board.seen("state", posted) == {"state": "OBJECTED"}
    answered = board.answer(second)["objection"]
    assert answered["reply"] == "选址东移60米"
    assert board.seen("state", posted) == {"state": "ANSWERED"}
    assert codes(board.close(posted | board.seen("version", posted), "VILLAGE")) == []


def test_after_the_answer_another_may_object(board: Board) -> None:
    posted = board.post(board.declare())
    board.answer(board.raise_objection(posted))
    board.raise_objection(posted)
    assert board.seen("state", posted) == {"state": "OBJECTED"}


@pytest.mark.rule("P-37")
@pytest.mark.parametrize(("days", "outcome"), [(5, "PASS"), (6, "WARN")])
def test_an_answer_is_due_in_five_days_and_late_ones_are_noted(board: Board, days: int, outcome: str) -> None:
    objection = board.raise_objection(board.post(board.declare()))
    late = FIRST + timedelta(days=days)
    board.on(late)
    given = {"id": objection["id"], "expectedVersion": 1, "reply": "已现场核实", "repliedOn": late.isoformat()}
    payload = board.desk.do("AnswerObjection", given, "county_office")
    assert [(each["ruleId"], each["outcome"]) for each in payload["verdicts"]] == [("P-37", outcome)]


@pytest.mark.parametrize(
    ("persona", "contact"),
    [
        ("provincial_auditor", CONTACT),
        ("county_office", None),
        ("township_clerk", None),
        ("stranger", None),
        (None, None),
    ],
)
def test_only_audit_learns_how_to_reach_who_objected(board: Board, persona: str | None, contact: str | None) -> None:
    posted = board.post(board.declare())
    board.raise_objection(posted)
    (shown,) = board.seen("objections { channel text contact reply }", posted, persona)["objections"]
    assert shown == {"channel": "BOARD", "text": "羊舍离水渠太近", "contact": contact, "reply": None}


def test_the_contact_is_nowhere_in_clear(board: Board) -> None:
    board.raise_objection(board.post(board.declare()))
    rows = board.desk.subgraph.rows("SELECT j::text FROM journal j UNION ALL SELECT o::text FROM objection o")
    assert rows
    assert not [row for (row,) in rows if CONTACT in row]


def test_a_retry_without_a_login_raises_it_once(board: Board) -> None:
    posted = board.post(board.declare())
    given = {"noticeId": posted["id"], "channel": "PORTAL", "text": "有异议"}
    first, again = (board.desk.do("RaiseObjection", given, None, key="objected-once") for _ in range(2))
    assert first["objection"] == again["objection"]
    assert len(board.seen("objections { id }", posted)["objections"]) == 1


def test_an_announcement_is_not_open_to_objection(board: Board) -> None:
    posted = board.post(board.declare(), "COUNTY", kind="ANNOUNCEMENT")
    given = {"noticeId": posted["id"], "channel": "PORTAL", "text": "有异议"}
    assert board.desk.refused("RaiseObjection", given, None) == [("INVALID_INPUT", ["input", "noticeId"])]


def test_a_closed_notice_is_not_objected_to(board: Board) -> None:
    posted = board.post(board.declare())
    board.close(posted)
    given = {"noticeId": posted["id"], "channel": "PORTAL", "text": "有异议"}
    assert [code for code, _ in board.desk.refused("RaiseObjection", given, None)] == ["WRONG_STATE"]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"noticeId": NOBODY}, "NOT_FOUND", ["input", "noticeId"]),
        ({"text": " "}, "INVALID_INPUT", ["input", "text"]),
        ({"text": "长" * 2_001}, "INVALID_INPUT", ["input", "text"]),
        ({"contact": "1" * 201}, "INVALID_INPUT", ["input", "contact"]),
    ],
)
def test_a_bad_objection_is_refused_at_its_field(
    board: Board, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    given = {"noticeId": board.post(board.declare())["id"], "channel": "QR_CODE", "text": "有异议"} | changed
    assert board.desk.refused("RaiseObjection", given, None) == [(code, field)]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 5}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"reply": ""}, "INVALID_INPUT", ["input", "reply"]),
        ({"repliedOn": "2020-03-10"}, "INVALID_INPUT", ["input", "repliedOn"]),
        ({"repliedOn": "2099-03-10"}, "INVALID_INPUT", ["input", "repliedOn"]),
    ],
)
def test_a_bad_answer_is_refused_at_its_field(
    board: Board, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    objection = board.raise_objection(board.post(board.declare()))
    given = {"id": objection["id"], "expectedVersion": 1, "reply": "已核实", "repliedOn": FIRST.isoformat()} | changed
    assert board.desk.refused("AnswerObjection", given, "township_clerk") == [(code, field)]


@pytest.mark.parametrize("persona", ["village_clerk", "provincial_auditor", "stranger", None])
def test_the_township_and_the_county_answer(board: Board, persona: str | None) -> None:
    objection = board.raise_objection(board.post(board.declare()))
    assert codes(board.answer(objection, persona)) == ["FORBIDDEN"]


def test_who_objected_does_not_answer(board: Board) -> None:
    objection = board.raise_objection(board.post(board.declare()), "township_clerk")
    assert codes(board.answer(objection, "township_clerk")) == ["FORBIDDEN"]
    assert codes(board.answer(objection, "county_office")) == []


def test_an_objection_is_answered_once(board: Board) -> None:
    posted = board.post(board.declare())
    objection = board.raise_objection(posted)
    board.raise_objection(posted)
    answered = board.answer(objection)["objection"]
    assert codes(board.answer(answered)) == ["WRONG_STATE"]
