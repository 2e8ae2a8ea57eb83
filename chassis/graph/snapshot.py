"""One connection of one request, reading one moment of the database."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")
OPTIONS = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Snapshot:
    """Runs the reads of a request one after another.

    GraphQL cancels the siblings of a field whose null has bubbled past them. Such a cancellation ends the waiting, not
    the statement: a statement broken off would spoil the connection for the rest of the answer.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._lock = asyncio.Lock()
        self._closed = False

    async def run(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """What `work` reads with the connection, which is opened by the first."""
        return await asyncio.shield(asyncio.ensure_future(self._run(work)))

    async def _run(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self._lock:
            if self._closed:
                raise asyncio.CancelledError
            if self._connection is None:
                self._connection = await self._engine.execution_options(**OPTIONS).connect()
            return await work(self._connection)

    async def leave(self) -> None:
        """Give the connection back; the next read sees a later moment."""
        async with self._lock:
            if self._connection is not None:
                connection, self._connection = self._connection, None
                await connection.close()

    async def close(self) -> None:
        """The answer is given: whoever still wanted to read is cancelled, and the connection goes back."""
        self._closed = True
        await self.leave()
