"""How far a service's record, and what it tells, lag behind what was committed; read from its database at a scrape."""

from collections.abc import Iterable

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from chassis.backlog import backlog, oldest_unrelayed
from chassis.clock import Clock
from chassis.database import engine_of_one
from chassis.log import logger
from chassis.parking import parked_by_handler
from chassis.service import Service
from chassis.settings import ServiceSettings

UNREADABLE = "(unreadable)"
"""Stands for a handler where nobody could read the message."""


class Lags(Collector):
    """Gauges of one service; without its database only the one that says so."""

    def __init__(self, service: Service, settings: ServiceSettings) -> None:
        self._service = service
        self._clock = Clock(settings.clock, service.tables.clock)
        self._engine = engine_of_one(settings)

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: registering asks no database."""
        return []

    def collect(self) -> Iterable[Metric]:
        """As they are at this moment."""
        try:
            with self._engine.connect() as connection:
                return [_up(1), *self._progress(connection), *self._parked(connection)]
        except DBAPIError as error:
            logger(__name__).warning("no lag can be read", reason=str(error))
            return [_up(0)]

    def _progress(self, connection: Connection) -> list[Metric]:
        found = backlog(connection, self._service, self._clock)
        untold = oldest_unrelayed(connection, self._service, self._clock)
        unsealed = found.oldest_unsealed
        return [
            _gauge("jiadi_seal_lag_rows", "Journal rows without a seal", found.unsealed),
            _gauge("jiadi_seal_lag_seconds", "Age of the oldest of them", unsealed.total_seconds() if unsealed else 0),
            _gauge("jiadi_relay_lag_rows", "Sealed rows that the relay has not passed", found.unrelayed),
            _gauge("jiadi_relay_lag_seconds", "Since the oldest of them was sealed", untold.total_seconds()),
        ]

    def _parked(self, connection: Connection) -> list[Metric]:
        keys = GaugeMetricFamily("jiadi_parked_keys", "Aggregates that wait, by handler", labels=["handler"])
        events = GaugeMetricFamily("jiadi_parked_events", "Events that wait, by handler", labels=["handler"])
        counts = dict.fromkeys((each.name for each in self._service.handlers), (0, 0))
        found = parked_by_handler(connection, self._service)
        for handler, count in {**counts, UNREADABLE: (0, 0), **_named(found)}.items():
            keys.add_metric([handler], count[0])
            events.add_metric([handler], count[1])
        return [keys, events]


def _named(found: dict[str | None, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return {handler or UNREADABLE: count for handler, count in found.items()}


def _up(value: int) -> Metric:
    return _gauge("jiadi_database_up", "1 if the database answered", value)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)
