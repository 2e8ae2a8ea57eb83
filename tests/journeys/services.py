"""What the journeys need to know of a service's inside: its facts, whether its record is intact, whether it rests."""

import time
from typing import Any

from pydantic import SecretStr
from sqlalchemy import create_engine

from chassis import audit
from chassis.dump import Fact, canonical, facts_of
from chassis.settings import ServiceSettings, with_driver
from cli.inventory import service
from deploy.embedded.databases import SERVICES
from tests.harness.deployment import Deployment

PATIENCE = 60.0
TOLD = "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM journal)"
UNSEALED = "SELECT (SELECT count(*) FROM journal) - (SELECT count(*) FROM seal)"
UNSENT = "SELECT coalesce(max(seq), 0) - coalesce((SELECT max(seq) FROM relay), 0) FROM seal"


def verify(deployment: Deployment, name: str) -> audit.Audit:
    """The audit of one service's record."""
    settings = ServiceSettings(database_url=SecretStr(deployment.wiring.databases[name].owner))
    return audit.verify(service(name), settings)


def dump(deployment: Deployment) -> list[str]:
    """The canonical dump of all three services."""
    facts: list[Fact] = []
    for name in SERVICES:
        engine = create_engine(with_driver(deployment.wiring.databases[name].owner))
        with engine.connect() as connection:
            facts += facts_of(name, connection, service(name).metadata)
        engine.dispose()
    return canonical(facts)


def settle(deployment: Deployment) -> None:
    """Wait until every event has been sealed, relayed and taken in by those that consume it."""
    deadline, before = time.monotonic() + PATIENCE, -1
    while time.monotonic() < deadline:
        now = sum(number(deployment, name, TOLD) for name in SERVICES)
        waiting = sum(number(deployment, name, each) for name in SERVICES for each in (UNSEALED, UNSENT))
        if now == before and waiting == 0:
            return
        before = now
        time.sleep(0.5)
    raise AssertionError("the services did not come to rest")


def number(deployment: Deployment, name: str, statement: Any) -> int:
    """What a statement that answers one number answers."""
    with deployment.database(name) as connection:
        row = connection.execute(statement).fetchone()
        assert row is not None
        return int(row[0])
