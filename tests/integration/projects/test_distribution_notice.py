"""What assets tells of distributions: publicised in the village once deliberated, realised once disclosed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.tables import new_id
from published.distribution_terms import BeneficiaryGroup, DistributionState, DistributionUse
from published.money import Fen
from published.notice_terms import NoticeSubject
from published.notices import NoticeClosedV1
from published.operations import (
    DistributionDeliberatedV1,
    DistributionDisclosedV1,
    DistributionLine,
    DistributionSnapshot,
    RealisedBenefit,
)
from published.shares import WHOLE
from tests.integration.projects.board import FIRST, Board, blocking, codes
from tests.integration.projects.desk import VILLAGE, Desk


@pytest.fixture(scope="module")
def board(desk: Desk) -> Board:
    return Board(desk)


def snapshot(board: Board, **changed: Any) -> DistributionSnapshot:
    """A village shares out 9 000.01 yuan in one line."""
    statement = "SELECT id, code, path FROM region WHERE code = %(code)s"
    ((region_id, code, path),) = board.desk.subgraph.rows(statement, {"code": VILLAGE})
    line = DistributionLine(
        id=new_id(),
        use=DistributionUse.HOUSEHOLD_DIVIDEND,
        group=BeneficiaryGroup.VILLAGERS,
        share_bps=WHOLE,
        amount=Fen(900_001),
        household_count=42,
        people_count=160,
    )
    columns: dict[str, Any] = {
        "id": new_id(),
        "version": 2,
        "region_id": region_id,
        "region_code": code,
        "region_path": path,
        "period_start_on": date(2019, 9, 1),
        "period_end_on": date(2019, 11, 30),
        "state": DistributionState.DELIBERATED,
        "income_amount": Fen(1_200_001),
        "deductions": (),
        "distributable_amount": Fen(900_001),
        "lines": (line,),
    }
    return DistributionSnapshot(**(columns | changed))


def deliberated(board: Board, on: date = FIRST, **changed: Any) -> str:
    """Id of a distribution that assets has told of."""
    told = DistributionDeliberatedV1(distribution=snapshot(board, **changed), deliberated_on=on)
    board.desk.subgraph.deliver(told)
    return str(told.distribution.id)


def post(board: Board, distribution: str, persona: str = "village_clerk", **changed: Any) -> Any:
    board.on(FIRST)
    given = board.notice(distribution, "VILLAGE", places=["村委会公示栏"]) | changed
    return board.desk.attempt("PostNotice", given, persona)


def test_a_deliberated_distribution_is_publicised_in_the_village(board: Board) -> None:
    distribution = deliberated(board)
    posted = post(board, distribution)
    assert codes(posted) == []
    content = posted["notice"]["content"]
    assert content["projectName"] == "扶贫资产收益分配(2019-09-01至2019-11-30)"
    assert (content["amount"], content["scope"], content["location"]) == ("9000.01", "分红", "轮台县示范镇示范村")
    assert content["targets"] == ["全体村民42户160人9000.01元"]
    outcomes = {each["ruleId"]: each["outcome"] for each in posted["verdicts"]}
    assert outcomes == {"P-31": "NOT_APPLICABLE", "P-32": "PASS", "P-51": "PASS"}


def test_its_end_is_told_with_the_distribution_it_is_about(board: Board) -> None:
    distribution = deliberated(board)
    posted = post(board, distribution)["notice"]
    early = board.close(posted, "VILLAGE", days=6)
    assert blocking(early) == {"P-51"}
    closed = board.desk.attempt("CloseNotice", board.closing(posted), "village_clerk")
    assert closed["errors"] == []
    assert closed["notice"]["project"] is None
    told = board.desk.subgraph.told()[-1]
    assert isinstance(told, NoticeClosedV1)
    assert (told.notice.subject_kind, str(told.notice.subject_id)) == (NoticeSubject.DISTRIBUTION, distribution)
    assert told.notice.closed_on == FIRST + timedelta(days=7)


@pytest.mark.rule("P-51")
def test_a_distribution_stands_its_days_too(board: Board) -> None:
    assert blocking(post(board, deliberated(board), plannedDays=6)) == {"P-51"}


def test_it_is_publicised_once_as_it_was_decided_and_again_when_decided_again(board: Board) -> None:
    distribution = deliberated(board)
    posted = post(board, distribution)["notice"]
    board.close(posted, "VILLAGE")
    again = post(board, distribution)
    assert codes(again) == ["INVALID_INPUT"]
    deliberated(board, on=FIRST + timedelta(days=9), id=UUID(distribution), version=4)
    board.on(FIRST + timedelta(days=9))
    given = board.notice(distribution, "VILLAGE", postedOn=(FIRST + timedelta(days=9)).isoformat())
    assert codes(board.desk.attempt("PostNotice", given, "village_clerk")) == []


@pytest.mark.parametrize(
    ("told", "changed", "code"),
    [
        ({}, {"level": "TOWNSHIP"}, "WRONG_STATE"),
        ({"state": DistributionState.DRAFT}, {}, "WRONG_STATE"),
        ({}, {"postedOn": "2020-03-10"}, "INVALID_INPUT"),
    ],
)
def test_it_is_posted_by_the_village_after_the_decision(
    board: Board, told: dict[str, Any], changed: dict[str, Any], code: str
) -> None:
    persona = "township_clerk" if changed.get("level") == "TOWNSHIP" else "village_clerk"
    assert codes(post(board, deliberated(board, **told), persona, **changed)) == [code]


@pytest.mark.parametrize("persona", ["stranger", None])
def test_nobody_outside_learns_of_a_distribution(board: Board, persona: str | None) -> None:
    board.on(FIRST)
    refused = board.desk.refused("PostNotice", board.notice(deliberated(board), "VILLAGE"), persona)
    assert refused == [("NOT_FOUND", ["input", "subjectId"])]


def test_the_public_reads_of_which_distribution_a_notice_is(board: Board) -> None:
    distribution = deliberated(board)
    posted = post(board, distribution)["notice"]
    assert board.seen("distribution { id } project { id }", posted) == {
        "distribution": {"id": distribution},
        "project": None,
    }


def test_a_repeated_and_an_older_delivery_change_nothing(board: Board) -> None:
    told = DistributionDeliberatedV1(distribution=snapshot(board), deliberated_on=FIRST)
    newer = told.distribution.model_copy(update={"version": 5, "state": DistributionState.PAID})
    first = board.desk.subgraph.deliver(DistributionDeliberatedV1(distribution=newer, deliberated_on=FIRST))
    board.desk.subgraph.deliver(told)
    board.desk.subgraph.deliver(DistributionDeliberatedV1(distribution=newer, deliberated_on=FIRST), event_id=first.id)
    statement = "SELECT version, state FROM distribution WHERE id = %(id)s"
    assert board.desk.subgraph.rows(statement, {"id": newer.id}) == [(5, "PAID")]


def disclose(board: Board, project: str, amount: int, **changed: Any) -> DistributionDisclosedV1:
    told = DistributionDisclosedV1(
        distribution=snapshot(board, state=DistributionState.DISCLOSED, **changed),
        disclosed_on=FIRST,
        benefits=(RealisedBenefit(project_id=UUID(project), household_count=42, people_count=160, amount=Fen(amount)),),
    )
    board.desk.subgraph.deliver(told)
    return told


def realised(board: Board, project: str) -> list[str]:
    document = "query($id: ID!) { project(id: $id) { benefitLinks { realisedAmount } } }"
    answer = board.desk.subgraph.post(document, {"id": project}, "county_office")
    return [link["realisedAmount"] for link in answer["data"]["project"]["benefitLinks"]]


@pytest.mark.rule("A-07")
def test_promised_benefits_show_what_was_realised_so_far(board: Board) -> None:
    def promise(mode: str, amount: str) -> dict[str, Any]:
        return {"mode": mode, "partyId": board.desk.organisation, "householdCount": 42, "promisedAmount": amount}

    links = [promise("DIVIDEND", "20000.00"), promise("EMPLOYMENT", "60000.00"), promise("DIVIDEND", "10000.00")]
    project = board.declare(benefitLinks=links)["id"]
    assert realised(board, project) == ["0.00", "0.00", "0.00"]
    first = disclose(board, project, 10_000)
    assert realised(board, project) == ["66.67", "0.00", "33.33"]
    board.desk.subgraph.deliver(first)
    disclose(board, project, 20_000)
    assert realised(board, project) == ["200.00", "0.00", "100.00"]
