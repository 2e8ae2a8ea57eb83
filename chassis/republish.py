"""Telling again what was told: sealed events go out once more, with the ids they were recorded under."""

from chassis.database import engine_of_one
from chassis.kafka import ensure_topics, producer
from chassis.outbox import sealed_rows, send
from chassis.service import Service
from chassis.settings import ServiceSettings

BATCH = 200


def republish(service: Service, settings: ServiceSettings, since_seq: int = 1) -> int:
    """Send every sealed event from a seq on and return how many. Who had one does nothing. Raises KafkaError."""
    topic = service.topic(settings.topic_prefix)
    ensure_topics(settings, [topic])
    sender = producer(settings)
    count, after = 0, since_seq - 1
    try:
        with engine_of_one(settings).connect() as connection:
            while rows := sealed_rows(connection, service, after, BATCH):
                count += send(sender, service, topic, rows)
                after = rows[-1]["seq"]
    finally:
        sender.close(timeout=5)
    return count
