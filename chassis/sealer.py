"""Gives journal rows their place in the record: a gap-free number and a link of the hash chain.

Rows become visible in another order than their ids were drawn in. But a transaction holds its transaction id before it
draws a journal id. So once every transaction that is older than a mark has ended, all rows up to the journal id that
was drawn last before the mark are there, or will never be, and can be sealed in the order of their ids.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, func, insert, select

from chassis.chain import START, link, text_columns
from chassis.clock import Clock
from chassis.leader import Leader
from chassis.newsroom import CHANNEL, payload
from chassis.service import Sealed, Service
from chassis.tables import ServiceTables

BATCH = 200
MOST_MARKS = 100
"""Marks that wait at a time; each costs a transaction id."""

_DRAWN = "CASE WHEN is_called THEN last_value ELSE 0 END"
_LOOK = f"SELECT {_DRAWN}, pg_snapshot_xmin(pg_current_snapshot())::text::bigint FROM journal_id_seq"  # noqa: S608
_MARK = f"SELECT {_DRAWN}, pg_current_xact_id()::text::bigint FROM journal_id_seq"  # noqa: S608 - constants


@dataclass(frozen=True)
class _Mark:
    """Ids up to `drawn` belong to transactions older than `transaction`."""

    drawn: int
    transaction: int


@dataclass(frozen=True)
class _Seal:
    """A row of the seal table."""

    seq: int
    journal_id: int
    sealed_at: datetime
    hash: bytes


_BEFORE_THE_FIRST = _Seal(seq=0, journal_id=0, sealed_at=datetime.fromtimestamp(0, UTC), hash=START)


class Sealer:
    """Seals what has been journalled; its leader's lock makes it the only one."""

    def __init__(self, leader: Leader, service: Service, clock: Clock) -> None:
        self._leader = leader
        self._service = service
        self._clock = clock
        self._last = _last_seal(leader.connection, service.tables)
        self._covered = self._last.journal_id
        self._marks: deque[_Mark] = deque()

    @property
    def waits(self) -> bool:
        """Whether there are rows that an older transaction somewhere in the cluster holds back."""
        return bool(self._marks)

    def seal_new(self) -> int:
        """Seal what can be sealed now and return how many rows; cheap when there is nothing."""
        mark = self._newest_past(self._look())
        if mark is None:
            return 0
        count = self._seal_batch(mark)
        if count < BATCH:
            self._forget(mark)
        return count

    def _look(self) -> int:
        """Set a mark where ids were drawn since the last one, and return the oldest transaction still open.

        A mark does not wait for the one before it: what is written while one transaction holds an earlier mark back
        is sealed together with it, and not only after those that have begun meanwhile.
        """
        drawn, oldest = self._leader.numbers(_LOOK)
        if drawn != self._covered and len(self._marks) < MOST_MARKS:
            mark = _Mark(*self._leader.numbers(_MARK))
            self._marks.append(mark)
            self._covered = mark.drawn
            _, oldest = self._leader.numbers(_LOOK)
        return oldest

    def _newest_past(self, oldest: int) -> _Mark | None:
        return next((mark for mark in reversed(self._marks) if mark.transaction < oldest), None)

    def _forget(self, done: _Mark) -> None:
        while self._marks and self._marks[0].transaction <= done.transaction:
            self._marks.popleft()

    def _seal_batch(self, mark: _Mark) -> int:
        with self._leader.transaction() as connection:
            rows = _unsealed(connection, self._service.tables, self._last.journal_id, mark.drawn)
            seals = self._chained(rows, self._sealed_at(connection))
            if seals:
                connection.execute(insert(self._service.tables.seal), [vars(seal) for seal in seals])
                self._service.on_sealed(connection, list(map(_sealed, seals, rows)))
                told = payload(seals[-1].seq, (row["action"] for row in rows))
                connection.execute(select(func.pg_notify(CHANNEL, told)))
        self._last = seals[-1] if seals else self._last
        return len(seals)

    def _sealed_at(self, connection: Connection) -> datetime:
        """Now, but never before an earlier seal: what was known at a moment must not grow afterwards."""
        return max(self._clock.now(connection), self._last.sealed_at)

    def _chained(self, rows: Sequence[RowMapping], sealed_at: datetime) -> list[_Seal]:
        seals: list[_Seal] = []
        last = self._last
        for row in rows:
            digest = link(last.hash, last.seq + 1, sealed_at, row)
            last = _Seal(last.seq + 1, int(row["id"]), sealed_at, digest)
            seals.append(last)
        return seals


def _last_seal(connection: Connection, tables: ServiceTables) -> _Seal:
    seal = tables.seal.c
    columns = (seal.seq, seal.journal_id, seal.sealed_at, seal.hash)
    row = connection.execute(select(*columns).order_by(seal.seq.desc()).limit(1)).first()
    return _BEFORE_THE_FIRST if row is None else _Seal(*row)


def _unsealed(connection: Connection, tables: ServiceTables, after: int, up_to: int) -> Sequence[RowMapping]:
    journal = tables.journal
    within = select(*text_columns(journal)).where(journal.c.id > after, journal.c.id <= up_to)
    return connection.execute(within.order_by(journal.c.id).limit(BATCH)).mappings().all()


def _sealed(seal: _Seal, row: Any) -> Sealed:
    return Sealed(
        seq=seal.seq,
        journal_id=seal.journal_id,
        sealed_at=seal.sealed_at,
        action=row["action"],
        entity_type=row["entity_type"],
        entity_id=UUID(row["entity_id"]),
        entity_version=int(row["entity_version"]),
    )
