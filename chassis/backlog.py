"""How far the record, and what the neighbours are told, lag behind what was committed."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from chassis.clock import Clock
from chassis.database import engine_of_one
from chassis.parking import count_parked
from chassis.schedule import oldest_missed
from chassis.service import Service
from chassis.settings import ServiceSettings


@dataclass(frozen=True)
class Backlog:
    """Journal rows without a seal and the age of the oldest, sealed rows not relayed, events parked, dates missed.

    `missed` is the oldest business date up to today that a job is still to be run for.
    """

    unsealed: int
    oldest_unsealed: timedelta | None
    unrelayed: int
    parked: int
    missed: date | None


def read_backlog(service: Service, settings: ServiceSettings) -> Backlog:
    """The backlog at this moment, by a connection of its own."""
    with engine_of_one(settings).connect() as connection:
        return backlog(connection, service, Clock(settings.clock, service.tables.clock))


def backlog(connection: Connection, service: Service, clock: Clock) -> Backlog:
    """The backlog at this moment."""
    seal, journal, relay = service.tables.seal.c, service.tables.journal.c, service.tables.relay.c
    sealed = select(func.coalesce(func.max(seal.journal_id), 0)).scalar_subquery()
    waiting = select(func.count(), func.min(journal.recorded_at)).where(journal.id > sealed)
    unsealed, oldest = connection.execute(waiting).one()
    last = connection.execute(select(func.coalesce(func.max(seal.seq), 0))).scalar_one()
    relayed = connection.execute(select(relay.seq)).scalar() or 0
    age = clock.now(connection) - oldest if unsealed else None
    parked, missed = count_parked(connection, service), oldest_missed(connection, service, clock)
    return Backlog(unsealed, age, last - relayed, parked, missed)


def oldest_unrelayed(connection: Connection, service: Service, clock: Clock) -> timedelta:
    """Since when the relay has a sealed row to pass; zero where it has none."""
    seal, relay = service.tables.seal.c, service.tables.relay.c
    passed = func.coalesce(select(relay.seq).scalar_subquery(), 0)
    sealed_at = connection.execute(select(func.min(seal.sealed_at)).where(seal.seq > passed)).scalar()
    return clock.now(connection) - sealed_at if sealed_at else timedelta()
