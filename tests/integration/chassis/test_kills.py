"""Kills at any moment lose nothing and double nothing."""

import asyncio
import contextlib
import os
import secrets
import signal
from collections.abc import AsyncIterator
from typing import Any

import psycopg
from sqlalchemy import make_url

from chassis.audit import verify
from chassis.runtime import Runtime
from chassis.service import Service
from deploy.embedded.kafka import KafkaBroker
from deploy.embedded.layout import DEFAULT_HOME, Layout
from deploy.embedded.supervisor import Supervisor
from tests.harness.databases import server_address
from tests.harness.run import Run
from tests.integration.chassis.conftest import SettingsOf
from tests.integration.chassis.stage import Stage, until
from tests.integration.chassis.worker_process import WorkerProcess


async def write(stage: Stage, changes: int, pause: float = 0.0) -> list[Any]:
    """Register five organisations and change them in turn, with a client's steadiness."""
    identifiers = [(await stage.desk.register(f"机{secrets.token_hex(3)}")).ids for _ in range(5)]
    for number in range(changes):
        assert not (await stage.desk.change(identifiers[number % 5], reason=f"第{number}次")).errors
        await asyncio.sleep(pause)
    return identifiers


def assert_sound(stage: Stage, events: int) -> None:
    """Everything sealed once in order, everything told, everything handled once."""
    for runtime in stage.runtimes.values():
        assert verify(runtime.service, runtime.settings).clean
    assert stage.desk.rows("SELECT count(*), max(seq) FROM seal") == [(events + 2, events + 2)]
    assert stage.tellings() == events
    told = stage.desk.rows("SELECT id, version, name FROM organisation ORDER BY id")
    assert stage.listener.rows("SELECT id, version, name FROM organisation ORDER BY id") == told
    handled = stage.listener.rows("SELECT handler, count(*) FROM inbox GROUP BY handler ORDER BY handler")
    assert handled == [("count_tellings", events), ("keep_organisation", events), ("keep_region", 2)]


async def test_workers_killed_again_and_again_lose_and_double_nothing(stage: Stage) -> None:
    workers = [WorkerProcess(runtime.settings, name) for name, runtime in stage.runtimes.items()]
    try:
        writing = asyncio.create_task(write(stage, 200, pause=0.03))
        for _ in range(4):
            await asyncio.sleep(1.2 + secrets.randbelow(1000) / 1000)
            victim = secrets.choice(workers)
            assert await asyncio.to_thread(victim.end, signal.SIGKILL) == -signal.SIGKILL
            victim.start()
        await writing
        await until(lambda: stage.tellings() == 205, seconds=60)
        assert [await asyncio.to_thread(worker.end, signal.SIGTERM) for worker in workers] == [0, 0]
    finally:
        for worker in workers:
            with contextlib.suppress(ProcessLookupError):
                worker.end(signal.SIGKILL)
    assert_sound(stage, 205)


async def test_terminated_connections_are_replaced(stage: Stage, test_run: Run) -> None:
    databases = [make_url(r.settings.database_url.get_secret_value()).database for r in stage.runtimes.values()]
    stage.start()
    writing = asyncio.create_task(write(stage, 60, pause=0.03))
    with psycopg.connect(server_address(test_run), autocommit=True) as administrator:
        for _ in range(3):
            await asyncio.sleep(0.5)
            administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s) AND usename <> user",
                [databases],
            )
    await writing
    await until(lambda: stage.tellings() == 65, seconds=40)
    assert_sound(stage, 65)


@contextlib.asynccontextmanager
async def broker_of_ones_own(run: Run) -> AsyncIterator[tuple[str, int]]:
    """Address and process id of a broker that no other test uses."""
    broker = KafkaBroker(Layout.open(run.folder / secrets.token_hex(4), DEFAULT_HOME / "cache"), secured=False)
    supervisor = Supervisor(broker.layout, [broker.part()], lambda _: None)
    await supervisor.start()
    try:
        yield broker.address, supervisor.pid("kafka") or 0
    finally:
        await supervisor.stop()


async def test_a_broker_that_is_away_holds_up_no_command_and_no_seal(
    test_run: Run, example_services: dict[str, Service], example_settings: SettingsOf, monkeypatch: Any
) -> None:
    monkeypatch.delenv("JIADI_KAFKA", raising=False)
    async with broker_of_ones_own(test_run) as (kafka, pid):
        stage = Stage({n: Runtime(s, example_settings(n, kafka=kafka)) for n, s in example_services.items()})
        await stage.desk.import_regions()
        stage.start()
        try:
            await write(stage, 20)
            await until(lambda: stage.tellings() == 25)
            os.kill(pid, signal.SIGSTOP)
            await write(stage, 20)
            await until(lambda: stage.desk.rows("SELECT count(*) FROM seal") == [(52,)], seconds=3)
            os.kill(pid, signal.SIGKILL)
            await write(stage, 20)
            await until(lambda: stage.tellings() == 75, seconds=90)
        finally:
            await stage.close()
        assert_sound(stage, 75)
