"""Columns that tables share, and the tables that every service has of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

import uuid_utils
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from chassis.columns import APPEND_ONLY, BOOKKEEPING, READ_ONLY, PathText


def new_id() -> UUID:
    """A UUIDv7: unique everywhere, and rows made together lie together."""
    return UUID(str(uuid_utils.uuid7()))


class Versioned(SQLModel):
    """An aggregate: an id that means nothing, and a version that every change raises by one."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = Field(default=1)

    personal: ClassVar[frozenset[str]] = frozenset()


class InRegion(SQLModel):
    """A row that lies in a region: its id, the code at the time, and the path that visibility is judged by."""

    region_id: UUID = Field(index=True)
    region_code: str = Field(sa_type=Text)
    region_path: str = Field(sa_type=PathText, index=True)


class Replica(SQLModel):
    """A neighbour's aggregate as known here; version 0 marks a stub whose own event has not arrived."""

    id: UUID = Field(primary_key=True)
    version: int = Field(default=0)

    personal: ClassVar[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class ServiceTables:
    """The chassis tables of one service, bound to its metadata."""

    journal: Table
    seal: Table
    relay: Table
    inbox: Table
    parked: Table
    idempotency: Table
    state_fact: Table
    clock: Table
    job_run: Table


def service_tables(metadata: MetaData) -> ServiceTables:
    """Declare the chassis tables on a service's metadata; its migrations create them."""
    return ServiceTables(
        journal=_journal(metadata),
        seal=_seal(metadata),
        relay=_relay(metadata),
        inbox=_inbox(metadata),
        parked=_parked(metadata),
        idempotency=_idempotency(metadata),
        state_fact=_state_fact(metadata),
        clock=_clock(metadata),
        job_run=_job_run(metadata),
    )


def _recorded_at() -> Column[datetime]:
    """Recorded time comes from the clock of the unit of work, so that a moved clock moves it too."""
    return Column("recorded_at", DateTime(timezone=True), nullable=False)


def _journal(metadata: MetaData) -> Table:
    return Table(
        "journal",
        metadata,
        Column("id", BigInteger, Identity(always=True, cache=1), primary_key=True),
        _recorded_at(),
        Column("actor", JSONB, nullable=False),
        Column("action", Text, nullable=False),
        Column("entity_type", Text, nullable=False),
        Column("entity_id", Uuid, nullable=False),
        Column("entity_version", Integer, nullable=False),
        Column("region_path", PathText),
        Column("region_code", Text),
        Column("before", JSONB),
        Column("after", JSONB),
        Column("reason", Text),
        Column("verdicts", JSONB, nullable=False, server_default=text("'[]'")),
        Column("correlation_id", Text, nullable=False),
        Column("causation_id", Text),
        Column("traceparent", Text),
        Column("event_id", Uuid, unique=True),
        Column("event_type", Text),
        Column("event_data", Text),
        Index("journal_entity", "entity_id", "entity_version"),
        info=APPEND_ONLY,
    )


def _seal(metadata: MetaData) -> Table:
    return Table(
        "seal",
        metadata,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("journal_id", BigInteger, ForeignKey("journal.id"), nullable=False, unique=True),
        Column("sealed_at", DateTime(timezone=True), nullable=False, index=True),
        Column("hash", LargeBinary, nullable=False),
        info=APPEND_ONLY,
    )


def _relay(metadata: MetaData) -> Table:
    return Table(
        "relay",
        metadata,
        Column("one", Boolean, primary_key=True, server_default=text("true")),
        Column("seq", BigInteger, nullable=False),
    )


def _inbox(metadata: MetaData) -> Table:
    return Table(
        "inbox",
        metadata,
        Column("handler", Text, nullable=False),
        Column("event_id", Uuid, nullable=False),
        _recorded_at(),
        PrimaryKeyConstraint("handler", "event_id"),
        info=APPEND_ONLY,
    )


def _parked(metadata: MetaData) -> Table:
    """Events that wait; `place` is the offset in the topic's partition. What nobody could read has no handler."""
    return Table(
        "parked",
        metadata,
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        Column("handler", Text),
        Column("key", Text),
        Column("event_id", Uuid),
        Column("topic", Text, nullable=False),
        Column("partition", Integer, nullable=False),
        Column("place", BigInteger, nullable=False),
        Column("content", LargeBinary, nullable=False),
        Column("reason", Text, nullable=False),
        _recorded_at(),
        Column("settled_at", DateTime(timezone=True)),
        Index("parked_event", "handler", "event_id", unique=True),
        Index("parked_place", "topic", "partition", "place", unique=True, postgresql_where=text("handler IS NULL")),
        Index("parked_waiting", "handler", "key", postgresql_where=text("settled_at IS NULL")),
        info=BOOKKEEPING,
    )


def _idempotency(metadata: MetaData) -> Table:
    return Table(
        "idempotency",
        metadata,
        Column("subject", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("input_hash", LargeBinary, nullable=False),
        Column("result", JSONB, nullable=False),
        _recorded_at(),
        PrimaryKeyConstraint("subject", "key"),
    )


def _state_fact(metadata: MetaData) -> Table:
    return Table(
        "state_fact",
        metadata,
        Column("entity_id", Uuid, nullable=False),
        Column("axis", Text, nullable=False),
        Column("entity_version", Integer, nullable=False),
        Column("from_state", Text),
        Column("to_state", Text, nullable=False),
        Column("valid_from", Date, nullable=False),
        Column("reason", Text),
        Column("journal_id", BigInteger, ForeignKey("journal.id"), nullable=False),
        PrimaryKeyConstraint("entity_id", "axis", "entity_version"),
        info=APPEND_ONLY,
    )


def _clock(metadata: MetaData) -> Table:
    return Table(
        "clock",
        metadata,
        Column("one", Boolean, primary_key=True, server_default=text("true")),
        Column("offset_seconds", BigInteger, nullable=False, server_default=text("0")),
        info=READ_ONLY,
    )


def _job_run(metadata: MetaData) -> Table:
    """A row says that a job was worked off for a date; `ran` is false for the eve of the first one."""
    return Table(
        "job_run",
        metadata,
        Column("job", Text, nullable=False),
        Column("business_date", Date, nullable=False),
        Column("ran", Boolean, nullable=False),
        _recorded_at(),
        PrimaryKeyConstraint("job", "business_date"),
        info=BOOKKEEPING,
    )
