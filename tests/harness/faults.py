"""A subgraph that misbehaves on demand."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

ANSWERS = {
    "html": (502, b"<html>bad gateway</html>"),
    "empty": (200, b"{}"),
    "list": (200, b"[1]"),
    "shape": (200, b'{"data": {"_entities": "none", "shops": {"id": 1}, "shop": 7}}'),
    "masked": (500, b'{"errors": [{"message": "stack trace of the inside"}]}'),
}


SLOW_SECONDS = 1.5


class Misbehaving:
    """Wraps an ASGI application; `mode` is None, slow (a good answer, late), dropped, or a key of ANSWERS."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app
        self.mode: str | None = None
        self.ready = True
        self.requests = 0

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] == "/graphql":
            self.requests += 1
            if self.mode == "slow":
                await asyncio.sleep(SLOW_SECONDS)
            elif self.mode is not None:
                return await self._misbehave(send)
        if scope["type"] == "http" and scope["path"] == "/readyz":
            return await _reply(send, *((200, b"ready") if self.ready else (503, b"migrating")))
        await self._app(scope, receive, send)
        return None

    async def _misbehave(self, send: Any) -> None:
        if self.mode == "dropped":
            raise ConnectionAbortedError
        status, body = ANSWERS.get(str(self.mode), (200, b"{}"))
        await _reply(send, status, body)


async def _reply(send: Any, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
