"""How movements of money come into the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.uow import UnitOfWork
from services.funds.allocation.models import Allocation
from services.funds.binding.models import ProjectFunding
from services.funds.columns import same_place
from services.funds.indicator.models import IndicatorDocument, IndicatorLine
from services.funds.ledger.models import LedgerEntry
from services.funds.ledger.states import LedgerEntryKind


@dataclass(frozen=True)
class PaidPart:
    """What a payment takes from one binding, fen: for the payee, and held back."""

    funding: ProjectFunding
    allocation: Allocation
    paid: int
    retained: int


def book_document(
    uow: UnitOfWork, document: IndicatorDocument, lines: Sequence[IndicatorLine], journal_id: int
) -> None:
    """One receipt per line into the book of the region that received the document."""
    for position, line in enumerate(lines):
        uow.add(
            LedgerEntry(
                **same_place(document),
                **_dates(uow, document.received_on, document.fiscal_year),
                journal_id=journal_id,
                position=position,
                kind=LedgerEntryKind.RECEIPT,
                amount=line.amount,
                category_id=line.category_id,
                own_budget=line.own_budget,
                document_id=document.id,
                line_id=line.id,
            )
        )


def book_allocation(uow: UnitOfWork, allocation: Allocation, journal_id: int) -> None:
    """Out of the issuer's book, and into the recipient's."""
    issuer = {
        "region_id": allocation.issuer_region_id,
        "region_code": allocation.issuer_region_code,
        "region_path": allocation.issuer_path,
        "counter_region_id": allocation.region_id,
    }
    recipient = same_place(allocation) | {"counter_region_id": allocation.issuer_region_id}
    sides = ((LedgerEntryKind.ALLOCATE, issuer), (LedgerEntryKind.RECEIPT, recipient))
    for position, (kind, book) in enumerate(sides):
        uow.add(
            LedgerEntry(
                **book,
                **_dates(uow, allocation.issued_on, allocation.fiscal_year),
                **_money_of(allocation),
                journal_id=journal_id,
                position=position,
                kind=kind,
                amount=allocation.amount,
            )
        )


def book_binding(uow: UnitOfWork, funding: ProjectFunding, allocation: Allocation, journal_id: int) -> None:
    """Bound in the book of the region that holds the pot."""
    uow.add(
        LedgerEntry(
            **same_place(allocation),
            **_dates(uow, funding.bound_on, allocation.fiscal_year),
            **_money_of(allocation),
            journal_id=journal_id,
            position=0,
            kind=LedgerEntryKind.BIND,
            amount=funding.amount,
            funding_id=funding.id,
            project_id=funding.project_id,
        )
    )


def book_payment(uow: UnitOfWork, paid: Sequence[PaidPart], on: date, journal_id: int) -> None:
    """What left each pot for the payee, and what was held back of it, in the book of the region that holds the pot."""
    movements = [
        (part, kind, amount)
        for part in paid
        for kind, amount in ((LedgerEntryKind.PAY, part.paid), (LedgerEntryKind.RETAIN, part.retained))
        if amount
    ]
    for position, (part, kind, amount) in enumerate(movements):
        uow.add(
            LedgerEntry(
                **same_place(part.allocation),
                **_dates(uow, on, part.allocation.fiscal_year),
                **_money_of(part.allocation),
                journal_id=journal_id,
                position=position,
                kind=kind,
                amount=amount,
                funding_id=part.funding.id,
                project_id=part.funding.project_id,
            )
        )


def _money_of(allocation: Allocation) -> dict[str, Any]:
    return {
        "category_id": allocation.category_id,
        "own_budget": allocation.own_budget,
        "document_id": allocation.document_id,
        "line_id": allocation.line_id,
        "allocation_id": allocation.id,
    }


def _dates(uow: UnitOfWork, booked_on: date | None, fiscal_year: int) -> dict[str, Any]:
    """An undated movement counts from the last day of its fiscal year, or from its recording if that is earlier."""
    counts_from = booked_on or min(date(fiscal_year, 12, 31), uow.today)
    return {"booked_on": booked_on, "counts_from": counts_from, "fiscal_year": fiscal_year}
