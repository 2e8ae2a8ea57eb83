"""HTTP to the subgraphs: keep-alive, a deadline each, and nothing but GraphQL accepted."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any, NamedTuple, Self

import aiohttp
import orjson

from chassis.headers import INTERNAL_SECRET
from chassis.sse import EVENTS, KEEP_ALIVE_SECONDS, read_events
from gateway.settings import GatewaySettings
from gateway.telemetry import fetching

# Idle connections close here before uvicorn closes them there (5 s), so that no request meets a closing one.
IDLE_SECONDS = 4.0
SILENCE_SECONDS = 3 * KEEP_ALIVE_SECONDS
"""A stream that is silent for so long has died."""
LONGEST_EVENT = 4_194_304
ACCEPT = "application/graphql-response+json, application/json"


class Answer(NamedTuple):
    """A GraphQL response."""

    data: dict[str, Any] | None
    errors: list[dict[str, Any]]


class Unavailable(Exception):
    """No GraphQL response in time; the text says why, for the log."""


class Subgraphs:
    """Client of all subgraphs of one gateway process."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._addresses = settings.subgraphs
        self._deadline = settings.subgraph_seconds
        self._deadlines = settings.subgraph_deadlines
        self._secret = settings.internal_secret.get_secret_value()

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={"Content-Type": "application/json", "Accept": ACCEPT, INTERNAL_SECRET: self._secret},
            auto_decompress=True,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def ask(self, graph: str, body: bytes, headers: Mapping[str, str], repeatable: bool) -> Answer:
        """Post an operation; one that may be repeated is sent once more if its connection was just closing."""
        with fetching(graph) as trace:
            return await self._ask(graph, body, {**headers, **trace}, repeatable)

    async def _ask(self, graph: str, body: bytes, headers: Mapping[str, str], repeatable: bool) -> Answer:
        try:
            async with asyncio.timeout(self._deadlines.get(graph, self._deadline)):
                try:
                    return _answer(await self._post(graph, body, headers))
                except aiohttp.ServerDisconnectedError:
                    if not repeatable:
                        raise
                    return _answer(await self._post(graph, body, headers))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unavailable(f"{type(error).__name__}: {error}") from error

    async def stream(self, graph: str, body: bytes, headers: Mapping[str, str]) -> AsyncGenerator[Answer | None]:
        """Answers to a subscription, None for a sign of life; `Unavailable` where it does not end as it should."""
        try:
            async with self._session.post(
                f"{self._addresses[graph]}/graphql",
                data=body,
                headers={**headers, "Accept": EVENTS},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._deadline, sock_read=SILENCE_SECONDS),
                read_bufsize=LONGEST_EVENT,
            ) as response:
                if response.content_type != EVENTS:
                    yield _answer(await response.read())
                    return
                async with aclosing(read_events(response.content)) as events:
                    async for event in events:
                        yield None if event is None else _checked(event)
        except (aiohttp.ClientError, TimeoutError, OSError, EOFError, ValueError) as error:
            raise Unavailable(f"{type(error).__name__}: {error}") from error

    async def readiness(self) -> dict[str, str]:
        """Subgraph → `ready`, or what it says instead."""
        states = await asyncio.gather(*(self._ready(graph) for graph in self._addresses))
        return dict(zip(self._addresses, states, strict=True))

    async def _ready(self, graph: str) -> str:
        try:
            async with asyncio.timeout(2), self._session.get(f"{self._addresses[graph]}/readyz") as response:
                return "ready" if response.status == 200 else (await response.text())[:500]
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"unreachable: {type(error).__name__}"

    async def _post(self, graph: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        async with self._session.post(f"{self._addresses[graph]}/graphql", data=body, headers=headers) as response:
            return await response.read()


def _answer(body: bytes) -> Answer:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unavailable(f"not JSON: {body[:80]!r}") from error
    return _checked(found)


def _checked(found: Any) -> Answer:
    if not isinstance(found, dict):
        raise Unavailable("not a GraphQL response")
    data, errors = found.get("data"), found.get("errors") or []
    if not isinstance(data, dict | None) or not _is_error_list(errors) or (data is None and not errors):
        raise Unavailable("not a GraphQL response")
    return Answer(data, errors)


def _is_error_list(errors: Any) -> bool:
    return isinstance(errors, list) and all(isinstance(error, dict) for error in errors)
