"""Business 'today' and recorded time: the machine's clock, or one table that a test moves for all processes."""

from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Session

from chassis.settings import ClockKind

BUSINESS_ZONE = ZoneInfo("Asia/Shanghai")


def business_date(moment: datetime) -> date:
    """The day it is in Asia/Shanghai at a moment."""
    return moment.astimezone(BUSINESS_ZONE).date()


def noon(day: date) -> datetime:
    """The middle of a day in Asia/Shanghai."""
    return datetime.combine(day, time(12), BUSINESS_ZONE)


def set_clock(connection: Connection, table: Table, moment: datetime) -> None:
    """Let a service's movable clock show a moment (at most a second later) and go on from there.

    The connection is that of the tables' owner; processes with another kind of clock do not look at it.
    """
    offset = ceil((moment - datetime.now(UTC)).total_seconds())
    row = insert(table).values(offset_seconds=offset)
    connection.execute(row.on_conflict_do_update(index_elements=["one"], set_={"offset_seconds": offset}))


class Clock:
    """Tells the time; with `db` it adds the offset that the service's `clock` table holds (no row: none)."""

    def __init__(self, kind: ClockKind, table: Table) -> None:
        self._offset = select(table.c.offset_seconds) if kind is ClockKind.DB else None

    def now(self, connection: Connection | Session) -> datetime:
        """The present moment, UTC."""
        return _shifted(None if self._offset is None else connection.execute(self._offset).scalar())

    async def now_async(self, connection: AsyncConnection) -> datetime:
        """The present moment, UTC."""
        return _shifted(None if self._offset is None else (await connection.execute(self._offset)).scalar())


def _shifted(offset_seconds: Any) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=offset_seconds or 0)
