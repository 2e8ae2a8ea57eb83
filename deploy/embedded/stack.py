import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Collection
from functools import cached_property
from typing import Self
from urllib.parse import urlsplit

from deploy.embedded.databases import SERVICES, database_address
from deploy.embedded.home_lock import HomeLock
from deploy.embedded.issuer import DevelopmentIssuer
from deploy.embedded.keeper import Report
from deploy.embedded.layout import PROJECT, Layout
from deploy.embedded.part import Part, answers_http, stays_up
from deploy.embedded.personas import PERSONAS
from deploy.embedded.ports import LOOPBACK
from deploy.embedded.processes import GATEWAY, RUNNING, Program, Wiring, metrics_port_name, programs
from deploy.embedded.servers import Servers
from deploy.embedded.supervisor import Supervisor

WORKER_SETTLES_SECONDS = 0.5


class Stack:
    """The whole local deployment, or some of its parts.

    Parts: `postgres`, `kafka`, `seaweedfs`; for each service `<service>.migrate`, `<service>.api`,
    `<service>.worker`; `gateway`. `only` picks some; what they need must then be among them or run elsewhere.
    """

    def __init__(self, layout: Layout, report: Report, only: Collection[str] | None = None) -> None:
        self.layout = layout
        self.servers = Servers(layout)
        self.issuer = DevelopmentIssuer(layout.home)
        self._report = report
        self._only = only
        self._lock = HomeLock(layout)
        self._supervisor = Supervisor(layout, [], report)

    async def start(self) -> None:
        """Return when everything is ready; on an error nothing keeps running.

        Raises AlreadyRunningError, PortTakenError, JarError, CommandError, PartFailedError: each says what to do.
        """
        self._lock.acquire()
        try:
            self._supervisor = Supervisor(self.layout, await self._parts(), self._report)
            await self._supervisor.start()
        except BaseException:
            self._lock.release()
            raise

    async def stop(self) -> None:
        """Stop in reverse order; nothing of the stack runs afterwards."""
        await self._supervisor.stop()
        self._lock.release()

    async def wait(self) -> None:
        """Return only by the error of a part that can no longer be kept."""
        await self._supervisor.wait()

    async def restart(self, name: str) -> None:
        """Return when the new process of that part is ready. Raises KeyError for an unknown name."""
        await self._supervisor.restart(name)

    async def ready(self, name: str) -> None:
        """Return when the part is ready, at once if it is. Raises KeyError for an unknown name."""
        await self._supervisor.ready(name)

    def pid(self, name: str) -> int | None:
        """The process id of a part while it runs. Raises KeyError for an unknown name."""
        return self._supervisor.pid(name)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def addresses(self) -> dict[str, str]:
        """Where each part that can be reached is, without passwords: `graphql`, `postgres`, `kafka`, `s3`, services."""
        postgres, bucket = urlsplit(self.servers.postgres), self.servers.bucket(SERVICES[0])
        return {
            "graphql": f"{self.wiring.url(GATEWAY)}/graphql",
            "postgres": f"{postgres.hostname}:{postgres.port}",
            "kafka": self.servers.kafka,
            "s3": bucket.public_endpoint or bucket.endpoint,
            **{service: self.wiring.url(service) for service in SERVICES},
        }

    def tokens(self) -> dict[str, str]:
        """A fresh token for every persona."""
        return {who.key: self.issuer.issue(who.key, who.name, who.grants) for who in PERSONAS.values()}

    @cached_property
    def wiring(self) -> Wiring:
        """What our processes are told."""
        keys, ports = self.layout.credentials, self.layout.ports
        return Wiring(
            databases={name: database_address(self.servers.postgres, keys, name) for name in SERVICES},
            kafka=self.servers.kafka,
            kafka_users=self.servers.kafka_users(),
            ports={name: ports.get(name) for name in (*SERVICES, GATEWAY)},
            metrics_ports={name: ports.get(metrics_port_name(name)) for name in RUNNING},
            jwks_file=self.issuer.jwks_file,
            issuer=self.issuer.name,
            internal_secret=keys.get("internal"),
            digest_key=keys.get("digest"),
            data_key=keys.get("data"),
            environment="embedded",
            clock=os.environ.get("JIADI_CLOCK", "db"),
            buckets={name: self.servers.bucket(name) for name in SERVICES},
            cors_origins=self.servers.cors_origins,
        )

    async def _parts(self) -> list[Part]:
        await asyncio.to_thread(self.servers.equip_existing)
        makers = [make for name, make in self.servers.own().items() if self._wants(name)]
        servers = await asyncio.gather(*(asyncio.to_thread(make) for make in makers))
        wanted = [program for program in programs(self.wiring) if self._wants(program.name)]
        return [*servers, *map(_part, wanted)]

    def _wants(self, name: str) -> bool:
        return self._only is None or name in self._only


async def serve(stack: Stack, on_ready: Callable[[], Awaitable[None]]) -> None:
    """Run the stack until SIGINT or SIGTERM; `on_ready` is awaited once everything is ready."""
    _cancel_at_first_signal()
    with contextlib.suppress(asyncio.CancelledError):
        async with stack:
            await on_ready()
            await stack.wait()


def _cancel_at_first_signal() -> None:
    """Further signals change nothing: the stop that has begun goes on in its order."""
    this = asyncio.current_task()
    signals: list[int] = []

    def stop(number: int) -> None:
        signals.append(number)
        if len(signals) == 1 and this is not None:
            this.cancel()

    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop, each)


def _part(program: Program) -> Part:
    ready = stays_up(WORKER_SETTLES_SECONDS)
    if program.port is not None:
        ready = answers_http(f"http://{LOOPBACK}:{program.port}/readyz")
    return Part(
        name=program.name,
        argv=(sys.executable, "-m", program.module),
        environment=program.environment(),
        folder=PROJECT,
        ready=ready,
        after=program.after,
        is_job=program.is_job,
        ports=_ports(program),
    )


def _ports(program: Program) -> tuple[str, ...]:
    own = () if program.port is None else (program.port_name,)
    return own if program.is_job else (*own, metrics_port_name(program.name))
