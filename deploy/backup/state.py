"""What is looked at in a database: at the cut for the manifest, and again when it was restored."""

from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, func, select, text

from chassis.service import Service
from deploy.backup.manifest import SealHead, ServiceState

REVISION = text("SELECT version_num FROM alembic_version")


def state_of(service: Service, connection: Connection) -> ServiceState:
    """Revision, number of rows of every table, end of the chain."""
    return ServiceState(
        revision=connection.execute(REVISION).scalar_one(),
        rows={table.name: _count(connection, table) for table in service.metadata.sorted_tables},
        head=_head(service, connection),
    )


@dataclass(frozen=True)
class StoredFile:
    """Checked bytes that the database speaks of; `sha256` as hex."""

    sha256: str
    size: int


def stored_files(service: Service, connection: Connection) -> list[StoredFile]:
    """Every file that the database calls complete, once."""
    document = _documents(service.metadata).c
    complete = select(document.sha256, document.byte_size).where(document.complete).distinct()
    return [StoredFile(*row) for row in connection.execute(complete.order_by(document.sha256))]


def _documents(metadata: MetaData) -> Table:
    (found,) = (table for table in metadata.sorted_tables if {"sha256", "byte_size", "complete"} <= set(table.c.keys()))
    return found


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _head(service: Service, connection: Connection) -> SealHead:
    seal = service.tables.seal.c
    last = connection.execute(select(seal.seq, seal.hash).order_by(seal.seq.desc()).limit(1)).first()
    return SealHead(seq=0, hash="") if last is None else SealHead(seq=last.seq, hash=last.hash.hex())
