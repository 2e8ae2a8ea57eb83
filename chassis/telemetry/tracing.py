"""Traces after OpenTelemetry: nothing at all unless OTEL_EXPORTER_OTLP_ENDPOINT names a collector.

Other settings are OpenTelemetry's own, such as OTEL_TRACES_SAMPLER.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from opentelemetry.context import Context
from opentelemetry.trace import INVALID_SPAN, Span, SpanKind, Status, StatusCode, Tracer, use_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from chassis.headers import TRACEPARENT
from chassis.log import correlation

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
SERVER, CLIENT, PRODUCER, CONSUMER, INTERNAL = (
    SpanKind.SERVER,
    SpanKind.CLIENT,
    SpanKind.PRODUCER,
    SpanKind.CONSUMER,
    SpanKind.INTERNAL,
)
_OFF: AbstractContextManager[Span] = nullcontext(INVALID_SPAN)
_W3C = TraceContextTextMapPropagator()


class _Tracing:
    """Where spans of this process go; nowhere before `configure`."""

    tracer: Tracer | None = None
    provider: "TracerProvider | None" = None


def configure(process: str) -> None:
    """Send this process's spans to the collector that the environment names, in the background."""
    if not os.environ.get(ENDPOINT):
        return
    # Only who traces pays for loading these.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.namespace": "jiadi", "service.name": process})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _Tracing.provider, _Tracing.tracer = provider, provider.get_tracer("jiadi")


def close() -> None:
    """Send what is left; the process is about to end."""
    if _Tracing.provider is not None:
        _Tracing.provider.shutdown()


def on() -> bool:
    """Whether this process traces."""
    return _Tracing.tracer is not None


def span(name: str, kind: SpanKind = INTERNAL, parent: str | None = None) -> AbstractContextManager[Span]:
    """The current span of what happens inside, under the current one or, where given, under a `traceparent`."""
    return _OFF if _Tracing.tracer is None else _current(_Tracing.tracer, name, kind, parent)


def begun(name: str, kind: SpanKind, parent: str | None) -> Span:
    """A span that its maker ends, and that is nobody's current one; none where no trace goes on."""
    if _Tracing.tracer is None or parent is None:
        return INVALID_SPAN
    return _Tracing.tracer.start_span(name, context_of(parent), kind, attributes=_attributes())


def traceparent() -> str | None:
    """The current span in the form of W3C Trace Context."""
    return headers().get(TRACEPARENT)


def headers(context: Context | None = None) -> dict[str, str]:
    """What takes the current span, or that of a context, along to another process."""
    carrier: dict[str, str] = {}
    if _Tracing.tracer is not None:
        _W3C.inject(carrier, context)
    return carrier


def context_of(parent: str | None) -> Context | None:
    """The context that a `traceparent` stands for."""
    return _W3C.extract({TRACEPARENT: parent}) if parent else None


def failed(current: Span, what: str) -> None:
    """Mark a span; only a class or a code is told, since messages may name persons."""
    current.set_status(Status(StatusCode.ERROR, what))


@contextmanager
def _current(tracer: Tracer, name: str, kind: SpanKind, parent: str | None) -> Iterator[Span]:
    with tracer.start_as_current_span(
        name, context_of(parent), kind, _attributes(), record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield current
        except Exception as error:
            failed(current, type(error).__name__)
            raise


def _attributes() -> dict[str, str]:
    return {"jiadi.correlation_id": correlation.get()}


def within(current: Span) -> AbstractContextManager[object]:
    """Make a span the current one without ending it."""
    return _OFF if _Tracing.tracer is None else use_span(current)
