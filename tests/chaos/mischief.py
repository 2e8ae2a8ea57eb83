"""What goes wrong while the thread is told: killed processes, repeated and unreadable events, a held-back sealer."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self

import psycopg
from kafka import KafkaProducer, TopicPartition

from chassis.consumer import group_of
from chassis.kafka import PARTITIONS, consumer
from chassis.republish import republish
from chassis.settings import ServiceSettings
from cli.inventory import service
from deploy.embedded.child import PidFile
from deploy.embedded.databases import SERVICES
from deploy.embedded.processes import GATEWAY
from published.catalogue import topic_of
from tests.harness.deployment import Deployment
from tests.harness.run import SERVERS, Run
from tests.journeys.story.telling import Act, Story

OURS = (*(f"{name}.{part}" for name in SERVICES for part in ("api", "worker")), GATEWAY)
HOLD_SECONDS = 3.0
THREADS = 16


@dataclass
class Mischief:
    """A watcher of a story: before some acts it does harm, and lets the act run into it.

    `share` of the acts are struck; the seed decides which, and by what. `done` counts what was done.
    """

    run: Run
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
        self._strike(deployment, self._random.choice(OURS))

    def _kill_server(self, _: Deployment) -> None:
        """The host of the test run starts it again, as a supervisor does."""
        victim = self._random.choice(SERVERS)
        self.done[victim] += 1
        pid = PidFile(self.run.layout(victim).run / f"{victim}.pid").pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def _repeat(self, deployment: Deployment) -> None:
        """Old events after newer ones: duplicates, and out of order."""
        name = self._random.choice(SERVICES)

        def again() -> None:
            self.done["events told twice"] += republish(service(name), _settings(deployment, name))

        self._later(again)

    def _poison(self, deployment: Deployment) -> None:
        """It is parked by each service that reads the topic."""
        name, partition = self._random.choice(SERVICES), self._random.randrange(PARTITIONS)
        self.done["to be parked"] += sum(name in service(each).neighbours for each in SERVICES)
        self._later(lambda: _send(deployment, name, partition))

    def _hold_back(self, deployment: Deployment) -> None:
        """A transaction that has an id and does nothing: nothing after it may be sealed while it is open."""
        name = self._random.choice(SERVICES)
        self._later(lambda: _hold(deployment, name))

    def _rewind(self, deployment: Deployment) -> None:
        """The offsets of a service go back to the beginning while its worker is down."""
        name = self._random.choice(SERVICES)
        self._strike(deployment, f"{name}.worker", meanwhile=lambda: _reset_offsets(deployment, name))

    def _strike(self, deployment: Deployment, victim: str, meanwhile: Callable[[], None] | None = None) -> None:
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

    def _later(self, work: Callable[[], None]) -> None:
        self._begun.append(self._threads.submit(_until_it_works, work))


def _until_it_works(work: Callable[[], None], seconds: float = 120.0) -> None:
    """Broker or database may be down through another mischief."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return work()
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _settings(deployment: Deployment, name: str) -> ServiceSettings:
    worker = deployment.processes[f"{name}.worker"].program.settings
    return ServiceSettings.model_validate({key.removeprefix("JIADI_").lower(): each for key, each in worker.items()})


def _send(deployment: Deployment, name: str, partition: int) -> None:
    producer = KafkaProducer(bootstrap_servers=deployment.wiring.kafka)
    try:
        topic = topic_of(name, deployment.wiring.topic_prefix)
        producer.send(topic, b"this is no event", partition=partition).get(timeout=20)
    finally:
        producer.close()


def _hold(deployment: Deployment, name: str) -> None:
    with psycopg.connect(deployment.wiring.databases[name].runtime) as connection:
        connection.execute("SELECT pg_current_xact_id()")
        time.sleep(HOLD_SECONDS)


def _reset_offsets(deployment: Deployment, name: str) -> None:
    source = consumer(_settings(deployment, name), group_of(service(name)))
    try:
        topics = [topic_of(each, deployment.wiring.topic_prefix) for each in service(name).neighbours]
        partitions = [TopicPartition(topic, number) for topic in topics for number in range(PARTITIONS)]
        source.assign(partitions)
        source.seek_to_beginning(*partitions)
        for partition in partitions:
            source.position(partition)
        source.commit()
    finally:
        source.close(autocommit=False)
