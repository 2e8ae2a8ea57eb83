"""The ledger's own record: entries get their place when the journal rows that made them are sealed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, select

from chassis.chain import START, link, text_columns
from chassis.service import Sealed
from services.funds.ledger.models import ENTRIES, SEALS


def seal_entries(connection: Connection, sealed: Sequence[Sealed]) -> None:
    """Number and chain the entries of journal rows, in the order of the seals; part of the sealing transaction."""
    seal_of = {each.journal_id: each for each in sealed}
    rows = _entries(connection, list(seal_of))
    sequence, digest = _last(connection)
    seals: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda row: (seal_of[int(row["journal_id"])].seq, int(row["position"]))):
        sequence, moment = sequence + 1, seal_of[int(row["journal_id"])].sealed_at
        digest = link(digest, sequence, moment, row)
        seals.append({"sequence": sequence, "entry_id": UUID(row["id"]), "sealed_at": moment, "hash": digest})
    if seals:
        connection.execute(insert(SEALS), seals)


def _entries(connection: Connection, journal_ids: list[int]) -> Sequence[RowMapping]:
    columns = text_columns(ENTRIES)
    return connection.execute(select(*columns).where(ENTRIES.c.journal_id.in_(journal_ids))).mappings().all()


def _last(connection: Connection) -> tuple[int, bytes]:
    newest = select(SEALS.c.sequence, SEALS.c.hash).order_by(SEALS.c.sequence.desc()).limit(1)
    row = connection.execute(newest).first()
    return (0, START) if row is None else (row.sequence, row.hash)
