"""Events to handlers: inbox row, what the handler does and its own journal rows are kept together or not at all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chassis import log
from chassis.handlers import Handler
from chassis.journal import Origin
from chassis.runtime import Runtime
from published.catalogue import source_of, topic_of
from published.envelope import Envelope


class Message(Protocol):
    """What came out of a topic."""

    topic: str
    value: bytes


class ForeignEventError(Exception):
    """An event lies in the topic of a service that did not tell it."""


class Delivery:
    """Gives events to the handlers of a service, each exactly once in effect."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
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
        with self._runtime.session() as session:
            now = self._runtime.clock.now(session)
            for message in messages:
                self._deliver(session, message, now)
            session.commit()

    def _deliver(self, session: Session, message: Message, now: datetime) -> None:
        envelope = Envelope.from_bytes(message.value)
        if envelope.source != self._sources[message.topic]:
            raise ForeignEventError(f"event {envelope.id} in {message.topic} says it comes from {envelope.source}")
        origin = Origin(now, envelope.correlationid, str(envelope.id))
        with log.correlated(envelope.correlationid):
            for handler in self._runtime.service.handlers_of(envelope.type):
                self._run(session, handler, envelope, origin)

    def _run(self, session: Session, handler: Handler, envelope: Envelope, origin: Origin) -> None:
        if not self._is_first(session, handler, envelope, origin):
            return
        uow = self._runtime.unit(session, self._runtime.system(handler.name), origin)
        handler.run(uow, envelope, envelope.event())
        uow.finish()
        session.expunge_all()

    def _is_first(self, session: Session, handler: Handler, envelope: Envelope, origin: Origin) -> bool:
        inbox = self._runtime.service.tables.inbox
        row = insert(inbox).values(handler=handler.name, event_id=envelope.id, recorded_at=origin.recorded_at)
        return session.execute(row.on_conflict_do_nothing().returning(inbox.c.event_id)).first() is not None
