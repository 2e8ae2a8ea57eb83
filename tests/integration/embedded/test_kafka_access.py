"""A service may write its own topic and read all; who has no password gets in nowhere."""

import asyncio
import secrets
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import GroupAuthorizationFailedError, KafkaError, TopicAuthorizationFailedError

from chassis.kafka import ensure_topics
from chassis.settings import ServiceSettings
from deploy.embedded.databases import SERVICES
from deploy.embedded.layout import DEFAULT_HOME, Layout
from deploy.embedded.processes import service_programs
from deploy.embedded.stack import Stack
from deploy.embedded.topics import topic_names
from published.catalogue import topic_of
from tests.harness.run import Run


@pytest.fixture(scope="module")
def stack(test_run: Run) -> Iterator[Stack]:
    layout = Layout.open(test_run.folder / f"home-{secrets.token_hex(4)}", DEFAULT_HOME / "cache")
    running = Stack(layout, report=lambda _: None, only=["kafka"])
    with asyncio.Runner() as runner:
        runner.run(running.start())
        yield running
        runner.run(running.stop())


def access(stack: Stack, service: str) -> dict[str, Any]:
    return {"bootstrap_servers": stack.servers.kafka, **stack.wiring.kafka_users[service].connection()}


def send(stack: Stack, service: str, topic: str) -> None:
    producer = KafkaProducer(**access(stack, service), enable_idempotence=True, max_block_ms=5000)
    try:
        producer.send(topic, value=b"fact", partition=0).get(timeout=10)
    finally:
        producer.close(timeout=1)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_writes_its_own_topic_and_no_other(stack: Stack, service: str) -> None:
    send(stack, service, topic_of(service))
    for other in set(SERVICES) - {service}:
        with pytest.raises(TopicAuthorizationFailedError):
            send(stack, service, topic_of(other))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reads_every_topic(stack: Stack, service: str) -> None:
    consumer = KafkaConsumer(**access(stack, service), group_id=f"jiadi.{service}", enable_auto_commit=False)
    partitions = [TopicPartition(topic, 0) for topic in topic_names()]
    consumer.assign(partitions)
    assert set(consumer.end_offsets(partitions)) == set(partitions)
    consumer.commit()
    consumer.close()


@pytest.mark.parametrize(("service", "other"), list(permutations(SERVICES, 2)))
def test_a_service_keeps_no_offsets_for_another(stack: Stack, service: str, other: str) -> None:
    partition = TopicPartition(topic_of(service), 0)
    consumer = KafkaConsumer(**access(stack, service), group_id=f"jiadi.{other}", enable_auto_commit=False)
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    consumer.position(partition)
    with pytest.raises(GroupAuthorizationFailedError):
        consumer.commit()
    consumer.close(autocommit=False)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_makes_and_deletes_no_topic(stack: Stack, service: str) -> None:
    admin = KafkaAdminClient(**access(stack, service))
    with pytest.raises(KafkaError):
        admin.create_topics({"another": {"num_partitions": 1, "replication_factor": 1}})
    with pytest.raises(KafkaError):
        admin.delete_topics([topic_of(service)])
    admin.close()


@pytest.mark.parametrize("given", [{}, {"sasl_plain_password": "wrong"}], ids=["nobody", "wrong password"])
def test_without_the_right_password_nobody_gets_in(stack: Stack, given: dict[str, str]) -> None:
    settings = access(stack, "funds") | given if given else {"bootstrap_servers": stack.servers.kafka}
    with pytest.raises(KafkaError):
        KafkaAdminClient(**settings, bootstrap_timeout_ms=3000, request_timeout_ms=3000).list_topics()


@pytest.mark.parametrize("service", SERVICES)
def test_the_worker_is_told_its_user_and_finds_the_topics(stack: Stack, service: str) -> None:
    (worker,) = (each for each in service_programs(stack.wiring, service) if each.name == f"{service}.worker")
    ensure_topics(ServiceSettings.told(worker.settings), topic_names())
