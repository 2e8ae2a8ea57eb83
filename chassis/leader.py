"""The one process that may seal, relay, consume or run jobs: whoever holds a lock, on the connection it works with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, func, select

LOCKS = 0x6A69
SEAL_LOCK, RELAY_LOCK, CONSUME_LOCK, SCHEDULE_LOCK = 1, 2, 3, 4


class Leader:
    """A connection under a lock that ends with it: a writer that has lost the lock cannot write any more.

    Single statements commit by themselves; `transaction` holds several together.
    """

    def __init__(self, connection: Connection, raw: Any) -> None:
        self.connection = connection
        self._raw = raw
        self._cursor = raw.cursor()

    def numbers(self, query: str) -> tuple[int, ...]:
        """The one row of a query that is asked many times a second; it goes to the driver without a detour."""
        row: tuple[int, ...] = self._cursor.execute(query).fetchone()
        return row

    @classmethod
    @contextmanager
    def compete(cls, engine: Engine, lock: int) -> Iterator["Leader | None"]:
        """The leader if the lock was free, else None; the lock is given back at the end."""
        with engine.connect() as pooled:
            connection = pooled.execution_options(isolation_level="AUTOCOMMIT")
            raw = connection.connection.driver_connection
            connection.detach()
            taken = connection.execute(select(func.pg_try_advisory_lock(LOCKS, lock))).scalar_one()
            yield cls(connection, raw) if taken else None

    def require_lead(self) -> None:
        """Raises a database failure once the connection, and with it the lock, is lost."""
        self.connection.execute(select(1))

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Everything inside is committed together, or nothing."""
        with self._raw.transaction():
            yield self.connection
