"""Use cases of allocations."""

from typing import Any
from uuid import UUID

from chassis.errors import invalid, replica_behind
from chassis.region import in_region
from chassis.uow import UnitOfWork
from services.funds.allocation.events import allocation_issued
from services.funds.allocation.inputs import AllocationIssueInput, AllocationRowInput
from services.funds.allocation.models import Allocation
from services.funds.category.commands import category_of
from services.funds.category.models import FundCategory
from services.funds.indicator.commands import draw
from services.funds.indicator.models import IndicatorDocument, IndicatorLine
from services.funds.inputs import figure_columns, number_columns, source_columns
from services.funds.ledger.commands import book_allocation
from services.funds.replicas import Region

LINE_FIELD = ("input", "lineId")
REGION_FIELD = ("input", "regionCode")


def issue_allocation(uow: UnitOfWork, cmd: AllocationIssueInput) -> UUID:
    """Give part of a line to the region that received it, or to one directly below it.

    BALANCE_EXCEEDED for more than the line has left; INVALID_INPUT for any other region and for a day before the
    receipt.
    """
    recipient = uow.region_in_force(cmd.region_code)
    document_id = uow.get(IndicatorLine, cmd.line_id, LINE_FIELD).document_id
    document = uow.get_for_update(IndicatorDocument, document_id, field=LINE_FIELD)
    line = uow.get_for_update(IndicatorLine, cmd.line_id, field=LINE_FIELD)
    uow.require("allocation.issue", document)
    _require_near(document, recipient)
    _require_after_receipt(document, cmd)
    draw(uow, document, line, cmd.amount, cmd.issued_on)
    allocation = Allocation(
        **in_region(recipient),
        **_issued_by(document.region_id, document.region_code, document.region_path),
        **number_columns(cmd.document_number),
        document_id=document.id,
        line_id=line.id,
        fiscal_year=document.fiscal_year,
        category_id=line.category_id,
        level=line.level,
        own_budget=line.own_budget,
        amount=cmd.amount,
        issued_on=cmd.issued_on,
    )
    category = uow.get(FundCategory, line.category_id)
    return _record(uow, allocation, category, "allocation.issue")


def import_allocation(
    uow: UnitOfWork, row: AllocationRowInput, recipient: Region, issuer: Region, source: str, at: tuple[str, ...]
) -> UUID:
    """Take an allocation by the region above over from a source; the line it drew on is unknown."""
    category = category_of(uow, row.category_code, (*at, "categoryCode"))
    allocation = Allocation(
        **in_region(recipient),
        **_issued_by(issuer.id, issuer.code, issuer.path),
        **source_columns(source),
        **figure_columns(row),
        fiscal_year=row.fiscal_year,
        category_id=category.id,
        own_budget=row.own_budget,
        amount=row.amount,
        issued_on=row.issued_on,
    )
    return _record(uow, allocation, category, "allocation.import")


def issuer_above(uow: UnitOfWork, recipient: Region, at: tuple[str, ...]) -> Region:
    """The region that issues what an import says a region received: the one directly above."""
    field = (*at, "regionCode")
    if recipient.parent_id is None:
        raise invalid(
            f"{recipient.name}没有上级地区,不能作为资金分配的接收地区",
            f"{recipient.name} has no region above that could have issued it money",
            field,
        )
    issuer = uow.session.get(Region, recipient.parent_id)
    if issuer is None:
        raise replica_behind("上级行政区划", "region above", field)
    return issuer


def _issued_by(region_id: UUID, code: str, path: str) -> dict[str, Any]:
    return {"issuer_region_id": region_id, "issuer_region_code": code, "issuer_path": path}


def _require_near(document: IndicatorDocument, recipient: Region) -> None:
    if document.region_id not in {recipient.id, recipient.parent_id}:
        raise invalid(
            f"资金只能分配给收到指标文件的地区本级或其直接下级,{recipient.name}都不是",
            f"Money goes to the region that received the document or to one directly below, not {recipient.code}",
            REGION_FIELD,
        )


def _require_after_receipt(document: IndicatorDocument, cmd: AllocationIssueInput) -> None:
    if document.received_on is not None and cmd.issued_on < document.received_on:
        raise invalid(
            f"下达日期{cmd.issued_on}早于资金指标文件的收到日期{document.received_on}",
            f"It cannot be issued on {cmd.issued_on}, before the document was received on {document.received_on}",
            ("input", "issuedOn"),
        )


def _record(uow: UnitOfWork, allocation: Allocation, category: FundCategory, action: str) -> UUID:
    uow.add(allocation)
    journal_id = uow.record(allocation, lambda row: allocation_issued(row, category.code), action=action)
    book_allocation(uow, allocation, journal_id)
    return allocation.id
