"""How far the consumer lags behind its neighbours' topics; told by itself, but aged at the scrape: it may hang."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector


class InboxLag(Collector):
    """Gauges by topic while this process reads; none while it stands by."""

    def __init__(self) -> None:
        self._behind: dict[TopicPartition, int] = {}
        self._oldest: dict[TopicPartition, float] = {}
        self._polled: float | None = None

    def received(self, polled: Mapping[TopicPartition, Sequence[Any]]) -> None:
        """The broker was asked; these are the records to handle next."""
        self._polled = time.time()
        self._oldest |= {partition: records[0].timestamp / 1000 for partition, records in polled.items() if records}

    def handled(self, source: KafkaConsumer) -> None:
        """What could be handled of them was."""
        ends = {partition: source.highwater(partition) for partition in source.assignment()}
        behind = {each: max(end - source.position(each), 0) for each, end in ends.items() if end is not None}
        oldest = {each: since for each, since in self._oldest.items() if behind.get(each)}
        self._behind, self._oldest = behind, oldest

    def ended(self) -> None:
        """The process reads no more."""
        self._behind, self._oldest, self._polled = {}, {}, None

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand."""
        return []

    def collect(self) -> Iterable[Metric]:
        """Offsets behind, age of what waits, and since when the broker was not asked."""
        behind, oldest, polled, now = self._behind, self._oldest, self._polled, time.time()
        if polled is None:
            return []
        events = GaugeMetricFamily("jiadi_inbox_lag_events", "Messages not handled yet", labels=["topic"])
        seconds = GaugeMetricFamily("jiadi_inbox_lag_seconds", "Since the oldest of them was sent", labels=["topic"])
        for topic in sorted({each.topic for each in (*behind, *oldest)}):
            events.add_metric([topic], sum(count for each, count in behind.items() if each.topic == topic))
            ages = [now - since for each, since in oldest.items() if each.topic == topic]
            seconds.add_metric([topic], max(ages, default=0.0))
        asked = GaugeMetricFamily("jiadi_inbox_poll_age_seconds", "Since the broker was last asked", value=now - polled)
        return [events, seconds, asked]
