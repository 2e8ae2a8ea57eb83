"""Business 'today' and recorded time: the machine's clock, or one table that a test moves for all processes."""

from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from sqlalchemy import Connection, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Session

from chassis.settings import ClockKind

BUSINESS_ZONE = ZoneInfo("Asia/Shanghai")
SET = (
    "INSERT INTO clock (offset_seconds) VALUES (%s)"
    " ON CONFLICT (one) DO UPDATE SET offset_seconds = excluded.offset_seconds"
)


def business_date(moment: datetime) -> date:
    """The day it is in Asia/Shanghai at a moment."""
    return moment.astimezone(BUSINESS_ZONE).date()


def set_clock(owner_url: str, moment: datetime) -> None:
    """Let the movable clock of a service show a moment (at most a second later) and go on from there.

    Only the owner of its tables may; processes that go by the machine's clock do not look at it.
    """
    offset = ceil((moment - datetime.now(UTC)).total_seconds())
    with psycopg.connect(owner_url) as connection:
        connection.execute(SET, [offset])


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
