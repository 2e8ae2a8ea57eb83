"""Tells the neighbours: sealed events go to the service's topic in seal order, at least once."""

from kafka import KafkaProducer
from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.postgresql import insert

from chassis.kafka import producer
from chassis.leader import Leader
from chassis.outbox import sealed_rows, send
from chassis.service import Service
from chassis.settings import ServiceSettings

BATCH = 200
_NO_WAIT = "SET synchronous_commit = off"
"""Nothing waits until the cursor is on the disk: where it is lost, events are only sent once more."""
_LAST_SEALED = "SELECT coalesce(max(seq), 0) FROM seal"


class Relay:
    """Sends what was sealed; the cursor moves only when the broker has everything before it."""

    def __init__(self, leader: Leader, service: Service, settings: ServiceSettings) -> None:
        self._leader = leader
        self._connection: Connection = leader.connection
        self._service = service
        self._topic = service.topic(settings.topic_prefix)
        self._producer: KafkaProducer = producer(settings)
        self._connection.execute(text(_NO_WAIT))
        self._cursor = self._stored_cursor()

    def relay_new(self) -> int:
        """Relay one batch and return how many rows it went on by. Raises KafkaError; the next call tries again."""
        if self._leader.numbers(_LAST_SEALED) == (self._cursor,):
            return 0
        rows = sealed_rows(self._connection, self._service, self._cursor, BATCH)
        send(self._producer, self._service, self._topic, rows)
        self._move_cursor(rows[-1]["seq"])
        return len(rows)

    def close(self) -> None:
        """Let go of the broker; what is unsent is sent again by whoever comes next."""
        self._producer.close(timeout=1)

    def _stored_cursor(self) -> int:
        return self._connection.execute(select(self._service.tables.relay.c.seq)).scalar() or 0

    def _move_cursor(self, seq: int) -> None:
        table = self._service.tables.relay
        there = insert(table).values(one=True, seq=seq)
        self._connection.execute(there.on_conflict_do_update(index_elements=[table.c.one], set_={"seq": seq}))
        self._cursor = seq
