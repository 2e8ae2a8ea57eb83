"""Sums of the books of regions, as SQL over the sealed ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Label, ScalarSelect, Select, case, func, select, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.funds.category.models import FundCategory
from services.funds.ledger.models import SealedEntry
from services.funds.ledger.states import ADDS, LedgerEntryKind
from services.funds.replicas import Region
from services.funds.summary.states import FundScope

AMOUNTS: Final = tuple(ADDS)
_OF_SCOPE: Final[Mapping[FundScope, ColumnElement[bool]]] = {
    FundScope.ALL_SOURCES: true(),
    FundScope.UPPER_LEVELS: SealedEntry.own_budget.is_(False),
    FundScope.OWN_BUDGET: SealedEntry.own_budget.is_(True),
}


@dataclass(frozen=True)
class Cut:
    """What a summary includes: a fiscal year, the entries dated up to a day and sealed up to a moment."""

    fiscal_year: int
    as_of: date
    known_at: datetime

    def entries(self, region_ids: Iterable[UUID]) -> tuple[ColumnElement[bool], ...]:
        """Conditions on the entries of the regions' own books."""
        return (
            SealedEntry.region_id.in_(list(region_ids)),
            SealedEntry.fiscal_year == self.fiscal_year,
            _counts_from(self.known_at) <= self.as_of,
            SealedEntry.sealed_at <= self.known_at,
        )


def _counts_from(known_at: datetime) -> ColumnElement[date]:
    """The day from which an entry counts, as known at a moment.

    An undated import counts from the last day of its fiscal year, from its recording or from its first use, whichever
    is earliest: an allocation is used when it is first bound, what came into a book by document when money of the same
    category and owner first leaves that book.
    """
    first_use = case(
        (SealedEntry.allocation_id.is_not(None), _first_bound(SealedEntry.allocation_id, known_at)),
        else_=_first_spent(known_at),
    )
    undated = func.least(SealedEntry.counts_from, first_use)
    return case((SealedEntry.booked_on.is_not(None), SealedEntry.counts_from), else_=undated)


def _first_bound(allocation_id: Any, known_at: datetime) -> ScalarSelect[date]:
    use = aliased(SealedEntry)
    known = use.kind == LedgerEntryKind.BIND, use.sealed_at <= known_at
    return select(func.min(use.counts_from)).where(use.allocation_id == allocation_id, *known).scalar_subquery()


def _first_spent(known_at: datetime) -> ScalarSelect[date]:
    use = aliased(SealedEntry)
    bound = case((use.booked_on.is_(None), _first_bound(use.allocation_id, known_at)))
    same_book = (
        use.region_id == SealedEntry.region_id,
        use.fiscal_year == SealedEntry.fiscal_year,
        use.category_id == SealedEntry.category_id,
        use.own_budget == SealedEntry.own_budget,
    )
    spent = use.kind.in_((LedgerEntryKind.ALLOCATE, LedgerEntryKind.BIND)), use.sealed_at <= known_at
    return select(func.min(func.least(use.counts_from, bound))).where(*same_book, *spent).scalar_subquery()


def sums_by_category(cut: Cut, scope: FundScope, region_ids: Iterable[UUID]) -> Select[Any]:
    """Per region and category the sums of ADDS, categories by code.

    Money that a region allocates to itself leaves its book and comes back at once: neither received nor issued.
    """
    within_book = SealedEntry.counter_region_id.is_not_distinct_from(SealedEntry.region_id)
    return (
        select(SealedEntry.region_id, SealedEntry.category_id, *map(_sum, AMOUNTS))
        .join(FundCategory, col(FundCategory.id) == SealedEntry.category_id)
        .where(*cut.entries(region_ids), _OF_SCOPE[scope], ~within_book)
        .group_by(SealedEntry.region_id, SealedEntry.category_id, col(FundCategory.code))
        .order_by(col(FundCategory.code))
    )


def _sum(name: str) -> Label[Any]:
    signed = case(
        *((SealedEntry.kind == kind, SealedEntry.amount * sign) for kind, sign in ADDS[name].items()), else_=0
    )
    return func.sum(signed).label(name)


def owners_of_own_money(cut: Cut, region_ids: Iterable[UUID]) -> Select[Any]:
    """Per region the regions whose own budget came into its book: itself by document, the one above by allocation."""
    owner = func.coalesce(SealedEntry.counter_region_id, SealedEntry.region_id)
    own = SealedEntry.own_budget.is_(True), SealedEntry.kind == LedgerEntryKind.RECEIPT
    owners = select(SealedEntry.region_id, owner.label("owner_id")).distinct()
    found = owners.where(*cut.entries(region_ids), *own).subquery()
    return (
        select(found.c.region_id, col(Region.name))
        .join(Region, col(Region.id) == found.c.owner_id)
        .order_by(col(Region.path))
    )


def regions_below(region_id: UUID) -> Select[Any]:
    """Regions directly below, by code."""
    columns: tuple[Any, ...] = (
        Region.id,
        Region.code,
        Region.name,
        Region.valid_from,
        Region.valid_to,
        Region.successor_ids,
    )
    return select(*columns).where(col(Region.parent_id) == region_id).order_by(col(Region.code))
