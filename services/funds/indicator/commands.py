"""Use cases of indicator documents."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.errors import ErrorCode, Fault, invalid
from chassis.region import in_region
from chassis.uow import UnitOfWork
from published.document_terms import FundDocumentKind
from published.origin import RecordOrigin
from services.funds.balance import require_balance
from services.funds.category.commands import category_of
from services.funds.category.models import FundCategory
from services.funds.document.commands import attach
from services.funds.indicator.events import indicator_received
from services.funds.indicator.inputs import (
    IndicatorDocumentReceiveInput,
    IndicatorDocumentRowInput,
    IndicatorLineInput,
)
from services.funds.indicator.models import IndicatorDocument, IndicatorLine
from services.funds.indicator.rules import RECEIPT_RULES, ReceiptFacts, Transfer, TransferFacts, passed_on_in_time
from services.funds.inputs import DocumentNumberInput, figure_columns, number_columns, source_columns
from services.funds.ledger.commands import book_document
from services.funds.packs import PACKS
from services.funds.replicas import Region

Path = tuple[str, ...]
INPUT: Path = ("input",)


def receive_document(uow: UnitOfWork, cmd: IndicatorDocumentReceiveInput) -> UUID:
    """Book a document as received by a region; each line becomes a receipt in the region's book.

    INVALID_INPUT for an unknown region or category and for a number that the region has already received.
    """
    region = uow.region_in_force(cmd.region_code)
    uow.require("indicator_document.receive", region)
    _require_first_receipt(uow, region, cmd.document_number, INPUT)
    pack = PACKS.select(region.code, cmd.received_on).id
    uow.enforce(RECEIPT_RULES, _receipt_facts(uow, cmd), pack=pack)
    document = IndicatorDocument(
        **in_region(region), **_given(cmd), performance_target=cmd.performance_target, pack=pack
    )
    identifier = _record(uow, document, region, cmd.lines, INPUT, "indicator_document.receive")
    attach(uow, document, cmd.document_ids, (*INPUT, "documentIds"), {FundDocumentKind.INDICATOR_DOCUMENT})
    return identifier


def import_document(uow: UnitOfWork, row: IndicatorDocumentRowInput, region: Region, source: str, at: Path) -> UUID:
    """Take a document over from a source, unjudged; `at` is the path of the row in the input."""
    if row.document_number is not None:
        _require_first_receipt(uow, region, row.document_number, at)
    day = row.received_on or row.issued_on or date(row.fiscal_year, 12, 31)
    pack = PACKS.select(region.code, day).id
    document = IndicatorDocument(
        **in_region(region), **_given(row), **source_columns(source), issued_on=row.issued_on, pack=pack
    )
    return _record(uow, document, region, row.lines, at, "indicator_document.import")


def draw(uow: UnitOfWork, document: IndicatorDocument, line: IndicatorLine, amount: int, on: date) -> None:
    """Take fen from a locked line of a locked document.

    BALANCE_EXCEEDED if less is left; WRONG_STATE for an imported document, as nobody knows what is left of it.
    When nothing of the document is left, the day of its latest allocation becomes the day it was issued.
    """
    _require_known_rest(document)
    require_balance("指标明细", "line", line.unallocated_amount, amount)
    line.allocated_amount += amount
    line.last_issued_on = max(on, line.last_issued_on or on)
    uow.session.flush()
    left, latest = _rest(uow, document)
    if left == 0:
        document.issued_on = latest
        transfer = Transfer(document.received_on, latest, imported=False)
        uow.judge((passed_on_in_time,), TransferFacts((transfer,), uow.today), pack=document.pack)
        uow.record(document, action="indicator_document.pass_on")


def _require_first_receipt(uow: UnitOfWork, region: Region, number: DocumentNumberInput, at: Path) -> None:
    columns = number_columns(number) | {"region_id": region.id}
    same = select(col(IndicatorDocument.id)).filter_by(**columns)
    if uow.session.execute(same).first() is not None:
        printed = f"{number.issuer_code}〔{number.year}〕{number.number}号"
        raise invalid(
            f"{region.name}已登记文号为{printed}的资金指标文件,不能重复登记;请核对文号",
            f"{region.name} has already received the document {printed}; check the number",
            (*at, "documentNumber"),
        )


def _require_known_rest(document: IndicatorDocument) -> None:
    if document.origin is RecordOrigin.IMPORT:
        raise Fault(
            ErrorCode.WRONG_STATE,
            "历史导入的资金指标文件不知已分配多少,不能再分配;请登记新收到的资金指标文件",
            "How much of an imported document was allocated is unknown; it cannot be allocated. Receive a new one",
            ("input", "lineId"),
        )


def _rest(uow: UnitOfWork, document: IndicatorDocument) -> tuple[int, date | None]:
    """Fen of the document not yet allocated, and the day of its latest allocation."""
    left = func.sum(col(IndicatorLine.amount) - col(IndicatorLine.allocated_amount))
    latest = func.max(IndicatorLine.last_issued_on)
    row = uow.session.execute(select(left, latest).where(col(IndicatorLine.document_id) == document.id)).one()
    return int(row[0]), row[1]


def _given(given: IndicatorDocumentReceiveInput | IndicatorDocumentRowInput) -> dict[str, Any]:
    """What receipt and import have in common."""
    return number_columns(given.document_number) | {
        "title": given.title,
        "fiscal_year": given.fiscal_year,
        "tranche": given.tranche,
        "received_on": given.received_on,
        "total_amount": sum(line.amount for line in given.lines),
    }


def _receipt_facts(uow: UnitOfWork, cmd: IndicatorDocumentReceiveInput) -> ReceiptFacts:
    return ReceiptFacts(
        lines=tuple((line.category_code, line.level) for line in cmd.lines),
        received_on=cmd.received_on,
        recorded_on=uow.today,
        performance_target=cmd.performance_target,
    )


def _record(
    uow: UnitOfWork,
    document: IndicatorDocument,
    region: Region,
    given: list[IndicatorLineInput],
    at: Path,
    action: str,
) -> UUID:
    categories = [
        category_of(uow, line.category_code, (*at, "lines", str(place), "categoryCode"))
        for place, line in enumerate(given)
    ]
    uow.add(document)
    lines = [
        uow.add(_line(document, region, place, line, category))
        for place, (line, category) in enumerate(zip(given, categories, strict=True))
    ]
    codes = {category.id: category.code for category in categories}
    journal_id = uow.record(document, lambda row: indicator_received(row, lines, codes), action=action)
    book_document(uow, document, lines, journal_id)
    return document.id


def _line(
    document: IndicatorDocument, region: Region, position: int, given: IndicatorLineInput, category: FundCategory
) -> IndicatorLine:
    return IndicatorLine(
        **in_region(region),
        **figure_columns(given),
        document_id=document.id,
        position=position,
        category_id=category.id,
        level=given.level,
        own_budget=given.level.value == region.level,
        amount=given.amount,
    )
