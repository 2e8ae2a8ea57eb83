"""What projects keeps of fund categories and allocations: once, the newest, in whatever order they are told."""

from published.fund_terms import LibraryBinding
from published.funds import FundCategoryChangedV1, FundCategorySnapshot
from tests.harness.subgraph import Subgraph
from tests.integration.projects.desk import Desk
from tests.integration.projects.neighbours import allocation


def category(version: int, name: str) -> FundCategoryChangedV1:
    return FundCategoryChangedV1(
        fund_category=FundCategorySnapshot(
            id=Desk.CATEGORY,
            version=version,
            code="DEVELOPMENT",
            name=name,
            parent_id=None,
            level=None,
            library_binding=LibraryBinding.MUST,
        )
    )


def kept(projects: Subgraph) -> list[tuple[object, ...]]:
    return projects.rows("SELECT version, name FROM fund_category")


def test_a_repeated_delivery_changes_nothing(empty: Subgraph) -> None:
    first = empty.deliver(category(1, "旧名"))
    empty.deliver(category(1, "旧名"), event_id=first.id)
    assert kept(empty) == [(1, "旧名")]
    assert empty.rows("SELECT count(*) FROM inbox") == [(1,)]


def test_the_newest_wins_whatever_the_order(empty: Subgraph) -> None:
    empty.deliver(category(3, "新名"))
    empty.deliver(category(2, "中名"))
    assert kept(empty) == [(3, "新名")]


def test_an_allocation_counts_once_and_as_it_was_told_last(empty: Subgraph) -> None:
    def amounts() -> list[tuple[object, ...]]:
        return empty.rows("SELECT version, fiscal_year, amount FROM allocation")

    newest = empty.deliver(allocation(2, 300, 2020))
    empty.deliver(allocation(2, 300, 2020), event_id=newest.id)
    empty.deliver(allocation(1, 500, 2020))
    assert amounts() == [(2, 2020, 300)]
