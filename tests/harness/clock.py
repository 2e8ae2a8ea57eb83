"""The movable clock of the services under test."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

import psycopg

from chassis.clock import BUSINESS_ZONE

NOON = time(12)
SET = (
    "INSERT INTO clock (offset_seconds) VALUES (%s)"
    " ON CONFLICT (one) DO UPDATE SET offset_seconds = excluded.offset_seconds"
)


def set_clock(databases: Iterable[str], day: date, at: time = NOON) -> None:
    """Make it a time of a day in Asia/Shanghai for every process that reads one of these databases (owner's DSN)."""
    moment = datetime.combine(day, at, BUSINESS_ZONE)
    for database in databases:
        offset = int((moment - datetime.now(UTC)).total_seconds())
        with psycopg.connect(database) as connection:
            connection.execute(SET, [offset])
