"""How soon a neighbour sees what was committed, at rest: `pytest -s` prints the figures."""

import asyncio
import os
import signal
import statistics
import time
from pathlib import Path
from uuid import UUID

import psycopg

from chassis.consistency import awaited_events
from tests.integration.chassis.stage import Stage, until
from tests.integration.chassis.worker_process import WorkerProcess

CHANGES = 60
PAUSE_SECONDS = 0.05
IDLE_SECONDS = 2.0
HANDLED = "SELECT 1 FROM inbox WHERE handler = 'keep_organisation' AND event_id = %s"


async def seconds_until_handled(connection: psycopg.AsyncConnection, event_id: UUID) -> float:
    began = time.perf_counter()
    while await (await connection.execute(HANDLED, [event_id])).fetchone() is None:
        assert time.perf_counter() - began < 10
        await asyncio.sleep(0.001)
    return time.perf_counter() - began


async def measured(stage: Stage) -> list[float]:
    identifier = (await stage.desk.register("机构")).ids
    await until(lambda: stage.tellings() == 1)
    seconds = []
    async with await psycopg.AsyncConnection.connect(stage.listener.owner_url, autocommit=True) as connection:
        for _ in range(CHANGES):
            outcome = await stage.desk.change(identifier)
            [(_, event_id)] = awaited_events(outcome.consistency_token or "")
            seconds.append(await seconds_until_handled(connection, event_id))
            await asyncio.sleep(PAUSE_SECONDS)
    return seconds


def processor_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def test_a_neighbour_sees_a_change_soon_and_an_idle_worker_is_cheap(stage: Stage) -> None:
    """The aim is 20 ms and a few per cent; the limits here leave room for a machine that does much else."""
    workers = [WorkerProcess(runtime.settings, name) for name, runtime in stage.runtimes.items()]
    try:
        seconds = await measured(stage)
        before = [processor_seconds(worker.pid) for worker in workers]
        await asyncio.sleep(IDLE_SECONDS)
        idle = [(processor_seconds(w.pid) - b) / IDLE_SECONDS for w, b in zip(workers, before, strict=True)]
    finally:
        for worker in workers:
            worker.end(signal.SIGTERM)
    middle, worst = statistics.median(seconds), statistics.quantiles(seconds, n=100)[98]
    print(f"commit to visible: p50 {middle * 1000:.1f} ms, p99 {worst * 1000:.1f} ms; idle {idle} of a core")  # noqa: T201
    assert middle < 0.2
    assert max(idle) < 0.25
