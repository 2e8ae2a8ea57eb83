"""JSON log lines on standard output, each with the correlation id, and where traced the trace, that it belongs to."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog
import uuid_utils
from opentelemetry.trace import format_span_id, format_trace_id, get_current_span

correlation: ContextVar[str] = ContextVar("correlation", default="")


@contextmanager
def correlated(correlation_id: str) -> Iterator[None]:
    """Lines written inside carry this id."""
    token = correlation.set(correlation_id)
    try:
        yield
    finally:
        correlation.reset(token)


def new_correlation_id() -> str:
    """A fresh id for a request that brings none."""
    return str(uuid_utils.uuid7())


def _add_ids(_: object, __: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    if correlation.get():
        event["correlationId"] = correlation.get()
    context = get_current_span().get_span_context()
    if context.is_valid:
        event["traceId"], event["spanId"] = format_trace_id(context.trace_id), format_span_id(context.span_id)
    return event


def quiet() -> None:
    """For a command that answers on standard output: warnings alone, on standard error."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # as it is when a line is written
    )


def configure(process: str, level: str) -> None:
    """Send our lines and those of libraries through one JSON renderer."""
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _add_ids,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("kafka", "uvicorn.access", "urllib3", "opentelemetry"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
    structlog.contextvars.bind_contextvars(process=process)


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger by module name."""
    bound: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return bound
