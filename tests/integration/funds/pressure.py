"""Many writers who bind from one pot for a while, by the command's boundary and by GraphQL, with repeats.

JIADI_PRESSURE_SECONDS=60 makes the test that uses it (in test_pressure.py) as long as one likes.
"""

import asyncio
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chassis.auth import Grant, Identity
from chassis.commands import Call, execute
from chassis.leader import SEAL_LOCK, Leader
from chassis.runtime import Runtime
from chassis.sealer import Sealer
from chassis.tables import new_id
from published.money import Fen, format_yuan
from services.funds.binding.commands import bind_funding
from tests.integration.funds.scene import COUNTY, Scene, binding

COUNTY_FINANCE = Identity("county_finance", "县财政", (Grant("COUNTY_FINANCE", COUNTY),))
MOST_DIGITS = 5
"""Amounts have each number of digits alike often: small ones still fit when most is gone, large ones do not."""
TWINS, AGAIN, TOO_MUCH = 0.1, 0.1, 0.05
"""Shares of the calls that are sent twice at a time, that repeat one answered before, that ask for more than all."""
MORE_THAN_ALL = 10**10


@dataclass(frozen=True)
class Asked:
    """One call: what it asks for, in fen, and the key it is known by."""

    project: str
    amount: int
    key: str


@dataclass(frozen=True)
class Answered:
    """What came back: the id of what was bound, or the codes of the refusal."""

    funding: UUID | None
    codes: tuple[str, ...] = ()


@dataclass
class Press:
    """Who binds from which pot to which projects, and every answer by its call."""

    scene: Scene
    runtime: Runtime
    pot: str
    projects: Sequence[str]
    answers: dict[Asked, list[Answered]] = field(default_factory=dict)

    def accepted(self) -> dict[Asked, UUID]:
        """The calls that bound something."""
        first = ((asked, answers[0].funding) for asked, answers in self.answers.items())
        return {asked: funding for asked, funding in first if funding is not None}

    def codes(self) -> list[tuple[str, ...]]:
        """How each call was refused; empty for those that bound something."""
        return [answers[0].codes for answers in self.answers.values()]

    async def run(self, writers: int, by_graphql: int, seconds: float) -> None:
        """The first `by_graphql` writers come through GraphQL, the others call the command's boundary."""
        until = time.monotonic() + seconds
        await asyncio.gather(*(self._write(place, place < by_graphql, until) for place in range(writers)))

    async def all_ask(self, writers: int, amount: int) -> None:
        """Every writer asks for the same amount at the same moment."""
        calls = [Asked(self.projects[place % len(self.projects)], amount, str(new_id())) for place in range(writers)]
        await asyncio.gather(*(self._ask(call, graphql=False) for call in calls))

    async def _write(self, writer: int, graphql: bool, until: float) -> None:
        chance = random.Random(writer)  # noqa: S311 - no secret
        before: list[Asked] = []
        while time.monotonic() < until:
            again = before and chance.random() < AGAIN
            asked = chance.choice(before) if again else self._new(chance)
            twins = 2 if chance.random() < TWINS else 1
            await asyncio.gather(*(self._ask(asked, graphql) for _ in range(twins)))
            before.append(asked)

    def _new(self, chance: random.Random) -> Asked:
        amount = MORE_THAN_ALL if chance.random() < TOO_MUCH else int(10 ** chance.uniform(0, MOST_DIGITS))
        return Asked(chance.choice(self.projects), amount, str(new_id()))

    async def _ask(self, asked: Asked, graphql: bool) -> None:
        answered = await (self._by_graphql(asked) if graphql else self._by_command(asked))
        self.answers.setdefault(asked, []).append(answered)

    async def _by_command(self, asked: Asked) -> Answered:
        given = {
            "project_id": asked.project,
            "allocation_id": self.pot,
            "amount": format_yuan(Fen(asked.amount)),
            "purpose": "PRO_POOR",
            "bound_on": "2020-03-26",
        }
        outcome = await execute(self.runtime, bind_funding, given, Call(COUNTY_FINANCE, asked.key, "of-the-test"))
        codes = tuple(fault.code.value for fault in outcome.errors)
        return Answered(None if codes else UUID(str(outcome.ids)), codes)

    async def _by_graphql(self, asked: Asked) -> Answered:
        given = binding(asked.project, self.pot, format_yuan(Fen(asked.amount)))
        payload: dict[str, Any] = await asyncio.to_thread(
            self.scene.attempt, "BindProjectFunding", given, "county_finance", key=asked.key
        )
        codes = tuple(error["code"] for error in payload["errors"])
        return Answered(None if codes else UUID(payload["projectFunding"]["id"]), codes)


@contextmanager
def sealing(runtime: Runtime) -> Iterator[None]:
    """The sealer runs beside what is inside, as the worker's does."""
    stop = threading.Event()
    thread = threading.Thread(target=_seal_until, args=(runtime, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _seal_until(runtime: Runtime, stop: threading.Event) -> None:
    with Leader.compete(runtime.engine, SEAL_LOCK) as leader:
        assert leader is not None
        sealer = Sealer(leader, runtime.service, runtime.clock)
        while not stop.is_set():
            if not sealer.seal_new():
                stop.wait(0.01)
