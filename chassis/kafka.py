"""How every process of ours speaks to Kafka: one place for producer, consumer and topics."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient
from kafka.errors import TopicAlreadyExistsError

from chassis.settings import ServiceSettings
from published.envelope import MAX_EVENT_BYTES

PARTITIONS = 12
TOPIC = {
    "num_partitions": PARTITIONS,
    "configs": {
        "retention.ms": "-1",
        "retention.bytes": "-1",
        "cleanup.policy": "delete",
    },
}
"""Topics keep everything: whoever lost a replica builds it again from the start."""

REQUEST_TIMEOUT_MS = 10_000


def producer(settings: ServiceSettings) -> KafkaProducer:
    """Idempotent producer; an event counts as sent when all replicas have it."""
    return KafkaProducer(
        **_connection(settings),
        metrics_enabled=False,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        max_block_ms=REQUEST_TIMEOUT_MS,
        request_timeout_ms=REQUEST_TIMEOUT_MS,
        delivery_timeout_ms=2 * REQUEST_TIMEOUT_MS,
        max_request_size=4 * MAX_EVENT_BYTES,
    )


def consumer(settings: ServiceSettings, group: str | None) -> KafkaConsumer:
    """Consumer that starts at the beginning; the group only keeps its offsets, which move when it is told to."""
    return KafkaConsumer(
        **_connection(settings),
        group_id=group and f"{settings.topic_prefix}{group}",
        metrics_enabled=False,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        allow_auto_create_topics=False,
        max_poll_records=100,
        metadata_max_age_ms=30_000,
        request_timeout_ms=REQUEST_TIMEOUT_MS,
    )


def read_to_the_end(settings: ServiceSettings, topics: Sequence[str], together: int) -> Iterator[list[Any]]:
    """Everything that the topics hold at this moment, from the beginning, a few records at a time."""
    source = consumer(settings, None)
    try:
        partitions = [TopicPartition(topic, number) for topic in topics for number in range(PARTITIONS)]
        source.assign(partitions)
        ends = source.end_offsets(partitions)
        source.seek_to_beginning(*partitions)
        while any(source.position(partition) < ends[partition] for partition in partitions):
            polled = source.poll(timeout_ms=200, max_records=together)
            records = [each for batch in polled.values() for each in batch]
            if records:
                yield records
    finally:
        source.close(autocommit=False)


def ensure_topics(settings: ServiceSettings, names: Iterable[str]) -> None:
    """Create the topics that are missing and wait until they can be used."""
    admin = KafkaAdminClient(**_connection(settings))
    try:
        wanted = set(names)
        if missing := wanted - set(admin.list_topics()):
            _create(admin, missing)
        admin.wait_for_topics(sorted(wanted))
    finally:
        admin.close()


def _create(admin: KafkaAdminClient, names: Iterable[str]) -> None:
    """Another process may be creating them at the same time."""
    with contextlib.suppress(TopicAlreadyExistsError):
        admin.create_topics(dict.fromkeys(names, TOPIC))


def _connection(settings: ServiceSettings) -> dict[str, Any]:
    common: dict[str, Any] = {
        "bootstrap_servers": settings.kafka.split(","),
        "bootstrap_timeout_ms": REQUEST_TIMEOUT_MS,
        "reconnect_backoff_max_ms": 1_000,
    }
    if settings.kafka_username is None or settings.kafka_password is None:
        return common
    return common | {
        "security_protocol": "SASL_PLAINTEXT",
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": settings.kafka_username,
        "sasl_plain_password": settings.kafka_password.get_secret_value(),
    }
