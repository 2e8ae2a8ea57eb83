"""Reads of summaries."""

from datetime import date, datetime
from typing import Any

from strawberry import UNSET

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext
from chassis.graph.dates import dates, moment
from chassis.graph.query import computed, query
from chassis.graph.scalars import RegionCode
from chassis.graph.whole import whole_region
from services.funds.summary.models import Cut
from services.funds.summary.states import FundScope
from services.funds.summary.types import FundSummary, summary_of

FIRST_YEAR, LAST_YEAR = 1949, 2999


async def _fund_summary(
    ctx: ReadContext,
    region_code: RegionCode,
    fiscal_year: int,
    scope: FundScope,
    as_of: date | None = UNSET,
    known_at: datetime | None = UNSET,
) -> Any:
    region = await whole_region(ctx, region_code)
    if not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        raise _refused(
            f"预算年度须在{FIRST_YEAR}至{LAST_YEAR}之间", f"The fiscal year lies between {FIRST_YEAR} and {LAST_YEAR}"
        )
    day = (await dates(ctx, as_of or None)).as_of
    cut = Cut(fiscal_year, day, await moment(ctx, known_at or None))
    return await summary_of(ctx, {"id": region.id, "code": region.code, "name": region.name}, cut, scope)


def _refused(message: str, message_en: str) -> RequestFault:
    return RequestFault(RequestCode.INVALID_INPUT, message, message_en)


@query
class SummaryQuery:
    """Root fields."""

    fund_summary: "FundSummary | None" = computed(
        _fund_summary,
        "Money of a region and fiscal year in one scope, on a date, as known at a moment; both now if left out "
        "[资金汇总].",
    )
