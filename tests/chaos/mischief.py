"""What goes wrong while the thread is told: killed processes, repeated and unreadable events, a held-back sealer."""

import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self

import psycopg

from chassis.kafka import PARTITIONS
from cli.inventory import service
from deploy.embedded.databases import SERVICES
from deploy.embedded.processes import RUNNING
from tests.chaos.ground import Ground
from tests.harness.deployment import Deployment
from tests.harness.run import SERVERS
from tests.journeys.story.telling import Act, Story

HOLD_SECONDS = 3.0
THREADS = 16


@dataclass
class Mischief:
    """A watcher of a story: before some acts it does harm, and lets the act run into it.

    `share` of the acts are struck; the seed decides which, and by what. `done` counts what was done.
    """

    ground: Ground
    seed: int
    share: float = 0.2
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - not a secret
        self._threads = ThreadPoolExecutor(THREADS)
        self._begun: list[Future[None]] = []
        self._down: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Only now may the threads end: a process that one of them started ends with it."""
        self._threads.shutdown(cancel_futures=True)

    def __call__(self, story: Story, _: Act) -> None:
        if self._random.random() > self.share:
            return
        kinds: dict[str, Callable[[Deployment], None]] = {
            "process killed": self._kill_ours,
            "server killed": self._kill_server,
            "events repeated": self._repeat,
            "unreadable event": self._poison,
            "sealer held back": self._hold_back,
            "topics read again": self._rewind,
        }
        weights = (5, 2, 1, 1, 1, 1)
        (kind,) = self._random.choices(list(kinds), weights)
        self.done[kind] += 1
        kinds[kind](story.deployment)

    def wait(self) -> None:
        """Until everything that was killed is up again; raises what could not be started."""
        for each in self._begun:
            each.result()

    def _kill_ours(self, deployment: Deployment) -> None:
        self._strike(deployment, self._random.choice(RUNNING))

    def _kill_server(self, _: Deployment) -> None:
        """Whoever watches over it starts it again."""
        victim = self._random.choice(SERVERS)
        self.done[victim] += 1
        self.ground.kill_server(victim)

    def _repeat(self, deployment: Deployment) -> None:
        """Old events after newer ones: duplicates, and out of order."""
        name = self._random.choice(SERVICES)

        def again() -> None:
            self.done["events told twice"] += self.ground.tamper(deployment, "repeat", name)

        self._later(again)

    def _poison(self, deployment: Deployment) -> None:
        """It is parked by each service that reads the topic."""
        name, partition = self._random.choice(SERVICES), self._random.randrange(PARTITIONS)
        self.done["to be parked"] += sum(name in service(each).neighbours for each in SERVICES)
        self._later(lambda: self.ground.tamper(deployment, "poison", name, partition))

    def _hold_back(self, deployment: Deployment) -> None:
        """A transaction that has an id and does nothing: nothing after it may be sealed while it is open."""
        name = self._random.choice(SERVICES)
        self._later(lambda: _hold(deployment, name))

    def _rewind(self, deployment: Deployment) -> None:
        """The offsets of a service go back to the beginning while its worker is down."""
        name = self._random.choice(SERVICES)
        self._strike(deployment, f"{name}.worker", meanwhile=lambda: self.ground.tamper(deployment, "rewind", name))

    def _strike(self, deployment: Deployment, victim: str, meanwhile: Callable[[], object] | None = None) -> None:
        """Kill a process, unless it is down already, and start it again while the story goes on."""
        if victim in self._down:
            return
        self.done[victim] += 1
        self._down.add(victim)
        deployment.kill(victim)

        def again() -> None:
            if meanwhile is not None:
                meanwhile()
            deployment.restart(victim)
            self._down.discard(victim)

        self._later(again)

    def _later(self, work: Callable[[], object]) -> None:
        self._begun.append(self._threads.submit(_until_it_works, work))


def _until_it_works(work: Callable[[], object], seconds: float = 120.0) -> None:
    """Broker or database may be down through another mischief."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            work()
            return
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _hold(deployment: Deployment, name: str) -> None:
    with psycopg.connect(deployment.wiring.databases[name].runtime) as connection:
        connection.execute("SELECT pg_current_xact_id()")
        time.sleep(HOLD_SECONDS)
