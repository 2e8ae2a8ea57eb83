"""The worker's loop that reads the neighbours' topics."""

import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import UnknownTopicOrPartitionError

from chassis.delivery import Delivery
from chassis.kafka import consumer, ensure_topics
from chassis.leader import CONSUME_LOCK, Leader
from chassis.log import logger
from chassis.part import BROKER_FAILURES, DATABASE_FAILURES, STAND_BY_SECONDS, Pause, require_passing
from chassis.runtime import Runtime
from chassis.service import Service
from chassis.stalled import Stalled
from chassis.telemetry.inbox import InboxLag

POLL_MS = 200
TOGETHER = 16
"""Events per transaction: enough to share the cost of a commit, few enough to hold up no seal for long."""
KEEP_SECONDS = 0.5
"""How old an offset may get. What is read again after a crash is in the inbox already, so it need not be new; and no
event waits for the broker to note where the one before it stood."""


def group_of(service: Service) -> str:
    """The name that Kafka keeps the offsets of a service under."""
    return f"jiadi.{service.name}"


class ConsumeLoop:
    """Handles events of each partition in order; one that cannot be handled is parked with its key, and no other."""

    name = "consumer"

    def __init__(self, runtime: Runtime) -> None:
        self._settings = runtime.settings
        self._engine = runtime.engine
        self._group = group_of(runtime.service)
        self._delivery = Delivery(runtime)
        self._stalled: Stalled[TopicPartition] = Stalled()
        self.lag = InboxLag()
        self._moved = False
        self._kept_at = 0.0
        self.ready = False

    def run(self, stop: threading.Event) -> None:
        """Compete for the lock and read until `stop` is set; database and broker are waited for."""
        pause = Pause()
        while not stop.is_set():
            try:
                with Leader.compete(self._engine, CONSUME_LOCK) as leader:
                    self._lead(leader, stop, pause)
            except (*DATABASE_FAILURES, *BROKER_FAILURES) as error:
                self.ready = False
                require_passing(error, self.name)
                pause.wait(stop)

    def _lead(self, leader: Leader | None, stop: threading.Event, pause: Pause) -> None:
        if leader is None:
            self.ready = True
            stop.wait(STAND_BY_SECONDS)
            return
        ensure_topics(self._settings, self._delivery.topics)
        source = consumer(self._settings, self._group)
        try:
            source.assign(_partitions(source, self._delivery.topics))
            while not stop.is_set():
                leader.require_lead()
                self._poll(source)
                self.ready = True
                pause.reset()
            self._keep_offsets(source)
        finally:
            self.lag.ended()
            source.close(autocommit=False)

    def _poll(self, source: KafkaConsumer) -> None:
        for partition in self._stalled.take_due():
            source.resume(partition)
        polled = source.poll(timeout_ms=POLL_MS)
        self.lag.received(polled)
        records = [record for batch in polled.values() for record in batch]
        for start in range(0, len(records), TOGETHER):
            self._handle(source, records[start : start + TOGETHER])
        self._moved |= bool(records)
        if not records or time.monotonic() > self._kept_at + KEEP_SECONDS:
            self._keep_offsets(source)
        self.lag.handled(source)

    def _keep_offsets(self, source: KafkaConsumer) -> None:
        """Have the broker note how far everything is in the database, if that has moved."""
        if self._moved:
            source.commit()
            self._moved, self._kept_at = False, time.monotonic()

    def _handle(self, source: KafkaConsumer, records: Sequence[Any]) -> None:
        """A few events in one transaction; where that fails each by itself, so that only what must wait does."""
        try:
            self._delivery.deliver(records)
        except Exception:
            for record in records:
                self._handle_alone(source, record)
        else:
            self._stalled.succeeded(map(_partition, records))

    def _handle_alone(self, source: KafkaConsumer, record: Any) -> None:
        partition = _partition(record)
        if partition in self._stalled.waiting:
            return
        try:
            self._delivery.deliver_or_park(record)
        except (*DATABASE_FAILURES, *BROKER_FAILURES) as error:
            self._stall(source, partition, record.offset, error)
        else:
            self._stalled.succeeded([partition])

    def _stall(self, source: KafkaConsumer, partition: TopicPartition, offset: int, error: Exception) -> None:
        """Leave the offset where it is and come back: what is only late is never skipped."""
        source.seek(partition, offset)
        source.pause(partition)
        place = {"topic": partition.topic, "partition": partition.partition, "offset": offset}
        again = self._stalled.failed(partition)
        logger(__name__).warning("an event waits for the database", **place, retry_in=again, reason=str(error))


def _partitions(source: KafkaConsumer, topics: Iterable[str]) -> list[TopicPartition]:
    """Every partition of every topic. Raises a broker failure while one of the topics is not known yet.

    They are taken, not shared out by the group: the lock says who reads. A group's leader shares out what it happens
    to know of the topics at that moment, which was seen to leave a whole topic unread.
    """
    found = {topic: source.partitions_for_topic(topic) for topic in topics}
    if not all(found.values()):
        raise UnknownTopicOrPartitionError(f"not known yet: {[topic for topic, known in found.items() if not known]}")
    return [TopicPartition(topic, partition) for topic, known in found.items() for partition in sorted(known)]


def _partition(record: Any) -> TopicPartition:
    return TopicPartition(record.topic, record.partition)
