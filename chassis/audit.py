"""Is the record what was recorded? Walks the chain of seals over every journal row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from chassis.backlog import Backlog, backlog
from chassis.chain import START, link, text_columns
from chassis.clock import Clock
from chassis.database import engine_of_one
from chassis.service import Service
from chassis.settings import ServiceSettings

ROWS_AT_A_TIME = 500


@dataclass(frozen=True)
class Flaw:
    """The first place where the record is not what it was; `journal_id` is None where there is no row to name."""

    seq: int
    journal_id: int | None
    what: str


@dataclass(frozen=True)
class Audit:
    """`rows` were found sound before the end or the first flaw."""

    rows: int
    flaw: Flaw | None
    backlog: Backlog

    @property
    def clean(self) -> bool:
        """Whether no flaw was found; rows that wait for their seal are none."""
        return self.flaw is None


def verify(service: Service, settings: ServiceSettings) -> Audit:
    """Check every seal against its journal row and the seal before, and that nothing lies between or behind them."""
    snapshot = engine_of_one(settings).execution_options(isolation_level="REPEATABLE READ")
    with snapshot.connect() as connection:
        walk = _Walk()
        flaw = walk.first_flaw(_seals(connection, service)) or _flaw_outside(connection, service, walk.seq)
        return Audit(walk.seq, flaw, backlog(connection, service, Clock(settings.clock, service.tables.clock)))


class _Walk:
    """Where the walk stands: the last sound seal."""

    def __init__(self) -> None:
        self.seq = 0
        self._journal_id = 0
        self._hash = START

    def first_flaw(self, seals: Iterator[RowMapping]) -> Flaw | None:
        """Go on until something is wrong, or to the end."""
        for seal in seals:
            if (what := self._what_is_wrong(seal)) is not None:
                changed = next(seals, None) if what is _CHANGED else None
                return Flaw(seal["seal_seq"], seal["seal_journal_id"], self._which_changed(seal, changed) or what)
            self.seq, self._journal_id, self._hash = seal["seal_seq"], seal["seal_journal_id"], seal["seal_hash"]
        return None

    def _what_is_wrong(self, seal: RowMapping) -> str | None:
        if seal["seal_seq"] != self.seq + 1:
            return f"seals {self.seq + 1} to {seal['seal_seq'] - 1} are missing"
        if seal["id"] is None:
            return "its journal row is missing"
        if seal["seal_journal_id"] <= self._journal_id:
            return "its journal row is older than that of the seal before"
        return None if self._expected(seal) == seal["seal_hash"] else _CHANGED

    def _expected(self, seal: RowMapping) -> bytes:
        return _link(self._hash, seal)

    def _which_changed(self, seal: RowMapping, after: RowMapping | None) -> str | None:
        """The next seal was made with the true hash of this one: it tells whether the row or the hash was changed."""
        if after is None or after["id"] is None:
            return None
        if _link(self._expected(seal), after) == after["seal_hash"]:
            return "the stored hash was changed"
        return "the journal row, or the moment of its seal, was changed"


_CHANGED = "the stored hash does not fit the journal row"


def _link(previous: bytes, seal: RowMapping) -> bytes:
    row = {name: value for name, value in seal.items() if not name.startswith("seal_")}
    return link(previous, seal["seal_seq"], seal["seal_sealed_at"], row)


def _seals(connection: Connection, service: Service) -> Iterator[RowMapping]:
    seal, journal = service.tables.seal, service.tables.journal
    of_seal: list[Any] = [column.label(f"seal_{column.name}") for column in seal.columns]
    rows = select(*of_seal, *text_columns(journal)).outerjoin_from(seal, journal, journal.c.id == seal.c.journal_id)
    streamed = connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(rows.order_by(seal.c.seq))
    return iter(streamed.mappings())


def _flaw_outside(connection: Connection, service: Service, last: int) -> Flaw | None:
    """Seals cut off at the end, and rows slipped in between sealed ones."""
    relayed = connection.execute(select(service.tables.relay.c.seq)).scalar() or 0
    if relayed > last:
        return Flaw(last + 1, None, f"seals {last + 1} to {relayed} are missing: they were relayed")
    seal, journal = service.tables.seal.c, service.tables.journal.c
    newest = select(func.max(seal.journal_id)).scalar_subquery()
    slipped = select(func.min(journal.id)).where(journal.id < newest, ~_sealed(service))
    found = connection.execute(slipped).scalar()
    return None if found is None else Flaw(last, found, "a journal row lies among sealed ones without a seal")


def _sealed(service: Service) -> Any:
    seal, journal = service.tables.seal.c, service.tables.journal.c
    return select(seal.seq).where(seal.journal_id == journal.id).exists()
