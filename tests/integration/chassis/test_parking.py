"""What a handler cannot take waits by handler and key, and nothing else waits with it."""

import time
from typing import Any

import pytest
from kafka import KafkaProducer

from chassis.consistency import missing
from chassis.database import engine_of_one
from chassis.delivery import Delivery
from chassis.errors import ErrorCode
from chassis.outcome import Outcome
from chassis.parking import Parked, parked
from chassis.rebuild import OneOffHandlerError, rebuild
from chassis.republish import republish
from tests.integration.chassis.example.listener import POISON
from tests.integration.chassis.stage import Stage, until

REPLICA = "SELECT name, version FROM organisation WHERE id = %(id)s"


def waiting(stage: Stage) -> list[Parked]:
    runtime = stage.runtimes["funds"]
    with engine_of_one(runtime.settings).connect() as connection:
        return parked(connection, runtime.service)


async def code_of(stage: Stage, outcome: Outcome) -> ErrorCode | None:
    fault = await missing(stage.runtimes["funds"], outcome.consistency_token)
    return fault.code if fault else None


async def poisoned(stage: Stage) -> tuple[Any, Outcome]:
    """An organisation whose second event one handler cannot digest, with a third behind it."""
    identifier = (await stage.desk.register("机构")).ids
    stage.start()
    await until(lambda: stage.tellings() == 1)
    await stage.desk.change(identifier, name=POISON)
    behind = await stage.desk.change(identifier, name="解药")
    await until(lambda: len(waiting(stage)) == 2)
    return identifier, behind


async def test_later_events_of_the_key_wait_behind_and_other_keys_go_on(stage: Stage) -> None:
    identifier, _ = await poisoned(stage)
    others = [await stage.desk.register(f"机构{number}") for number in range(12)]
    assert [await code_of(stage, outcome) for outcome in others] == [None] * 12
    first, second = waiting(stage)
    assert {(each.handler, each.key) for each in (first, second)} == {("keep_organisation", str(identifier))}
    assert "cannot digest" in first.reason
    assert "behind an earlier event" in second.reason
    assert stage.listener.rows(REPLICA, id=identifier) == [("机构", 1)]


async def test_another_handler_of_the_same_event_is_not_held_up(stage: Stage) -> None:
    await poisoned(stage)
    await until(lambda: stage.tellings() == 3)


async def test_a_parked_event_is_told_at_once(stage: Stage) -> None:
    _, behind = await poisoned(stage)
    began = time.monotonic()
    assert await code_of(stage, behind) is ErrorCode.EVENT_PARKED
    assert time.monotonic() - began < 1.0


async def test_what_waits_is_handled_in_its_order_once_the_cause_is_gone(stage: Stage) -> None:
    identifier, behind = await poisoned(stage)
    delivery = Delivery(stage.runtimes["funds"])
    with pytest.raises(ValueError, match="cannot digest"):
        delivery.retry("keep_organisation", str(identifier))
    assert len(waiting(stage)) == 2
    stage.listener.run_as_owner("INSERT INTO cure (id) VALUES (1)")
    assert delivery.retry("keep_organisation", str(identifier)) == 2
    assert waiting(stage) == []
    assert stage.listener.rows(REPLICA, id=identifier) == [("解药", 3)]
    assert await code_of(stage, behind) is None
    assert await code_of(stage, await stage.desk.change(identifier, name="之后")) is None


async def test_a_second_delivery_of_a_parked_event_parks_it_once(stage: Stage) -> None:
    await poisoned(stage)
    republish(stage.desk.runtime.service, stage.desk.runtime.settings)
    assert await stage.arrived(await stage.desk.register("后来者"))
    assert len(waiting(stage)) == 2
    assert stage.tellings() == 4


async def test_what_nobody_can_read_is_parked_where_it_stood(stage: Stage) -> None:
    await stage.desk.register("机构")
    stage.start()
    await until(lambda: stage.tellings() == 1)
    settings = stage.runtimes["funds"].settings
    producer = KafkaProducer(bootstrap_servers=settings.kafka)
    sent = producer.send(f"{settings.topic_prefix}jiadi.projects.v1", b"no event", partition=3).get(timeout=10)
    producer.close()
    await until(lambda: len(waiting(stage)) == 1)
    (found,) = waiting(stage)
    assert (found.handler, found.key) == (None, None)
    assert (found.topic, found.partition, found.offset) == (sent.topic, 3, sent.offset)
    later = [await stage.desk.register(f"后来者{number}") for number in range(12)]
    assert [await code_of(stage, outcome) for outcome in later] == [None] * 12


async def test_a_replica_is_filled_again_from_the_beginning(stage: Stage) -> None:
    outcomes = [await stage.desk.register(f"机构{number}") for number in range(5)]
    stage.start()
    await until(lambda: stage.tellings() == 5)
    stage.listener.run_as_owner("UPDATE organisation SET name = %(name)s", name="坏了")
    assert rebuild(stage.runtimes["funds"], "keep_organisation") >= 5
    names = {name for (name,) in stage.listener.rows("SELECT name FROM organisation")}
    assert names == {f"机构{number}" for number in range(5)}
    assert stage.tellings() == 5
    assert [await code_of(stage, outcome) for outcome in outcomes] == [None] * 5


async def test_a_handler_with_one_off_effects_is_not_run_again(stage: Stage) -> None:
    with pytest.raises(OneOffHandlerError):
        rebuild(stage.runtimes["funds"], "count_tellings")
