"""Writers on few aggregates beside a sealer, for a while.

JIADI_PRESSURE_SECONDS=30 makes the test that uses it (in test_seal.py) as long as one likes.
"""

import asyncio
import threading
import time
from dataclasses import dataclass
from typing import Any

from chassis.leader import SEAL_LOCK, Leader
from chassis.sealer import Sealer
from tests.integration.chassis.stage import Desk


@dataclass(frozen=True)
class Pressed:
    """How many commands were accepted, in how many seconds."""

    accepted: int
    seconds: float


async def press(desk: Desk, writers: int, aggregates: int, seconds: float) -> Pressed:
    """Change few organisations from many writers; everything is sealed at the end."""
    identifiers = [(await desk.register(f"机构{number}")).ids for number in range(aggregates)]
    stop = threading.Event()
    sealing = threading.Thread(target=_seal_until, args=(desk, stop))
    sealing.start()
    began = time.monotonic()
    try:
        counts = await asyncio.gather(*(_write(desk, identifiers, n, began + seconds) for n in range(writers)))
    finally:
        stop.set()
        sealing.join()
    return Pressed(sum(counts), time.monotonic() - began)


async def _write(desk: Desk, identifiers: list[Any], writer: int, until: float) -> int:
    count = 0
    while time.monotonic() < until:
        outcome = await desk.change(identifiers[(writer + count) % len(identifiers)])
        assert outcome.errors == ()
        count += 1
    return count


def _seal_until(desk: Desk, stop: threading.Event) -> None:
    runtime = desk.runtime
    with Leader.compete(runtime.engine, SEAL_LOCK) as leader:
        assert leader is not None
        sealer = Sealer(leader, runtime.service, runtime.clock)
        while not stop.is_set() or sealer.seal_new():
            if not sealer.seal_new():
                stop.wait(0.01)
