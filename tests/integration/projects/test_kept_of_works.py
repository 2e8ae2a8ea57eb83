"""What projects keeps of bound money and of assets: once, the newest, in whatever order they are told."""

from typing import Any

import pytest

from published.fund_terms import ProjectFundingState
from published.funds import ProjectFundingConfirmedV1, ProjectFundingPaidV1
from published.money import Fen
from tests.integration.projects.desk import Desk
from tests.integration.projects.works import CENTRAL, Works


@pytest.fixture(scope="module")
def works(desk: Desk) -> Works:
    """A draft: what is told of it is only kept."""
    return Works(desk)


def funding(works: Works, told: ProjectFundingConfirmedV1) -> list[tuple[Any, ...]]:
    statement = "SELECT version, amount, level, fund_category_code FROM project_funding WHERE id = %(id)s"
    return works.desk.subgraph.rows(statement, {"id": told.project_funding.id})


def test_bound_money_is_kept_once_and_the_newest(works: Works) -> None:
    told = works.bind()
    works.desk.subgraph.deliver(told)
    assert funding(works, told) == [(1, CENTRAL, "CENTRAL", "DEVELOPMENT")]
    changed = {"version": 3, "amount": Fen(70_000_000), "state": ProjectFundingState.PARTLY_PAID}
    paid = ProjectFundingPaidV1(project_funding=told.project_funding.model_copy(update=changed))
    first = works.desk.subgraph.deliver(paid)
    works.desk.subgraph.deliver(told)
    works.desk.subgraph.deliver(paid, event_id=first.id)
    assert funding(works, told) == [(3, 70_000_000, "CENTRAL", "DEVELOPMENT")]


def asset(works: Works, number: int) -> list[tuple[Any, ...]]:
    statement = "SELECT version, handed_over_on::text FROM asset WHERE id = %(id)s"
    return works.desk.subgraph.rows(statement, {"id": works.asset(number).id})


def test_an_asset_stays_handed_over_whatever_is_told_late(works: Works) -> None:
    works.hand_over(1)
    works.form(1)
    assert asset(works, 1) == [(3, "2020-08-26")]
    works.hand_over(1)
    assert asset(works, 1) == [(3, "2020-08-26")]


def test_a_hand_over_moves_no_project_that_is_not_settled(works: Works) -> None:
    works.form(2)
    works.hand_over(2)
    assert works.shown("state history { toState }") == {"state": "DRAFT", "history": [{"toState": "DRAFT"}]}


def test_an_asset_without_a_project_moves_nothing(works: Works) -> None:
    told = works.form(3)
    orphan = told.asset.model_copy(update={"id": works.asset(4).id, "project_id": None})
    works.desk.subgraph.deliver(told.model_copy(update={"asset": orphan}))
    assert asset(works, 4) == [(1, None)]
