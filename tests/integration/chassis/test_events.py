"""From the journal of one service to the replicas of the other."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest
from kafka import KafkaConsumer, TopicPartition

from chassis.consistency import missing, require_arrived
from chassis.consumer import group_of
from chassis.delivery import Delivery, ForeignEventError
from chassis.errors import Fault, RequestCode, RequestFault
from chassis.journal import Origin
from chassis.kafka import PARTITIONS, consumer
from chassis.republish import republish
from chassis.tables import new_id
from published.envelope import Envelope
from published.invalid_value import InvalidValueError
from published.projects import OrganisationRegisteredV1
from tests.integration.chassis.example import listener, teller
from tests.integration.chassis.stage import Stage, until

REPLICA = "SELECT name, version FROM organisation ORDER BY id"


async def test_with_its_token_a_change_is_there_every_time(stage: Stage) -> None:
    stage.start()
    identifier = (await stage.desk.register("机构")).ids
    await until(lambda: stage.tellings() == 1)
    for version in range(2, 52):
        outcome = await stage.desk.change(identifier, expected_version=version - 1, name=f"机构{version}")
        assert await stage.arrived(outcome)
        assert stage.listener.rows(REPLICA) == [(f"机构{version}", version)]


async def test_an_event_carries_what_places_orders_and_traces_it(stage: Stage) -> None:
    stage.start("projects")
    outcome = await stage.desk.register("机构")
    [event] = [e for e in consumed(stage, 3) if e.type == "jiadi.organisation.registered.v1"]
    assert (event.subject, event.source, event.aggregateversion) == (outcome.ids, "/jiadi/projects", 1)
    assert (event.region, event.sequence, event.correlationid) == ("652822", 3, "correlation-of-the-test")
    assert event.event() == OrganisationRegisteredV1.from_data(event.data)


def consumed(stage: Stage, count: int) -> list[Envelope]:
    settings = stage.desk.runtime.settings
    consumer = KafkaConsumer(
        f"{settings.topic_prefix}jiadi.projects.v1",
        bootstrap_servers=settings.kafka,
        auto_offset_reset="earliest",
        consumer_timeout_ms=10_000,
        metadata_max_age_ms=500,
    )
    events = [Envelope.from_bytes(record.value) for _, record in zip(range(count), consumer, strict=False)]
    consumer.close()
    return events


async def test_what_a_handler_records_names_the_event_that_caused_it(stage: Stage) -> None:
    stage.start()
    await stage.desk.register("机构")
    await until(lambda: stage.tellings() == 1)
    [(event_id,)] = stage.desk.rows("SELECT event_id::text FROM journal WHERE entity_type = 'Organisation'")
    told = stage.listener.rows("SELECT actor, correlation_id, causation_id FROM journal")
    actor = {"subject": "system:count_tellings", "name": "系统", "role": "SYSTEM"}
    assert told == [(actor, "correlation-of-the-test", event_id)]


async def test_republished_events_change_nothing(stage: Stage) -> None:
    stage.start()
    identifier = (await stage.desk.register("机构")).ids
    for _ in range(5):
        await stage.desk.change(identifier)
    await until(lambda: stage.tellings() == 6)
    before = stage.listener.rows(REPLICA)
    assert republish(stage.desk.runtime.service, stage.desk.runtime.settings, since_seq=4) == 5
    assert republish(stage.desk.runtime.service, stage.desk.runtime.settings) == 8
    last = await stage.desk.register("后来者")
    assert await stage.arrived(last)
    await asyncio.sleep(0.3)
    assert stage.tellings() == 7
    assert stage.listener.rows(REPLICA)[:1] == before


async def test_a_worker_that_stops_leaves_its_place_behind_and_one_that_rests_too(stage: Stage) -> None:
    stage.start()
    await stage.desk.register("机构")
    await until(lambda: stage.tellings() == 1 and unread(stage) == 0)
    for number in range(3):
        await stage.desk.register(f"机构{number}")
    await until(lambda: stage.tellings() == 4)
    stage.stop("funds")
    assert unread(stage) == 0


def unread(stage: Stage) -> int:
    """How many events lie behind the offsets that the broker has of the listener."""
    runtime = stage.runtimes["funds"]
    source = consumer(runtime.settings, group_of(runtime.service))
    try:
        topics = Delivery(runtime).topics
        partitions = [TopicPartition(topic, number) for topic in topics for number in range(PARTITIONS)]
        ends = source.end_offsets(partitions)
        return sum(ends[partition] - (source.committed(partition) or 0) for partition in partitions)
    finally:
        source.close(autocommit=False)


async def test_an_event_of_one_batch_that_comes_twice_takes_effect_once(stage: Stage) -> None:
    await stage.desk.register("机构")
    stage.start("projects")
    (event,) = [each for each in consumed(stage, 3) if each.type == "jiadi.organisation.registered.v1"]
    delivery = Delivery(stage.runtimes["funds"])
    delivery.deliver([message(event, delivery.topics[0])] * 3)
    delivery.deliver([message(event, delivery.topics[0])])
    assert stage.tellings() == 1


def message(event: Envelope, topic: str) -> Any:
    return SimpleNamespace(topic=topic, partition=0, offset=0, value=event.to_bytes(), headers=())


async def test_old_news_changes_no_replica(stage: Stage) -> None:
    """The order of one aggregate's events turned round, as after a producer's retry."""
    identifier = (await stage.desk.register("机构一")).ids
    await stage.desk.change(identifier, name="机构二")
    await stage.desk.change(identifier, name="机构三")
    stage.start("projects")
    events = [event for event in consumed(stage, 5) if event.type == "jiadi.organisation.registered.v1"]
    delivery = Delivery(stage.runtimes["funds"])
    for event in (events[2], events[0], events[1], events[0]):
        delivery.deliver([message(event, delivery.topics[0])])
    assert stage.listener.rows(REPLICA) == [("机构三", 3)]
    assert stage.tellings() == 3


async def test_a_token_waits_two_seconds_and_says_that_the_fact_is_on_its_way(stage: Stage) -> None:
    outcome = await stage.desk.register("机构")
    began = time.monotonic()
    with pytest.raises(RequestFault) as refused:
        await require_arrived(stage.runtimes["funds"], outcome.consistency_token)
    assert refused.value.code is RequestCode.REPLICA_BEHIND
    assert 1.9 < time.monotonic() - began < 3.0


async def test_a_command_with_a_token_that_is_ahead_is_refused_and_leaves_its_key_free(stage: Stage) -> None:
    ahead = (await stage.desk.register("机构")).consistency_token
    region = {"code": "652823", "name": "尉犁县", "path": "/1/4/"}
    refused = await stage.listener.call(teller.import_region, region, key="ahead-key", consistency=ahead)
    assert [fault.code.value for fault in refused.errors] == ["REPLICA_BEHIND"]
    assert stage.listener.rows("SELECT key FROM idempotency") == []


async def test_who_consumes_nothing_of_a_token_does_not_wait(stage: Stage) -> None:
    outcome = await stage.desk.register("机构")
    began = time.monotonic()
    assert await missing(stage.desk.runtime, outcome.consistency_token) is None
    assert await missing(stage.runtimes["funds"], None) is None
    assert time.monotonic() - began < 0.5


@pytest.mark.parametrize("token", ["x", "W10x", "!!!", "eyJhIjoxfQ", "W1siYSIsImIiXV0"])
async def test_a_token_that_is_none_is_invalid_input(stage: Stage, token: str) -> None:
    with pytest.raises(RequestFault) as refused:
        await missing(stage.runtimes["funds"], token)
    assert refused.value.code is RequestCode.INVALID_INPUT


async def test_an_event_of_another_source_is_not_handled(stage: Stage) -> None:
    stage.start("projects")
    delivery = Delivery(stage.runtimes["funds"])
    [event, _] = consumed(stage, 2)
    with pytest.raises(ForeignEventError):
        delivery.deliver([message(event.model_copy(update={"source": "/jiadi/assets"}), delivery.topics[0])])
    with pytest.raises(InvalidValueError):
        delivery.deliver([SimpleNamespace(topic=delivery.topics[0], partition=0, offset=0, value=b"{}", headers=())])
    assert stage.listener.rows("SELECT count(*) FROM inbox") == [(0,)]


async def test_a_stub_answers_that_the_fact_is_on_its_way(stage: Stage) -> None:
    runtime = stage.runtimes["funds"]
    identifier = new_id()
    with runtime.session() as session:
        uow = runtime.unit(session, runtime.system("test"), Origin(runtime.clock.now(session), "correlation"))
        with pytest.raises(Fault, match="NOT_FOUND"):
            uow.get(listener.Organisation, identifier)
        uow.stub(listener.Organisation, identifier)
        uow.stub(listener.Organisation, identifier)
        with pytest.raises(Fault, match="REPLICA_BEHIND"):
            uow.get(listener.Organisation, identifier)
        assert uow.keep(listener.Organisation, 1, id=identifier, name="机构", region_path="/1/2/")
        assert not uow.keep(listener.Organisation, 1, id=identifier, name="旧闻", region_path="/1/2/")
        assert uow.get(listener.Organisation, identifier).name == "机构"
