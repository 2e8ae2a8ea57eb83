"""Events that a handler could not take: they wait by handler and key, and what follows the key waits behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection, Select, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chassis.handlers import Handler
from chassis.log import logger
from chassis.service import Service
from chassis.tables import ServiceTables
from published.envelope import Envelope

BEHIND = "等待同一对象在前的事件 behind an earlier event of the same key"


class Message(Protocol):
    """What came out of a topic, and where it stood there."""

    topic: str
    partition: int
    offset: int
    value: bytes

    @property
    def headers(self) -> Sequence[tuple[str, bytes]]:
        """Names and values that came with it."""


@dataclass(frozen=True)
class Parked:
    """One waiting event; without handler and key it is a message that nobody could read."""

    id: int
    handler: str | None
    key: str | None
    event_id: UUID | None
    topic: str
    partition: int
    offset: int
    reason: str
    recorded_at: datetime


class Parking:
    """The parked events of one service."""

    def __init__(self, tables: ServiceTables) -> None:
        self._table, self._inbox = tables.parked, tables.inbox

    def is_empty(self, session: Session) -> bool:
        """Whether nothing waits at all, which is the usual case."""
        return session.execute(self._open().limit(1)).first() is None

    def takes(self, session: Session, handler: Handler, event: Envelope, message: Message, now: datetime) -> bool:
        """Park the event behind an earlier one of its key; False if none waits, or if it has been handled before.

        The rows in front are locked: a retry that is settling them is waited for, and then nothing is in front.
        """
        row = self._table.c
        in_front = self._open().where(row.handler == handler.name, row.key == str(event.subject)).with_for_update()
        if session.execute(in_front).first() is None or self._is_handled(session, handler, event):
            return False
        self.park(session, message, handler, event, BEHIND, now)
        return True

    def park(
        self,
        session: Session,
        message: Message,
        handler: Handler | None,
        event: Envelope | None,
        reason: str,
        now: datetime,
    ) -> None:
        """Keep the message until it is retried; a second delivery of it changes nothing."""
        values: dict[str, Any] = {
            "handler": handler.name if handler else None,
            "key": str(event.subject) if event else None,
            "event_id": event.id if event else None,
            "topic": message.topic,
            "partition": message.partition,
            "place": message.offset,
            "content": message.value,
            "reason": reason,
            "recorded_at": now,
        }
        added = insert(self._table).values(values).on_conflict_do_nothing().returning(self._table.c.id)
        if session.execute(added).first() is not None:
            told = {name: str(values[name]) for name in values if name not in {"content", "recorded_at"}}
            logger(__name__).error("an event is parked", **told)

    def waiting(self, session: Session, handler: str | None, key: str | None) -> list[Any]:
        """The waiting rows of one handler and key, in the order they came, locked until the transaction ends."""
        row = self._table.c
        mine = self._open().where(row.handler.is_not_distinct_from(handler), row.key.is_not_distinct_from(key))
        return list(session.execute(mine.order_by(row.id).with_for_update()).all())

    def settle(self, session: Session, identifier: int, now: datetime) -> None:
        """What waited has been handled."""
        session.execute(update(self._table).where(self._table.c.id == identifier).values(settled_at=now))

    def _is_handled(self, session: Session, handler: Handler, event: Envelope) -> bool:
        row = self._inbox.c
        return (
            session.execute(select(row.handler).where(row.handler == handler.name, row.event_id == event.id)).first()
            is not None
        )

    def _open(self) -> Select[Any]:
        return select(self._table).where(self._table.c.settled_at.is_(None))


def parked(connection: Connection, service: Service) -> list[Parked]:
    """Everything that waits, oldest first."""
    row = service.tables.parked.c
    found = connection.execute(select(service.tables.parked).where(row.settled_at.is_(None)).order_by(row.id))
    return [
        Parked(
            each.id,
            each.handler,
            each.key,
            each.event_id,
            each.topic,
            each.partition,
            each.place,
            each.reason,
            each.recorded_at,
        )
        for each in found
    ]


def parked_by_handler(connection: Connection, service: Service) -> dict[str | None, tuple[int, int]]:
    """Waiting keys and events of each handler that has any; None for what nobody could read, which has no keys."""
    row = service.tables.parked.c
    counts = select(row.handler, func.count(row.key.distinct()).label("keys"), func.count().label("events"))
    found = connection.execute(counts.where(row.settled_at.is_(None)).group_by(row.handler))
    return {each.handler: (each.keys, each.events) for each in found}


def count_parked(connection: Connection, service: Service) -> int:
    """How many events wait."""
    table = service.tables.parked
    waiting = select(func.count()).select_from(table).where(table.c.settled_at.is_(None))
    return int(connection.execute(waiting).scalar_one())
