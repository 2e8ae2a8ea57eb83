"""A subgraph that also answers with a stream of events."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

import orjson
from starlette.requests import Request
from strawberry.federation import Schema

from chassis.sse import EVENTS, Answers, Streams

STREAMS = Streams()


class Streaming:
    """Wraps the application of a schema."""

    def __init__(self, app: Callable[..., Awaitable[None]], schema: Schema) -> None:
        self._app = app
        self._schema = schema

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or Request(scope).headers.get("accept") != EVENTS:
            return await self._app(scope, receive, send)
        request = Request(scope, receive)
        asked = orjson.loads(await request.body())
        await STREAMS.respond(self._answers(asked, request))(scope, receive, send)
        return None

    async def _answers(self, asked: dict[str, Any], request: Request) -> Answers:
        results = await self._schema.subscribe(asked["query"], asked["variables"], context_value={"request": request})
        yield None
        async with aclosing(results):
            async for result in results:
                errors = [error.formatted for error in result.errors or ()]
                yield {"data": result.data} | ({"errors": errors} if errors else {})
                if "died" in str(errors):
                    await asyncio.sleep(0.2)  # what was sent before has arrived
                    raise ConnectionAbortedError
