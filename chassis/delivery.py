"""Events to handlers: inbox row, what the handler does and its own journal rows are kept together or not at all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chassis import log
from chassis.handlers import Handler
from chassis.journal import Origin
from chassis.parking import Message, Parking
from chassis.retries import is_overload
from chassis.runtime import Runtime
from chassis.telemetry.commands import judged
from chassis.telemetry.messages import continued, handling
from published.catalogue import source_of, topic_of
from published.envelope import Envelope
from published.invalid_value import InvalidValueError


class ForeignEventError(Exception):
    """An event lies in the topic of a service that did not tell it."""


UNREADABLE = (InvalidValueError, ForeignEventError)


class Delivery:
    """Gives events to the handlers of a service, each exactly once in effect."""

    def __init__(self, runtime: Runtime, handlers: Sequence[Handler] | None = None) -> None:
        self._runtime = runtime
        self._handlers = runtime.service.handlers if handlers is None else tuple(handlers)
        self._parking = Parking(runtime.service.tables)
        prefix = runtime.settings.topic_prefix
        self._sources = {topic_of(name, prefix): source_of(name) for name in runtime.service.neighbours}

    @property
    def topics(self) -> list[str]:
        """The topics to read."""
        return list(self._sources)

    def deliver(self, messages: Sequence[Message]) -> None:
        """Run every handler that has not had these events yet, in one transaction: all of it is kept or nothing.

        Raises InvalidValueError for what cannot be read, ForeignEventError for a source that does not fit the topic,
        and whatever a handler or the database raises.
        """
        events = [self._read(message) for message in messages]
        with self._runtime.session() as session:
            now = self._runtime.clock.now(session)
            if self._parking.is_empty(session):
                self._take(session, [(handler, event) for event in events for handler in self._takers(event)], now)
            else:
                for message, event in zip(messages, events, strict=True):
                    self._run(session, event, message, now)
            session.commit()

    def deliver_all(self, messages: Sequence[Message]) -> None:
        """Together where that works; else each by itself, so that only what must wait does."""
        try:
            self.deliver(messages)
        except Exception:
            for message in messages:
                self.deliver_or_park(message)

    def deliver_or_park(self, message: Message) -> None:
        """One event, each handler in a transaction of its own; what no waiting mends is parked.

        Raises only what goes away by itself, such as a database that is not there.
        """
        try:
            event = self._read(message)
        except UNREADABLE as error:
            self._park(message, None, None, error)
            return
        for handler in self._takers(event):
            self._run_or_park(handler, event, message)

    def retry(self, handler_name: str | None, key: str | None) -> int:
        """Run what waits under a handler and key, in order and in one transaction; how many events that were.

        Raises what the handler raises, or UNREADABLE; then everything waits as before.
        """
        with self._runtime.session() as session:
            now = self._runtime.clock.now(session)
            waiting = self._parking.waiting(session, handler_name, key)
            for row in waiting:
                self._retry(session, row, now)
                self._parking.settle(session, row.id, now)
            session.commit()
        return len(waiting)

    def _retry(self, session: Session, row: Any, now: datetime) -> None:
        event = self._check(row.topic, Envelope.from_bytes(row.content))
        takers = [handler for handler in self._takers(event) if row.handler in (None, handler.name)]
        self._take(session, [(handler, event) for handler in takers], now)

    def _takers(self, event: Envelope) -> list[Handler]:
        return [handler for handler in self._handlers if event.type in handler.types]

    def _read(self, message: Message) -> Envelope:
        return continued(self._check(message.topic, Envelope.from_bytes(message.value)), message)

    def _check(self, topic: str, event: Envelope) -> Envelope:
        if event.source != self._sources[topic]:
            raise ForeignEventError(f"event {event.id} in {topic} says it comes from {event.source}")
        return event

    def _run_or_park(self, handler: Handler, event: Envelope, message: Message) -> None:
        try:
            with self._runtime.session() as session:
                self._run_one(session, handler, event, message, self._runtime.clock.now(session))
                session.commit()
        except Exception as error:
            if is_overload(error):
                raise
            self._park(message, handler, event, error)

    def _park(self, message: Message, handler: Handler | None, event: Envelope | None, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        with self._runtime.session() as session:
            self._parking.park(session, message, handler, event, reason, self._runtime.clock.now(session))
            session.commit()

    def _run(self, session: Session, event: Envelope, message: Message, now: datetime) -> None:
        for handler in self._takers(event):
            self._run_one(session, handler, event, message, now)

    def _run_one(self, session: Session, handler: Handler, event: Envelope, message: Message, now: datetime) -> None:
        if not self._parking.takes(session, handler, event, message, now):
            self._take(session, [(handler, event)], now)

    def _take(self, session: Session, pairs: Sequence[tuple[Handler, Envelope]], now: datetime) -> None:
        """Give each handler the events that it has not had; their inbox rows come first, all at once."""
        first = self._claim(session, pairs, now)
        for handler, event in pairs:
            if (handler.name, event.id) in first:
                first.remove((handler.name, event.id))
                self._handle(session, handler, event, now)

    def _claim(
        self, session: Session, pairs: Sequence[tuple[Handler, Envelope]], now: datetime
    ) -> set[tuple[str, UUID]]:
        """The names and events of those pairs whose inbox rows were not there before."""
        if not pairs:
            return set()
        inbox = self._runtime.service.tables.inbox
        rows = [{"handler": handler.name, "event_id": event.id, "recorded_at": now} for handler, event in pairs]
        claim = insert(inbox).on_conflict_do_nothing().returning(inbox.c.handler, inbox.c.event_id)
        return {(handler, event_id) for handler, event_id in session.execute(claim, rows)}

    def _handle(self, session: Session, handler: Handler, event: Envelope, now: datetime) -> None:
        origin = Origin(now, event.correlationid, str(event.id))
        with log.correlated(event.correlationid):
            with handling(handler.name, event):
                uow = self._runtime.unit(session, self._runtime.system(handler.name), origin)
                handler.run(uow, event, event.event())
                uow.finish()
                session.expunge_all()
            judged(uow.verdicts)
