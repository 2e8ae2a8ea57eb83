"""Some of the writers that bind from one pot, as a process: `python -m tests.load.binders`.

It reads Work as JSON from standard input, waits for a line, binds until the time is over and prints a Count as JSON.
"""

import asyncio
import itertools
import sys
import time
from uuid import UUID

from pydantic import BaseModel

from chassis import log
from chassis.auth import Grant, Identity
from chassis.commands import Call, execute
from chassis.runtime import Runtime
from chassis.settings import ServiceSettings
from chassis.tables import new_id
from services.funds.binding.commands import bind_funding
from services.funds.service import SERVICE

COUNTY = "652822"
COUNTY_FINANCE = Identity("county_finance", "县财政", (Grant("COUNTY_FINANCE", COUNTY),))


class Work(BaseModel):
    """From which pot to which projects, by how many writers at a time, for how long."""

    pot: UUID
    projects: list[UUID]
    writers: int
    seconds: float


class Count(BaseModel):
    """How many bindings were accepted, in how many seconds."""

    accepted: int
    seconds: float


async def bind_until(runtime: Runtime, work: Work) -> Count:
    """Every writer gives its next command when it has the answer to the one before."""
    projects = itertools.cycle(work.projects)
    began = time.perf_counter()

    async def write() -> int:
        count = 0
        while time.perf_counter() < began + work.seconds:
            await bind(runtime, work.pot, next(projects))
            count += 1
        return count

    counts = await asyncio.gather(*(write() for _ in range(work.writers)))
    return Count(accepted=sum(counts), seconds=time.perf_counter() - began)


async def bind(runtime: Runtime, pot: UUID, project: UUID) -> None:
    """One fen."""
    given = {
        "project_id": str(project),
        "allocation_id": str(pot),
        "amount": "0.01",
        "purpose": "PRO_POOR",
        "bound_on": "2020-03-26",
    }
    outcome = await execute(runtime, bind_funding, given, Call(COUNTY_FINANCE, str(new_id()), "of-the-load"))
    if outcome.errors:
        raise SystemExit(f"refused: {outcome.errors}")


async def _work(work: Work) -> Count:
    runtime = Runtime(SERVICE, ServiceSettings())
    try:
        await asyncio.gather(*(bind(runtime, work.pot, work.projects[0]) for _ in range(work.writers)))
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        return await bind_until(runtime, work)
    finally:
        await runtime.close()


def main() -> None:
    """Entry point."""
    log.configure("binders", "WARNING")
    print(asyncio.run(_work(Work.model_validate_json(sys.stdin.readline()))).model_dump_json())


if __name__ == "__main__":
    main()
