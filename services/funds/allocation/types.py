"""Allocations as GraphQL shows them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import col
from strawberry import ID

from chassis.graph.aggregate import aggregate, by_region_below, by_value, total
from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.declare import built, column, pages, reference
from chassis.graph.filter_types import IntFilterInput, MoneyFilterInput, RegionFilterInput, StringFilterInput
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.node import node
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.scalars import Money
from chassis.graph.values import DocumentNumber
from published.origin import FigureStatus, RecordOrigin
from services.funds import replicas
from services.funds.allocation.models import Allocation as Row
from services.funds.binding.models import ProjectFunding as FundingRow
from services.funds.binding.types import ProjectFundingOrder
from services.funds.category.models import FundCategory as CategoryRow
from services.funds.indicator.types import number_of
from services.funds.stubs import Region

if TYPE_CHECKING:
    from services.funds.binding.types import ProjectFundingConnection
    from services.funds.category.types import FundCategory
    from services.funds.indicator.types import IndicatorLine

AVAILABLE = col(Row.amount) - col(Row.bound_amount)
CATEGORY_CODE = select(col(CategoryRow.code)).where(col(CategoryRow.id) == col(Row.category_id)).scalar_subquery()
OWN_BUDGET_LABELS = {"true": "本级安排", "false": "上级下达"}


async def _category_names(ctx: ReadContext, codes: Sequence[str]) -> dict[str, str]:
    rows = await ctx.fetch(select(col(CategoryRow.code), col(CategoryRow.name)).where(col(CategoryRow.code).in_(codes)))
    return {row["code"]: row["name"] for row in rows}


async def _own_budget_names(_: ReadContext, keys: Sequence[str]) -> dict[str, str]:
    return {key: OWN_BUDGET_LABELS[key] for key in keys}


@node(Row)
class Allocation:
    """Money given to one region, the pot that projects are bound to [资金分配]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    line: "IndicatorLine | None" = reference(
        Row.line_id, "Line it draws on; null where the source does not say, or outside your scope [指标明细]."
    )
    region: Region | None = reference(Row.region_id, "Receiving region [接收地区].", via=replicas.Region)
    fiscal_year: int = column("Fiscal year [预算年度].")
    category: "FundCategory" = reference(Row.category_id, "Category [资金类别].")
    own_budget: bool = column("Own budget of the issuing level rather than money from above [本级安排].")
    amount: Money = column("Yuan [金额].")
    bound_amount: Money = column("Bound to projects, yuan [已安排].")
    available_amount: Money = column("Left to bind, yuan [可用余额].", of=AVAILABLE)
    issued_on: date | None = column("Issued on; null if unknown [下达日期].")
    document_number: DocumentNumber | None = built(
        number_of,
        "Number of the issuing letter [文号].",
        issuer=Row.issuer_code,
        year=Row.document_year,
        serial=Row.document_serial,
    )
    origin: RecordOrigin = column("How it came in [来源方式].")
    source: str | None = column("Where the import comes from [数据来源].")
    figure_status: FigureStatus = column("How the figure relates to its source [数据性质].")
    figure_note: str | None = column("Why, where the source does not print it so [数据说明].")
    fundings: "ProjectFundingConnection" = pages(
        FundingRow.allocation_id, "Projects it pays for [项目资金].", order=ProjectFundingOrder
    )


@ordering
class AllocationOrder:
    """Order [排序]."""

    ISSUED_ON_ASC = by(Row.issued_on, "Oldest first [下达日期升序].")
    AMOUNT_DESC = by_desc(Row.amount, "Largest first [金额降序].")


@where_input
class AllocationWhereInput:
    """Which allocations; all given conditions hold [分配条件]."""

    region: RegionFilterInput | None = on_region(Row, "Receiving region [接收地区].")
    fiscal_year: IntFilterInput | None = on(Row.fiscal_year, "Fiscal year [预算年度].")
    category_code: StringFilterInput | None = on(CATEGORY_CODE, "Category code [类别代码].")
    own_budget: bool | None = on(Row.own_budget, "Own budget or from above [是否本级].")
    available_amount: MoneyFilterInput | None = on(AVAILABLE, "Left to bind, yuan [可用余额].")


@aggregate("Allocation", "Allocations [数量].")
class AllocationAggregate:
    """Sums over all rows of a filter [汇总]."""

    amount: Money = total(Row.amount, "Yuan [金额].")
    REGION = by_region_below(Row, replicas.Region, "Region [地区].")
    CATEGORY = by_value(CATEGORY_CODE, "Category [类别].", _category_names)
    OWN_BUDGET = by_value(Row.own_budget, "Own budget or from above [是否本级].", _own_budget_names)


@connection("Allocation", aggregate="AllocationAggregate")
class AllocationConnection:
    """A page of allocations."""
