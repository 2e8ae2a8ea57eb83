import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import aiohttp

from deploy.embedded.account import OURSELVES, Account

Check = Callable[[], Awaitable[bool]]
Step = Callable[[], Awaitable[None]]
HTTP_PATIENCE = aiohttp.ClientTimeout(total=5)


async def _at_once() -> bool:
    return True


async def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Part:
    """One process of the stack: how to run it, how to know that it is ready, what must be ready before it.

    `ready` is asked until it says yes; a job is ready once it has ended with exit code 0. `equip` runs once per start
    of the stack, as soon as the part is ready and before what comes `after` it, so it must be repeatable.
    `ports` are names in the ports file that must be free before the start.
    """

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    account: Account = OURSELVES
    ready: Check = _at_once
    equip: Step = _nothing
    after: tuple[str, ...] = ()
    is_job: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    ports: tuple[str, ...] = ()


def stays_up(seconds: float) -> Check:
    """Ready when it has lived so long: for a process that nobody can ask."""

    async def check() -> bool:
        await asyncio.sleep(seconds)
        return True

    return check


def answers_http(url: str) -> Check:
    """Ready when a GET is answered by 200."""

    async def check() -> bool:
        try:
            async with aiohttp.ClientSession(timeout=HTTP_PATIENCE) as session, session.get(url) as answer:
                return answer.status == HTTPStatus.OK
        except (aiohttp.ClientError, TimeoutError):
            return False

    return check


def answers_on(host: str, port: int) -> Check:
    """Ready when something accepts a connection there."""

    async def check() -> bool:
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            return False
        writer.close()
        return True

    return check
