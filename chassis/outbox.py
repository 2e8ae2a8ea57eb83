"""Sealed events as they go out: read from the record in seal order, sent with the ids they were recorded under."""

from collections.abc import Iterable, Sequence

import orjson
from kafka import KafkaProducer
from sqlalchemy import Connection, RowMapping, select

from chassis.service import Service
from chassis.telemetry.messages import telling
from published.envelope import Envelope

SEND_SECONDS = 30


def sealed_rows(connection: Connection, service: Service, after: int, limit: int) -> Sequence[RowMapping]:
    """Rows sealed after a seq, with their events; rows without an event have a null `event_id`."""
    seal, journal = service.tables.seal.c, service.tables.journal.c
    columns = (
        seal.seq,
        journal.event_id,
        journal.event_type,
        journal.event_data,
        journal.entity_id,
        journal.entity_version,
        journal.recorded_at,
        journal.region_code,
        journal.correlation_id,
        journal.causation_id,
        journal.traceparent,
    )
    rows = select(*columns).join(service.tables.journal, journal.id == seal.journal_id).where(seal.seq > after)
    return connection.execute(rows.order_by(seal.seq).limit(limit)).mappings().all()


def send(producer: KafkaProducer, service: Service, topic: str, rows: Iterable[RowMapping]) -> int:
    """Send the events among the rows and wait until the broker has every one; returns how many. Raises KafkaError."""
    envelopes = [_envelope(service, row) for row in rows if row["event_id"] is not None]
    with telling(topic, envelopes) as headers:
        sent = [
            producer.send(topic, value=envelope.to_bytes(), key=envelope.key, headers=each)
            for envelope, each in zip(envelopes, headers, strict=True)
        ]
        for future in sent:
            future.get(timeout=SEND_SECONDS)
    return len(sent)


def _envelope(service: Service, row: RowMapping) -> Envelope:
    return Envelope(
        id=row["event_id"],
        source=service.source,
        type=row["event_type"],
        subject=row["entity_id"],
        time=row["recorded_at"],
        aggregateversion=row["entity_version"],
        region=row["region_code"],
        sequence=row["seq"],
        correlationid=row["correlation_id"],
        causationid=row["causation_id"],
        traceparent=row["traceparent"],
        data=orjson.loads(row["event_data"]),
    )
