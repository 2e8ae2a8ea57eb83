"""Two example services with databases of their own, as a test sees them."""

import asyncio
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from pydantic import SecretStr

from chassis import migrate
from chassis.auth import Grant, Identity
from chassis.commands import Call, Command, execute
from chassis.consistency import missing
from chassis.outcome import Outcome
from chassis.runtime import Runtime
from chassis.service import Service
from chassis.settings import ClockKind, ServiceSettings
from chassis.worker import Worker, parts_of
from deploy.embedded.databases import DatabaseAddress, create_database, database_address, grant_runtime
from tests.harness.databases import server_address
from tests.harness.run import Run
from tests.integration.chassis.example import listener, teller

OPERATOR = Identity("operator", "平台管理员", (Grant("PLATFORM_OPERATOR", "*"),))
OFFICE = Identity("office", "扶贫办", (Grant("COUNTY_OFFICE", "652822"),))
LEADERS = Identity("leaders", "领导小组", (Grant("COUNTY_LEADING_GROUP", "652822"),))
STRANGER = Identity("stranger", "外县", (Grant("COUNTY_OFFICE", "652201"),))
REGIONS = {"652822": "/1/2/", "652201": "/1/3/"}


@contextmanager
def empty_database(run: Run, service: str, template: str = "template0") -> Iterator[DatabaseAddress]:
    """A database with nothing in it, or a copy of a template; dropped at the end."""
    server = server_address(run)
    name = f"example_{service}_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        create_database(connection, service, name, template)
    address = database_address(server, run.credentials("postgres"), service, name)
    if template == "template0":
        grant_runtime(address.owner, service)
    try:
        yield address
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def settings_for(address: DatabaseAddress, **others: Any) -> ServiceSettings:
    """Settings of a process of the service, on the movable clock."""
    return ServiceSettings(
        database_url=SecretStr(address.runtime),
        owner_database_url=SecretStr(address.owner),
        digest_key=SecretStr("a digest key of the tests"),
        clock=ClockKind.DB,
        **others,
    )


def first_migration(service: Service, address: DatabaseAddress) -> None:
    """Write the migration that makes an empty database fit the models."""
    (service.migrations / "versions").mkdir(parents=True)
    migrate.revise(service, settings_for(address), "first")


def services(migrations: Path) -> dict[str, Service]:
    """Both example services, with migrations under a folder."""
    return {"projects": teller.service(migrations / "projects"), "funds": listener.service(migrations / "funds")}


class Desk:
    """Calls commands of a service, and looks into its database."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    async def call(
        self, command: Command, raw: Mapping[str, Any], who: Identity = OFFICE, key: str | None = None, **others: Any
    ) -> Outcome:
        """Run a command under a fresh key unless one is given."""
        call = Call(who, key or secrets.token_hex(16), "correlation-of-the-test", **others)
        return await execute(self.runtime, command, raw, call)

    async def import_regions(self) -> None:
        for code, path in REGIONS.items():
            outcome = await self.call(teller.import_region, {"code": code, "name": code, "path": path}, OPERATOR)
            assert not outcome.errors

    async def register(self, name: str, **others: Any) -> Outcome:
        return await self.call(teller.register_organisation, {"region_code": "652822", "name": name}, **others)

    async def change(self, identifier: Any, **columns: Any) -> Outcome:
        return await self.call(teller.change_organisation, {"id": identifier, **columns})

    def rows(self, statement: str, **parameters: Any) -> list[Any]:
        """What the owner of the tables reads."""
        with psycopg.connect(self.owner_url) as connection:
            return connection.execute(statement.encode(), parameters).fetchall()

    def run_as_owner(self, statement: str, **parameters: Any) -> None:
        with psycopg.connect(self.owner_url) as connection:
            connection.execute(statement.encode(), parameters)

    @property
    def owner_url(self) -> str:
        url = self.runtime.settings.owner_database_url
        assert url is not None
        return url.get_secret_value()


class Stage:
    """Both services and their workers, the workers as threads of this process."""

    def __init__(self, runtimes: dict[str, Runtime]) -> None:
        self.runtimes = runtimes
        self.desk = Desk(runtimes["projects"])
        self.listener = Desk(runtimes["funds"])
        self._workers: dict[str, Worker] = {}

    def start(self, *names: str) -> None:
        """Start the workers of these services (all if none is named)."""
        for name in names or tuple(self.runtimes):
            self._workers[name] = Worker(parts_of(self.runtimes[name]))
            self._workers[name].start()

    def stop(self, name: str) -> None:
        worker = self._workers.pop(name)
        worker.stop()
        worker.wait()
        assert not worker.failed

    async def close(self) -> None:
        for name in tuple(self._workers):
            self.stop(name)
        for runtime in self.runtimes.values():
            await runtime.close()

    async def arrived(self, outcome: Outcome) -> bool:
        return await missing(self.runtimes["funds"], outcome.consistency_token) is None

    def tellings(self) -> int:
        """How often the counting handler took effect."""
        return int(self.listener.rows("SELECT coalesce(sum(times), 0) FROM telling")[0][0])


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something that comes about by itself."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(0.02)
