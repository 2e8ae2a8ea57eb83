"""The orchard service behind its HTTP door with a sealer, as those who listen to it see it."""

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg.types.json import Jsonb

from chassis.runtime import Runtime
from chassis.seal_loop import SealLoop
from tests.harness.events import EVENTS, subscribed
from tests.integration.graph.conftest import placed

PLANTED = """subscription Planted($region: RegionCode!) {
  orchardPlanted(regionCode: $region) { code doubled letters region { code } }
}"""
ROW = "INSERT INTO orchard (id, version, code, kind, value, region_id, region_code, region_path, issuer)"
ROW += " VALUES (%s, 1, %s, 'OPERATING', 100, %s, %s, %s, %s)"
JOURNAL = "INSERT INTO journal (recorded_at, actor, action, entity_type, entity_id, entity_version, region_path,"
JOURNAL += " correlation_id) VALUES (now(), %s, %s, 'OrchardRow', %s, 1, %s, 'test')"


class Desk:
    """The orchard service behind its HTTP door, planted by SQL as a command would do it."""

    def __init__(self, runtime: Runtime, address: str) -> None:
        self.runtime = runtime
        self.address = address
        self.app: Any = None

    def headers(self, persona: str | None, **claims: Any) -> dict[str, str]:
        sent = {"jiadi-internal-secret": self.runtime.settings.internal_secret.get_secret_value()}
        if persona:
            sent["authorization"] = f"Bearer {self.runtime.tokens.token(persona, **claims)}"  # type: ignore[attr-defined]
        return sent

    def listen(self, persona: str | None = "county_office", region: str = "652822", **claims: Any) -> Any:
        return subscribed(self.address, PLANTED, {"region": region}, self.headers(persona, **claims))

    def plant(self, code: str, region: str = "652822", action: str = "orchard.plant", issuer: str = "") -> None:
        with psycopg.connect(self.runtime.settings.owner_url()) as connection:
            self.plant_by(connection, code, region, action, issuer)

    def plant_by(self, connection: Any, code: str, region: str, action: str, issuer: str = "") -> None:
        where, identifier = placed(region), uuid4()
        values = (where["region_id"], where["region_code"], where["region_path"])
        connection.execute(ROW, (identifier, code, *values, issuer))
        connection.execute(JOURNAL, (Jsonb({}), action, identifier, where["region_path"]))

    def backends(self) -> list[int]:
        """Server processes of the database that listen."""
        with psycopg.connect(self.runtime.settings.owner_url()) as connection:
            database = connection.info.dbname
        found = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND query LIKE 'LISTEN%%' OR query = 'SELECT 1 '"
        with psycopg.connect(self.superuser, autocommit=True) as connection:
            return [pid for (pid,) in connection.execute(found, [database])]

    superuser = ""

    async def rests(self) -> None:
        """Until nobody is listened to and no connection is held."""
        await until(lambda: self.runtime.newsroom.readers == 0 and len(self.app.state.streams) == 0)
        await until(lambda: self.backends() == [])
        assert self.runtime.reads.pool.checkedout() == 0  # type: ignore[attr-defined]


async def until(condition: Any, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(0.02)


@contextmanager
def sealing(runtime: Runtime) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=SealLoop(runtime, Event()).run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


def code(answer: Any) -> str:
    return str(answer["data"]["orchardPlanted"]["code"])


def refusal(answers: list[Any]) -> tuple[str, str]:
    (answer,) = answers
    assert answer["data"] is None
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["message"]


def sealed(desk: Desk, prefix: str) -> list[str]:
    """Codes in the order of their seals."""
    with psycopg.connect(desk.runtime.settings.owner_url()) as connection:
        rows = connection.execute(
            "SELECT code FROM seal JOIN journal ON journal.id = journal_id JOIN orchard ON orchard.id = entity_id"
            " WHERE code LIKE %s ORDER BY seq",
            [f"{prefix}%"],
        )
        return [str(found) for (found,) in rows]


@contextmanager
def deaf(desk: Desk) -> Iterator[None]:
    """A client that asks and then reads nothing."""
    where = urlsplit(desk.address)
    body = json.dumps({"query": PLANTED, "variables": {"region": "652822"}})
    lines = [f"{name}: {value}" for name, value in desk.headers("county_office").items()]
    lines += [f"Accept: {EVENTS}", "Host: test", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect((where.hostname, where.port))
        client.sendall("\r\n".join(["POST /graphql HTTP/1.1", *lines, "", body]).encode())
        yield
