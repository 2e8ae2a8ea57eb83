"""Lists and sums that hold on a date, as known at a moment.

Their expressions name the date as AS_OF and the knowledge as KNOWN, and every query of theirs is given both.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import BigInteger, BindParameter, Date, bindparam, func, select

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext

AS_OF: BindParameter[date] = bindparam("as_of", type_=Date())
"""The date that a row of dated facts is judged on; a statement that names it cannot run without it."""


KNOWN: BindParameter[int] = bindparam("known", type_=BigInteger())
"""Only facts whose journal id is at most this were known; rows are sealed in the order of their ids."""

EVERYTHING = 2**63 - 1
"""The knowledge of now: also of what is not sealed yet."""


@dataclass(frozen=True)
class Dates:
    """The date that something is true for, the date that its changes count from, and the last known journal id."""

    as_of: date
    since: date
    known: int = EVERYTHING

    @property
    def parameters(self) -> dict[str, date | int]:
        """Values for a statement that names AS_OF or KNOWN."""
        return {"as_of": self.as_of, "known": self.known}

    @property
    def before(self) -> "Dates":
        """The same seen from the date that changes count from."""
        return Dates(self.since, self.since, self.known)


Given = date | str | None
"""A date argument as a resolver gets it: the text that the client sent, or nothing (UNSET and null alike)."""
GivenMoment = datetime | str | None
"""The same for a moment."""


async def dates(ctx: ReadContext, as_of: Given = None, since: Given = None, known_at: GivenMoment = None) -> Dates:
    """The dates asked for: today and the day before it, where left out; with all that is known, or was by a moment.

    INVALID_INPUT for what is no date, for a day that has not come, and for changes since a later day.
    """
    known = await _known(ctx, known_at) if known_at else EVERYTHING
    today = await ctx.today()
    on = _day(as_of) or today
    start = _day(since) or on - timedelta(days=1)
    if on > today:
        raise _refused(
            f"截止日{on}晚于今天({today}),请选择今天或以前的日期",
            f"{on} lies after today ({today}); ask for a day that has come",
        )
    if start > on:
        raise _refused(
            f"对比日{start}晚于截止日{on},请选择不晚于截止日的日期",
            f"Changes are asked since {start}, which lies after {on}",
        )
    return Dates(on, start, known)


async def moment(ctx: ReadContext, given: GivenMoment) -> datetime:
    """The moment asked for, but never later than now; INVALID_INPUT for a malformed one or one without offset."""
    now = await ctx.now()
    asked = _parsed(given) if given else now
    if asked is None or asked.tzinfo is None:
        raise _refused(
            f"“{given}”不是带时区的时刻,应形如 2020-12-31T23:59:59+08:00",
            f"'{given}' is not a moment with offset like 2020-12-31T23:59:59+08:00",
        )
    return min(asked, now)


def _parsed(given: datetime | str) -> datetime | None:
    try:
        return given if isinstance(given, datetime) else datetime.fromisoformat(given)
    except ValueError:
        return None


async def _known(ctx: ReadContext, given: GivenMoment) -> int:
    """The last journal id that was sealed by a moment; all before it were sealed by then too."""
    seal = ctx.service.tables.seal.c
    last = select(func.coalesce(func.max(seal.journal_id), 0).label("last"))
    rows = await ctx.fetch(last.where(seal.sealed_at <= await moment(ctx, given)))
    return int(rows[0]["last"])


def _day(given: Given) -> date | None:
    if isinstance(given, date) or not given:
        return given or None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise _refused(
            f"“{given}”不是日期,应形如 2020-01-06", f"'{given}' is not a date; write it like 2020-01-06"
        ) from error


def _refused(message: str, message_en: str) -> RequestFault:
    return RequestFault(RequestCode.INVALID_INPUT, message, message_en)
