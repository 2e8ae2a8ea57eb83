"""Wakes whoever waits for sealed facts: one LISTEN connection of a process, however many wait."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

import psycopg

from chassis.errors import RequestCode, RequestFault
from chassis.log import logger
from chassis.retries import unavailable
from chassis.settings import ServiceSettings

CHANNEL = "sealed"
MOST_BYTES = 7_900
"""A payload of PostgreSQL's is shorter than 8 000 bytes."""
LISTENING_SECONDS = 5.0
STILL_THERE_SECONDS = 10.0
PAUSE_SECONDS = 0.5


def payload(seq: int, actions: Iterable[str]) -> str:
    """What is notified of a batch of sealed rows: the last seal, and the actions unless they are too many to tell."""
    text = f"{seq} {','.join(sorted(set(actions)))}"
    return text if len(text.encode()) <= MOST_BYTES else ""


class Reader:
    """Somebody who waits for rows of some actions and, when woken, reads by himself what lies behind `seq`."""

    def __init__(self) -> None:
        self.seq = 0
        self.actions = frozenset[str]()
        self._news = asyncio.Event()
        self._waits = False

    def hear(self, seq: int, told: frozenset[str]) -> None:
        """Wake up if a batch may be about one of the actions; one that is not need never be looked at."""
        if not told or not self.actions or told & self.actions:
            self._news.set()
        elif self._waits and not self._news.is_set():
            self.seq = seq

    async def wait(self) -> None:
        """Until something was sealed since the last time; everything up to `seq` must have been read."""
        self._waits = True
        try:
            await self._news.wait()
        finally:
            self._waits = False
        self._news.clear()


class Newsroom:
    """The readers of one process. It listens only while there are any."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._url = settings.database_url.get_secret_value()
        self._most, self._most_each = settings.subscriptions, settings.subscriptions_each
        self._readers: dict[Reader, str] = {}
        self._listener: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()

    @property
    def readers(self) -> int:
        """How many wait."""
        return len(self._readers)

    @asynccontextmanager
    async def reader(self, subject: str) -> AsyncIterator[Reader]:
        """A reader that hears of everything sealed from now on.

        LIMIT_EXCEEDED above the limits, SUBGRAPH_UNAVAILABLE if the database does not answer.
        """
        self._require_room(subject)
        reader = Reader()
        self._readers[reader] = subject
        try:
            await self._require_listening()
            yield reader
        finally:
            self._readers.pop(reader, None)
            self._rest()

    async def close(self) -> None:
        """Stop listening, whoever still waits."""
        self._readers.clear()
        listener = self._listener
        self._rest()
        if listener is not None:
            with suppress(asyncio.CancelledError):
                await listener

    def _require_room(self, subject: str) -> None:
        if self.readers >= self._most:
            raise _too_many(f"本服务的订阅总数已达上限 {self._most}", f"This service has {self._most} subscriptions")
        if Counter(self._readers.values())[subject] >= self._most_each:
            raise _too_many(f"您的订阅已达上限 {self._most_each}", f"You have {self._most_each} subscriptions")

    async def _require_listening(self) -> None:
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen())
        try:
            async with asyncio.timeout(LISTENING_SECONDS):
                await self._listening.wait()
        except TimeoutError as error:
            raise unavailable() from error

    def _rest(self) -> None:
        if not self._readers and self._listener is not None:
            self._listener.cancel()
            self._listener = None
            self._listening.clear()

    async def _listen(self) -> None:
        """Listen until cancelled; after a lost connection everybody looks for himself."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
                    await self._hear(connection)
            except psycopg.Error as error:
                logger(__name__).warning("listening is interrupted", reason=str(error))
            self._listening.clear()
            await asyncio.sleep(PAUSE_SECONDS)

    async def _hear(self, connection: psycopg.AsyncConnection) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        self._listening.set()
        self._tell("")
        while True:
            async for notification in connection.notifies(timeout=STILL_THERE_SECONDS):
                self._tell(notification.payload)
            await connection.execute("SELECT 1")

    def _tell(self, told: str) -> None:
        seq, _, actions = told.partition(" ")
        for reader in self._readers:
            reader.hear(int(seq or 0), frozenset(filter(None, actions.split(","))))


def _too_many(message: str, message_en: str) -> RequestFault:
    return RequestFault(
        RequestCode.LIMIT_EXCEEDED,
        f"{message},请先关闭其他订阅",
        f"{message_en}, which is the most there may be; end another one first",
    )
