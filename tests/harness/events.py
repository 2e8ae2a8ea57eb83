"""A client of GraphQL over server-sent events."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import orjson

EVENTS = "text/event-stream"


class Stream:
    """Events of one response, read as the specification of server-sent events says."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.comments = 0
        self._lines = response.content

    async def next(self, seconds: float = 10.0) -> Any:
        """The data of the next `next` event; None for `complete`. Raises TimeoutError, EOFError."""
        async with asyncio.timeout(seconds):
            name, data = await self._event()
        if name == "complete":
            return None
        assert name == "next"
        return orjson.loads(data)

    async def silent(self, seconds: float) -> bool:
        """Whether nothing comes for so long; what does come is lost."""
        try:
            await self.next(seconds)
        except TimeoutError:
            return True
        return False

    async def all(self) -> list[Any]:
        """What comes up to `complete`."""
        found = []
        while (answer := await self.next()) is not None:
            found.append(answer)
        return found

    async def _event(self) -> tuple[str, str]:
        name, data = "message", list[str]()
        async for raw in self._lines:
            line = raw.decode().rstrip("\n")
            field, _, value = line.partition(":")
            if not line and (data or name != "message"):
                return name, "\n".join(data)
            if line and not field:
                self.comments += 1
            if field == "event":
                name = value.removeprefix(" ")
            if field == "data":
                data.append(value.removeprefix(" "))
        raise EOFError("the stream broke off")


@asynccontextmanager
async def subscribed(
    address: str,
    document: str,
    variables: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> AsyncIterator[Stream]:
    """Ask `<address>/graphql` for a stream; what is inside runs once the response has begun."""
    asked = {"query": document, "variables": dict(variables or {})}
    sent: dict[str, Any] = {"json": asked}
    if method == "GET":
        sent = {"params": {"query": document, "variables": orjson.dumps(asked["variables"]).decode()}}
    given = {"Accept": EVENTS, **(headers or {})}
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as session,
        session.request(method, f"{address}/graphql", headers=given, read_bufsize=2**22, **sent) as response,
    ):
        yield Stream(response)
