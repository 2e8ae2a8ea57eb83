import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.account import Account

Check = Callable[[], Awaitable[bool]]
Step = Callable[[], Awaitable[None]]


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
    account: Account = Account()
    ready: Check = _at_once
    equip: Step = _nothing
    after: tuple[str, ...] = ()
    is_job: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    ports: tuple[str, ...] = ()


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
