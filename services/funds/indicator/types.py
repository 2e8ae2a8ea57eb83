"""Indicator documents as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Select, and_, case, or_, select
from sqlmodel import col
from strawberry import ID

from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, children, column, reference
from chassis.graph.filter_types import DateFilterInput, IntFilterInput, RegionFilterInput
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.giver import among_its_own
from chassis.graph.node import node
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.scalars import Money
from chassis.graph.values import DocumentNumber, RuleVerdict, document_number
from published.fund_terms import FundLevel, TrancheKind
from published.origin import FigureStatus, RecordOrigin
from rulebook.pack import Pack
from services.funds import replicas
from services.funds.allocation import models as allocation
from services.funds.document.types import documents_of
from services.funds.indicator import models
from services.funds.indicator.rules import Transfer, TransferFacts, passed_on_in_time
from services.funds.known import sealed_by
from services.funds.packs import PACKS
from services.funds.stubs import Region
from services.funds.verdicts import watched

if TYPE_CHECKING:
    from services.funds.allocation.types import Allocation
    from services.funds.category.types import FundCategory
    from services.funds.document.graph import FundDocument


def number_of(row: Mapping[str, Any]) -> DocumentNumber | None:
    """A document number from the columns `issuer`, `year` and `serial`."""
    return document_number(row["issuer"], row["year"], row["serial"])


async def transfer_verdicts(
    ctx: ReadContext, region_id: UUID, year: int, as_of: date, known_at: datetime, pack: Pack
) -> list[RuleVerdict]:
    """F-42 over the documents of a region and year, seen on a day as known at a moment."""

    async def transfers(region_ids: list[UUID]) -> list[list[Transfer]]:
        found: dict[UUID, list[Transfer]] = {each: [] for each in region_ids}
        for row in await ctx.fetch(_received(region_ids, year, as_of, known_at)):
            found[row["region_id"]].append(_transfer(row))
        return [found[each] for each in region_ids]

    found = await ctx.loader(("transfers", year, as_of, known_at), transfers).load(region_id)
    return watched((passed_on_in_time,), TransferFacts(tuple(found), as_of), pack)


def _received(region_ids: Sequence[UUID], year: int, as_of: date, known_at: datetime) -> Select[Any]:
    """Documents that had come by the day, with the day they were issued if that had come and was known."""
    row = models.IndicatorDocument
    imported = col(row.origin) == RecordOrigin.IMPORT
    issue_known = or_(imported, sealed_by(known_at, col(row.id), "indicator_document.pass_on"))
    issued_on = case((and_(col(row.issued_on) <= as_of, issue_known), col(row.issued_on)))
    return select(col(row.region_id), col(row.received_on), issued_on.label("issued_on"), col(row.origin)).where(
        col(row.region_id).in_(region_ids),
        col(row.fiscal_year) == year,
        or_(col(row.received_on).is_(None), col(row.received_on) <= as_of),
        sealed_by(known_at, col(row.id)),
    )


def _transfer(row: Mapping[Any, Any]) -> Transfer:
    return Transfer(row["received_on"], row["issued_on"], imported=row["origin"] == RecordOrigin.IMPORT)


async def _verdicts(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[list[RuleVerdict]]:
    today = await ctx.today()
    return [_watched(row, today) if ctx.principal.sees(row["path"]) else [] for row in rows]


def _watched(row: Mapping[str, Any], today: date) -> list[RuleVerdict]:
    facts = TransferFacts((_transfer(row),), today)
    return watched((passed_on_in_time,), facts, PACKS.get(row["pack"]))


@node(models.IndicatorDocument)
class IndicatorDocument:
    """A letter that brings money [资金指标文件]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    document_number: DocumentNumber | None = built(
        number_of,
        "Number; null if the source does not give it [文号].",
        issuer=models.IndicatorDocument.issuer_code,
        year=models.IndicatorDocument.document_year,
        serial=models.IndicatorDocument.document_serial,
    )
    title: str = column("Title as in the source [名称].")
    fiscal_year: int = column("Fiscal year [预算年度].")
    tranche: TrancheKind = column("Batch [批次].")
    region: Region | None = reference(
        models.IndicatorDocument.region_id, "Region that received it [接收地区].", via=replicas.Region
    )
    received_on: date | None = column("Received on; null if unknown [收到日期].")
    issued_on: date | None = among_its_own(
        models.IndicatorDocument,
        "issued_on",
        "Passed on completely on; null while not or unknown, and to those who only received of it [下达日期].",
    )
    total_amount: Money = column("Sum of its lines, yuan [总额].")
    lines: "list[IndicatorLine]" = children(
        models.IndicatorLine.document_id,
        "Lines by source and category [指标明细].",
        order=(models.IndicatorLine.position,),
    )
    origin: RecordOrigin = column("How it came in [来源方式].")
    source: str | None = column("Where the import comes from [数据来源].")
    performance_target: str | None = among_its_own(
        models.IndicatorDocument,
        "performance_target",
        "Performance target it came with; null to those who only received of it [绩效目标].",
    )
    documents: "list[FundDocument]" = documents_of(models.IndicatorDocument.id, "Scans [电子件].")
    verdicts: list[RuleVerdict] = batched(
        _verdicts,
        "Watching rules such as F-42; none to those who only received of it [规则判定].",
        path=models.IndicatorDocument.region_path,
        received_on=models.IndicatorDocument.received_on,
        issued_on=models.IndicatorDocument.issued_on,
        origin=models.IndicatorDocument.origin,
        pack=models.IndicatorDocument.pack,
    )


@node(models.IndicatorLine)
class IndicatorLine:
    """Money of one category in a document [指标明细]."""

    id: ID = column("Id [标识].")
    document: "IndicatorDocument" = reference(models.IndicatorLine.document_id, "Document [指标文件].")
    category: "FundCategory" = reference(models.IndicatorLine.category_id, "Category [资金类别].")
    level: FundLevel = column("Level [资金级次].")
    amount: Money = column("Yuan [金额].")
    allocated_amount: Money | None = among_its_own(
        models.IndicatorLine,
        "allocated_amount",
        "Known to be allocated, yuan; null to those who only received of it [已分配].",
    )
    unallocated_amount: Money | None = among_its_own(
        models.IndicatorLine,
        "unallocated_amount",
        "Not known to be allocated, yuan; null to those who only received of it [未分配].",
        of=col(models.IndicatorLine.amount) - col(models.IndicatorLine.allocated_amount),
    )
    figure_status: FigureStatus = column("How the figure relates to its source [数据性质].")
    figure_note: str | None = column("Why, where the source does not print it so [数据说明].")
    allocations: "list[Allocation]" = children(
        allocation.Allocation.line_id,
        "Allocations, oldest first [分配].",
        order=(allocation.Allocation.issued_on,),
    )


@ordering
class IndicatorDocumentOrder:
    """Order [排序]."""

    ISSUED_ON_ASC = by(models.IndicatorDocument.issued_on, "Oldest issue first [下达日期升序].")
    ISSUED_ON_DESC = by_desc(models.IndicatorDocument.issued_on, "Newest issue first [下达日期降序].")
    TOTAL_AMOUNT_DESC = by_desc(models.IndicatorDocument.total_amount, "Largest first [金额降序].")


@where_input
class IndicatorDocumentWhereInput:
    """Which documents; all given conditions hold [指标文件条件]."""

    region: RegionFilterInput | None = on_region(models.IndicatorDocument, "Receiving region [接收地区].")
    fiscal_year: IntFilterInput | None = on(models.IndicatorDocument.fiscal_year, "Fiscal year [预算年度].")
    received_on: DateFilterInput | None = on(models.IndicatorDocument.received_on, "Received on [收到日期].")
    issued_on: DateFilterInput | None = on(models.IndicatorDocument.issued_on, "Issued on [下达日期].")


@connection("IndicatorDocument")
class IndicatorDocumentConnection:
    """A page of documents."""
