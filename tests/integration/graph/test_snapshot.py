"""The connection of a request outlives the cancellation of a single read."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.graph.snapshot import Snapshot
from chassis.runtime import Runtime


async def _slowly(connection: AsyncConnection) -> str:
    return str((await connection.execute(text("SELECT pg_sleep(0.2), 'late'"))).one()[1])


async def _moment(connection: AsyncConnection) -> str:
    return str((await connection.execute(text("SELECT pg_current_snapshot()"))).scalar_one())


async def test_a_cancelled_read_spoils_none_that_follow(runtime: Runtime) -> None:
    snapshot = Snapshot(runtime.reads)
    first = await snapshot.run(_moment)
    waiting = asyncio.create_task(snapshot.run(_slowly))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await snapshot.run(_moment) == first
    await snapshot.close()
    await runtime.reads.dispose()


async def test_nothing_is_read_once_the_answer_is_given(runtime: Runtime) -> None:
    snapshot = Snapshot(runtime.reads)
    await snapshot.run(_moment)
    await snapshot.close()
    with pytest.raises(asyncio.CancelledError):
        await snapshot.run(_moment)
    assert runtime.reads.pool.checkedout() == 0  # type: ignore[attr-defined]
    await runtime.reads.dispose()
