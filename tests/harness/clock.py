"""The movable clock of the services under test."""

from collections.abc import Iterable
from datetime import date, datetime, time

from chassis import clock

NOON = time(12)


def set_clock(databases: Iterable[str], day: date, at: time = NOON) -> None:
    """Make it a time of a day in Asia/Shanghai for every process that reads one of these databases (owner's DSN)."""
    for database in databases:
        clock.set_clock(database, datetime.combine(day, at, clock.BUSINESS_ZONE))
