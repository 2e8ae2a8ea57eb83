"""What the database and our own bugs do to a command."""

import asyncio
import os
import socket
import threading
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import event, make_url

from chassis.errors import RequestCode, RequestFault
from chassis.inputs import CommandInput
from chassis.runtime import Runtime
from chassis.uow import UnitOfWork
from tests.harness.databases import server_address
from tests.harness.run import Run
from tests.integration.chassis.example import teller
from tests.integration.chassis.example.teller import Organisation
from tests.integration.chassis.stage import Desk

SILENCE = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)


class PairInput(CommandInput):
    first: UUID
    second: UUID


class OneInput(CommandInput):
    id: UUID


async def two(desk: Desk) -> tuple[Any, Any]:
    return (await desk.register("甲")).ids, (await desk.register("乙")).ids


async def test_a_deadlock_is_resolved_by_running_the_victim_again(desk: Desk) -> None:
    """Both take their first lock before either goes on to its second, once."""
    met = threading.Barrier(2)
    attempts: list[UUID] = []

    def change_both(uow: UnitOfWork, cmd: PairInput) -> UUID:
        attempts.append(cmd.first)
        for place, identifier in enumerate((cmd.first, cmd.second)):
            row = uow.get_for_update(Organisation, identifier)
            uow.require("organisation.change", row)
            row.changes += 1
            uow.record(row, action="organisation.change")
            if place == 0 and attempts.count(cmd.first) == 1:
                met.wait(10)
        return cmd.first

    one, other = await two(desk)
    outcomes = await asyncio.gather(
        desk.call(change_both, {"first": one, "second": other}), desk.call(change_both, {"first": other, "second": one})
    )
    assert [outcome.errors for outcome in outcomes] == [(), ()]
    assert len(attempts) == 3
    assert desk.rows("SELECT changes, version FROM organisation") == [(2, 3), (2, 3)]


async def test_a_lock_that_is_not_to_be_had_in_time_is_a_clear_retryable_error(desk: Desk, test_run: Run) -> None:
    change = (teller.change_organisation, {"id": (await desk.register("甲")).ids})
    url = make_url(desk.runtime.settings.sqlalchemy_url())
    limit = sql.SQL("ALTER ROLE {} IN DATABASE {} SET lock_timeout = '200ms'")
    with psycopg.connect(server_address(test_run), autocommit=True) as administrator:
        administrator.execute(limit.format(sql.Identifier(url.username or ""), sql.Identifier(url.database or "")))
    hurried = Runtime(desk.runtime.service, desk.runtime.settings)
    try:
        with psycopg.connect(desk.owner_url) as holder:
            holder.execute("SELECT 1 FROM organisation FOR UPDATE")
            with pytest.raises(RequestFault) as refused:
                await Desk(hurried).call(*change, key="the-same-key")
        assert refused.value.code is RequestCode.SUBGRAPH_UNAVAILABLE
        assert "幂等键" in str(refused.value.message)
        assert not (await Desk(hurried).call(*change, key="the-same-key")).errors
    finally:
        await hurried.close()


async def test_a_connection_lost_in_the_pool_is_not_noticed_by_the_client(desk: Desk, test_run: Run) -> None:
    database = make_url(desk.runtime.settings.sqlalchemy_url()).database
    with psycopg.connect(server_address(test_run), autocommit=True) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [database],
        )
    assert not (await desk.register("甲")).errors


def test_neither_side_waits_long_for_one_that_went_without_a_farewell(desk: Desk) -> None:
    """What a machine without power held, such as the lock of the sealer, is free again within half a minute."""
    with desk.runtime.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        with socket.socket(fileno=os.dup(raw.fileno())) as ours:
            client = [ours.getsockopt(socket.IPPROTO_TCP, option) for option in SILENCE]
        asked = (f"SHOW tcp_keepalives_{name}" for name in ("idle", "interval", "count"))
        server = [int(raw.execute(each).fetchone()[0]) for each in asked]
    for idle, interval, count in (client, server):
        assert idle + interval * count <= 30


async def test_a_commit_whose_answer_is_lost_is_not_repeated(desk: Desk) -> None:
    """The server commits, then the connection breaks: the second attempt finds the key used and answers its result."""
    broken = threading.Event()

    def lose_once(connection: Any) -> None:
        if not broken.is_set():
            broken.set()
            raw = connection.connection.driver_connection
            raw.execute("COMMIT")
            raw.close()

    event.listen(desk.runtime.engine, "commit", lose_once)
    outcome = await desk.register("甲")
    assert broken.is_set()
    assert outcome.errors == ()
    assert desk.rows("SELECT id, version FROM organisation") == [(outcome.ids, 1)]


async def test_a_bug_is_masked_and_leaves_nothing(desk: Desk) -> None:
    def divide(uow: UnitOfWork, cmd: teller.RegisterInput) -> UUID:
        identifier = teller.register_organisation(uow, cmd)
        return UUID(int=1 // 0, is_safe=identifier.is_safe)

    with pytest.raises(RequestFault) as refused:
        await desk.call(divide, {"region_code": "652822", "name": "甲"})
    assert refused.value.code is RequestCode.INTERNAL
    assert "correlation-of-the-test" in refused.value.message
    assert "division" not in str(refused.value)
    assert desk.rows("SELECT count(*) FROM organisation") == [(0,)]


async def test_a_journal_number_drawn_twice_is_not_the_fault_of_the_input(desk: Desk) -> None:
    await desk.register("甲")
    with psycopg.connect(desk.owner_url) as owner:
        owner.execute("ALTER TABLE journal ALTER COLUMN id RESTART")
    with pytest.raises(RequestFault) as refused:
        await desk.register("乙")
    assert refused.value.code is RequestCode.INTERNAL
    assert desk.rows("SELECT name FROM organisation") == [("甲",)]


def forgets_permission(uow: UnitOfWork, cmd: OneInput) -> UUID:
    row = uow.get_for_update(Organisation, cmd.id)
    uow.record(row, action="organisation.change")
    return row.id


def forgets_to_record(uow: UnitOfWork, cmd: OneInput) -> UUID:
    row = uow.get_for_update(Organisation, cmd.id)
    uow.require("organisation.change", row)
    row.name = "悄悄改名"
    return row.id


def forgets_to_lock(uow: UnitOfWork, cmd: OneInput) -> UUID:
    row = uow.get(Organisation, cmd.id)
    uow.require("organisation.change", row)
    uow.record(row, action="organisation.change")
    return row.id


def forgets_to_record_a_state(uow: UnitOfWork, cmd: OneInput) -> UUID:
    row = uow.get(Organisation, cmd.id)
    uow.move(row, teller.STANDING, teller.Standing.CLOSED, on=uow.today)
    return row.id


def tells_of_another_version(uow: UnitOfWork, cmd: OneInput) -> UUID:
    row = uow.get_for_update(Organisation, cmd.id)
    uow.require("organisation.change", row)
    event = teller.organisation_registered(row)
    uow.record(row, lambda _: event, action="organisation.change")
    return row.id


@pytest.mark.parametrize(
    "command",
    [tells_of_another_version, forgets_permission, forgets_to_record, forgets_to_lock, forgets_to_record_a_state],
)
async def test_a_command_that_breaks_the_order_of_things_commits_nothing(desk: Desk, command: Any) -> None:
    identifier = (await desk.register("甲")).ids
    with pytest.raises(RequestFault) as refused:
        await desk.call(command, {"id": identifier})
    assert refused.value.code is RequestCode.INTERNAL
    assert desk.rows("SELECT name, version, standing FROM organisation") == [("甲", 1, "ACTIVE")]
