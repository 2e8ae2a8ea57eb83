"""Lists and sums that hold on a date: their expressions name it as AS_OF, and every query of theirs is given it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import BindParameter, Date, bindparam

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext

AS_OF: BindParameter[date] = bindparam("as_of", type_=Date())
"""The date that a row of dated facts is judged on; a statement that names it cannot run without it."""


@dataclass(frozen=True)
class Dates:
    """The date that something is true for, and the date that its changes count from."""

    as_of: date
    since: date

    @property
    def parameters(self) -> dict[str, date]:
        """Values for a statement that names AS_OF."""
        return {"as_of": self.as_of}

    @property
    def before(self) -> "Dates":
        """The same seen from the date that changes count from."""
        return Dates(self.since, self.since)


Given = date | str | None
"""A date argument as a resolver gets it: the text that the client sent, or nothing (UNSET and null alike)."""


async def dates(ctx: ReadContext, as_of: Given = None, since: Given = None) -> Dates:
    """The dates asked for: today and the day before it, where left out.

    INVALID_INPUT for what is no date, for a day that has not come, and for changes since a later day.
    """
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
    return Dates(on, start)


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
