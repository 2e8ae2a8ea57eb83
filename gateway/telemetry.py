"""What requests of clients and to subgraphs came to: counted, timed and traced; a line is written for each command."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from graphql import OperationDefinitionNode, OperationType
from opentelemetry.trace import Span
from prometheus_client import Counter, Histogram

from chassis import log
from chassis.telemetry import tracing

OK, UNAVAILABLE, INTERNAL = "ok", "unavailable", "INTERNAL"
ANONYMOUS, OTHER, REFUSED = "(anonymous)", "(other)", "(refused)"
"""Operations without a name, with one too many, and what never became an operation."""
NAMES, PUBLIC_NAMES = 200, 50
"""Names of operations are the clients' own: so many are told apart, fewer of those that only the public uses."""

REQUESTS = Counter("jiadi_gateway_requests", "GraphQL requests by operation and outcome", ["operation", "outcome"])
SECONDS = Histogram("jiadi_gateway_request_seconds", "From request to answer; streams until they begin", ["operation"])
FETCHES = Counter("jiadi_gateway_fetches", "Requests to subgraphs", ["subgraph", "outcome"])
FETCH_SECONDS = Histogram("jiadi_gateway_fetch_seconds", "From request to answer of a subgraph", ["subgraph"])


class Names:
    """A bounded number of operation names; whoever is not signed in cannot use up the places of the others."""

    def __init__(self, most: int = NAMES, most_of_public: int = PUBLIC_NAMES) -> None:
        self._most = {True: most, False: most_of_public}
        self._known: dict[bool, set[str]] = {True: set(), False: set()}

    def label(self, name: str | None, *, signed_in: bool) -> str:
        """The name itself as long as there is a place for it."""
        if name is None:
            return ANONYMOUS
        known = self._known[signed_in]
        if name not in known and len(known) >= self._most[signed_in]:
            return name if name in self._known[not signed_in] else OTHER
        known.add(name)
        return name


_NAMES = Names()


class Watched:
    """One request of a client."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self.operation, self.outcome, self.mutates = REFUSED, OK, False

    def asks(self, operation: OperationDefinitionNode, *, signed_in: bool) -> None:
        """It has become a valid operation."""
        name = operation.name.value if operation.name else None
        self.operation = _NAMES.label(name, signed_in=signed_in)
        self.mutates = operation.operation is OperationType.MUTATION
        if tracing.on():
            self._span.update_name(f"{operation.operation.value} {name or ANONYMOUS}")

    def came_to(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The answer as given; the code of its first error is its outcome."""
        if errors := answer.get("errors"):
            self.outcome = str(errors[0].get("extensions", {}).get("code", INTERNAL))
        return answer


@contextmanager
def watched() -> Iterator[Watched]:
    """Watch a request from its beginning to its answer; its trace begins here."""
    started = time.perf_counter()
    with tracing.span("graphql", tracing.SERVER) as span:
        watch = Watched(span)
        yield watch
        seconds = time.perf_counter() - started
        REQUESTS.labels(watch.operation, watch.outcome).inc()
        SECONDS.labels(watch.operation).observe(seconds)
        span.set_attribute("jiadi.outcome", watch.outcome)
        if watch.mutates:
            told = {"operation": watch.operation, "outcome": watch.outcome}
            log.logger(__name__).info("mutation", **told, seconds=round(seconds, 4))


@contextmanager
def fetching(graph: str) -> Iterator[Mapping[str, str]]:
    """Watch a request to a subgraph; gives the headers that make it part of the trace."""
    started, outcome = time.perf_counter(), UNAVAILABLE
    try:
        with tracing.span(f"fetch {graph}", tracing.CLIENT):
            yield tracing.headers()
            outcome = OK
    finally:
        FETCHES.labels(graph, outcome).inc()
        FETCH_SECONDS.labels(graph).observe(time.perf_counter() - started)
