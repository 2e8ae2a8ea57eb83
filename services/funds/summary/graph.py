"""Reads of summaries."""

from datetime import date, datetime
from typing import Any

from strawberry import UNSET

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext
from chassis.graph.dates import dates
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
    cut = Cut(fiscal_year, day, await _moment(ctx, known_at or None))
    return await summary_of(ctx, {"id": region.id, "code": region.code, "name": region.name}, cut, scope)


async def _moment(ctx: ReadContext, asked: Any) -> datetime:
    """The moment asked for, but never later than now; INVALID_INPUT for a malformed one or one without offset."""
    now = await ctx.now()
    moment = _parsed(asked) if asked else now
    if moment is None or moment.tzinfo is None:
        raise _refused(
            f"“{asked}”不是带时区的时刻,应形如 2020-12-31T23:59:59+08:00",
            f"'{asked}' is not a moment with offset like 2020-12-31T23:59:59+08:00",
        )
    return min(moment, now)


def _parsed(asked: str) -> datetime | None:
    try:
        return datetime.fromisoformat(asked)
    except ValueError:
        return None


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
