import os

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from deploy.embedded.topics import PARTITIONS, administer, topic_names


def test_what_is_produced_is_consumed_in_the_order_of_its_key(kafka_broker: str, topic_prefix: str) -> None:
    topic = topic_names(topic_prefix)[0]
    producer = KafkaProducer(bootstrap_servers=kafka_broker, enable_idempotence=True, acks="all")
    sent = [producer.send(topic, key=b"asset-1", value=str(number).encode()) for number in range(200)]
    partitions = {future.get(timeout=10).partition for future in sent}
    producer.close()
    assert len(partitions) == 1
    assert _values(kafka_broker, TopicPartition(topic, partitions.pop()), 200) == [str(n).encode() for n in range(200)]


def test_every_topic_keeps_everything_in_twelve_partitions(kafka_broker: str, topic_prefix: str) -> None:
    with administer(kafka_broker) as admin:
        described = admin.describe_topics(topic_names(topic_prefix))
    assert [len(topic["partitions"]) for topic in described] == [PARTITIONS] * 3


def test_a_topic_that_nobody_created_does_not_appear(kafka_broker: str) -> None:
    producer = KafkaProducer(bootstrap_servers=kafka_broker, max_block_ms=1500)
    with pytest.raises(KafkaError):
        producer.send(f"unknown-{os.getpid()}", value=b"x").get(timeout=5)
    producer.close()


def _values(bootstrap: str, partition: TopicPartition, count: int) -> list[bytes]:
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False, consumer_timeout_ms=10000)
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    values = [record.value for _, record in zip(range(count), consumer, strict=False)]
    consumer.close()
    return values
