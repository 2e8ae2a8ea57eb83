"""One event, one handler, one transaction: inbox row, what the handler does, its own journal rows."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chassis import log
from chassis.handlers import Handler
from chassis.journal import Origin
from chassis.runtime import Runtime
from published.catalogue import source_of, topic_of
from published.envelope import Envelope


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

    def deliver(self, topic: str, content: bytes) -> None:
        """Run every handler that has not had the event yet.

        Raises InvalidValueError for what cannot be read, ForeignEventError for a source that does not fit the topic,
        and whatever a handler or the database raises; what committed before stays and is not run again.
        """
        envelope = Envelope.from_bytes(content)
        if envelope.source != self._sources[topic]:
            raise ForeignEventError(f"event {envelope.id} in {topic} says it comes from {envelope.source}")
        with log.correlated(envelope.correlationid):
            for handler in self._runtime.service.handlers_of(envelope.type):
                self._run(handler, envelope)

    def _run(self, handler: Handler, envelope: Envelope) -> None:
        with self._runtime.session() as session:
            origin = Origin(self._runtime.clock.now(session), envelope.correlationid, str(envelope.id))
            if not self._is_first(session, handler, envelope, origin):
                return
            uow = self._runtime.unit(session, self._runtime.system(handler.name), origin)
            handler.run(uow, envelope, envelope.event())
            uow.finish()
            session.commit()

    def _is_first(self, session: Session, handler: Handler, envelope: Envelope, origin: Origin) -> bool:
        inbox = self._runtime.service.tables.inbox
        row = insert(inbox).values(handler=handler.name, event_id=envelope.id, recorded_at=origin.recorded_at)
        return session.execute(row.on_conflict_do_nothing().returning(inbox.c.event_id)).first() is not None
