"""Traces across Kafka: a message's header names the sending, the event itself the command that recorded it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from opentelemetry.trace import Span, set_span_in_context
from prometheus_client import Counter, Histogram

from chassis import log
from chassis.headers import TRACEPARENT
from chassis.telemetry import tracing
from published.envelope import Envelope

Headers = list[tuple[str, bytes]]

TOLD = Counter("jiadi_events_told", "Events that the broker has taken, by type", ["type"])
HANDLED = Histogram("jiadi_handler_seconds", "Handling of one event, without the commit", ["handler"])


class Carrier(Protocol):
    """A message that has come through Kafka."""

    @property
    def headers(self) -> Sequence[tuple[str, bytes]]:
        """Names and values."""


@contextmanager
def telling(topic: str, events: Sequence[Envelope]) -> Iterator[list[Headers]]:
    """The headers that events are sent with; told once all of them have arrived."""
    spans = [_sending(topic, event) for event in events]
    try:
        yield [_headers(event, span) for event, span in zip(events, spans, strict=True)]
        for event, span in zip(events, spans, strict=True):
            _told(topic, event, span)
    except Exception as error:
        for span in spans:
            tracing.failed(span, type(error).__name__)
        raise
    finally:
        for span in spans:
            span.end()


@contextmanager
def handling(handler: str, event: Envelope) -> Iterator[None]:
    """Watch a handler take in an event, as part of the trace that the event came from."""
    started = time.perf_counter()
    with tracing.span(f"handle {handler}", tracing.CONSUMER, event.traceparent) as span:
        span.set_attributes(_attributes(event))
        yield
        seconds = time.perf_counter() - started
        HANDLED.labels(handler).observe(seconds)
        told = {"event_type": event.type, "event_id": str(event.id)}
        log.logger(__name__).info("event handled", handler=handler, seconds=round(seconds, 4), **told)


def continued(event: Envelope, message: Carrier) -> Envelope:
    """The event as part of the sending that the message's header names, if it names one."""
    found = [value for name, value in message.headers if name == TRACEPARENT]
    return event.model_copy(update={"traceparent": found[0].decode("ascii", "replace")}) if found else event


def _sending(topic: str, event: Envelope) -> Span:
    with log.correlated(event.correlationid):
        span = tracing.begun(f"tell {event.type}", tracing.PRODUCER, event.traceparent)
    span.set_attributes({**_attributes(event), "messaging.destination.name": topic})
    return span


def _headers(event: Envelope, span: Span) -> Headers:
    """Where this process does not trace, the header hands on what the command began."""
    context = set_span_in_context(span)
    name = tracing.headers(context).get(TRACEPARENT, event.traceparent)
    return [(TRACEPARENT, name.encode())] if name else []


def _told(topic: str, event: Envelope, span: Span) -> None:
    TOLD.labels(event.type).inc()
    with log.correlated(event.correlationid), tracing.within(span):
        log.logger(__name__).info("event told", event_type=event.type, event_id=str(event.id), topic=topic)


def _attributes(event: Envelope) -> dict[str, str]:
    return {"messaging.system": "kafka", "messaging.message.id": str(event.id), "jiadi.event": event.type}
