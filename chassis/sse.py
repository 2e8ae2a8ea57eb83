"""GraphQL over server-sent events, distinct connections: what is written, and what is read of another process.

Source: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Mapping
from contextlib import aclosing
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from chassis.log import logger

EVENTS = "text/event-stream"
KEEP_ALIVE_SECONDS = 10.0
"""So often a silent stream says that it is still there."""
SEND_SECONDS = 30.0
"""Whoever takes nothing for so long is cut off."""
COMPLETE = b"event: complete\ndata:\n\n"
STILL_THERE = b":\n\n"

Answer = dict[str, Any]
Answers = AsyncGenerator[Answer | None]
"""Results of an operation; None is a sign of life, the first one says that nothing is missed from now on."""
Task = asyncio.Task[Any]
END: Answer = {}
"""Stands for the end of the answers; it is recognised by being this object."""


def next_event(answer: Answer) -> bytes:
    """One result of an operation."""
    return b"event: next\ndata: " + orjson.dumps(answer) + b"\n\n"


async def once(answer: Answer) -> Answers:
    """The stream of an operation that has one answer."""
    yield answer


async def read_events(lines: AsyncIterable[bytes]) -> Answers:
    """Results in a stream of lines up to its `complete`.

    Raises EOFError where the stream ends without `complete`, ValueError where it is no stream of results.
    """
    event = b""
    async for line in lines:
        field, _, value = line.rstrip(b"\r\n").partition(b":")
        if field == b"event":
            event = value.strip()
        if event == b"complete" and field == b"data":
            return
        if event == b"next" and field == b"data":
            yield orjson.loads(value)
        elif line.startswith(b":"):
            yield None
    raise EOFError("the stream broke off")


class Streams:
    """The open streams of a process."""

    def __init__(self) -> None:
        self._open: set[EventStream] = set()

    def __len__(self) -> int:
        return len(self._open)

    def respond(self, answers: Answers, headers: Mapping[str, str] | None = None) -> "EventStream":
        """The response that writes these answers."""
        return EventStream(self._open, answers, headers or {})

    def end_all(self) -> None:
        """Complete every stream: the process is about to end."""
        for stream in tuple(self._open):
            stream.end()


class EventStream(Response):
    """Writes answers as they come; the source is closed whichever way the stream ends."""

    def __init__(self, register: set["EventStream"], answers: Answers, headers: Mapping[str, str]) -> None:
        super().__init__(headers={**headers, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}, media_type=EVENTS)
        del self.headers["content-length"]
        self._register = register
        self._answers = answers
        self._ended = asyncio.Event()

    def end(self) -> None:
        """Write no more answers, only that there are no more."""
        self._ended.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Until the source ends, the client leaves, takes nothing any more, or the process ends."""
        self._register.add(self)
        writer = asyncio.create_task(self._write(send))
        leaving = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({writer, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._register.discard(self)
            await _cancelled(leaving)
            await _cancelled(writer)
        writer.cancelled() or writer.result()

    async def _write(self, send: Send) -> None:
        """The first byte is sent once the source is there."""
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        try:
            async with aclosing(self._texts()) as texts:
                async for text in texts:
                    if start:
                        await _send(send, start)
                        start = {}
                    await _send(send, {"type": "http.response.body", "body": text, "more_body": text != COMPLETE})
        except (OSError, TimeoutError) as error:
            logger(__name__).info("a stream is cut off", reason=repr(error))

    async def _texts(self) -> AsyncGenerator[bytes]:
        """Answers, signs of life in between, and the end."""
        ended = asyncio.create_task(self._ended.wait())
        coming = asyncio.create_task(_following(self._answers))
        patience: float | None = None
        try:
            while await _first_done(coming, ended, patience) is not ended:
                patience = KEEP_ALIVE_SECONDS
                if not coming.done():
                    yield STILL_THERE
                    continue
                if (answer := coming.result()) is END:
                    break
                yield STILL_THERE if answer is None else next_event(answer)
                coming = asyncio.create_task(_following(self._answers))
            yield COMPLETE
        finally:
            await _cancelled(ended)
            await _cancelled(coming)
            await self._answers.aclose()


async def _following(answers: Answers) -> Answer | None:
    """The next answer, or END."""
    return await anext(answers, END)


async def _first_done(coming: Task, ended: Task, patience: float | None) -> Task | None:
    """Which of the two is done, the end before anything else; None when neither is after so many seconds."""
    await asyncio.wait({coming, ended}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
    return ended if ended.done() else coming if coming.done() else None


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, message: Message) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await send(message)


async def _cancelled(task: Task) -> None:
    task.cancel()
    await asyncio.wait({task})
