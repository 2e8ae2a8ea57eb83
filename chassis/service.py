"""What a service is made of; the one value that its composition roots are built from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, MetaData

from chassis.auth import Permissions
from chassis.handlers import Handler
from chassis.jobs import Job
from chassis.tables import ServiceTables
from published.catalogue import service_of, source_of, topic_of
from rulebook.book import Rulebook

if TYPE_CHECKING:
    from chassis.uow import UnitOfWork


@dataclass(frozen=True)
class Sealed:
    """A journal row that has just been given its place in the record."""

    seq: int
    journal_id: int
    sealed_at: datetime
    action: str
    entity_type: str
    entity_id: UUID
    entity_version: int


SealHook = Callable[[Connection, Sequence[Sealed]], None]
"""Runs in the transaction that seals, in seal order; what it raises stops sealing."""


def _nothing(_: Connection, __: Sequence[Sealed]) -> None:
    """Most services derive nothing from seals."""


@dataclass(frozen=True)
class Service:
    """One service: its tables, its regions, who may do what, what it consumes, what it does by itself each day."""

    name: str
    metadata: MetaData
    tables: ServiceTables
    region: Any
    permissions: Permissions
    packs: Rulebook
    migrations: Path
    handlers: tuple[Handler, ...] = ()
    jobs: tuple[Job, ...] = ()
    on_sealed: SealHook = _nothing
    seeds: tuple[Callable[["UnitOfWork"], None], ...] = ()

    def __post_init__(self) -> None:
        for kind, declared in (("handlers", self.handlers), ("jobs", self.jobs)):
            names = [each.name for each in declared]
            if len(names) != len(set(names)):
                raise ValueError(f"two {kind} of {self.name} have the same name: {sorted(names)}")

    @property
    def source(self) -> str:
        """CloudEvents source of its events."""
        return source_of(self.name)

    def topic(self, prefix: str) -> str:
        """The topic that only this service writes."""
        return topic_of(self.name, prefix)

    def handlers_of(self, event_type: str) -> tuple[Handler, ...]:
        """Those that consume this type."""
        return tuple(handler for handler in self.handlers if event_type in handler.types)

    @property
    def neighbours(self) -> tuple[str, ...]:
        """Services whose topics it reads."""
        return tuple(sorted({service_of(event) for handler in self.handlers for event in handler.events}))
