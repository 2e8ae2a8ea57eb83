"""What the journeys need to know of a service's inside: its facts, whether its record is intact, whether it rests."""

import time
from collections import Counter
from typing import Any

from pydantic import SecretStr
from sqlalchemy import create_engine

from chassis import audit
from chassis.backlog import read_backlog
from chassis.dump import Fact, canonical, facts_of
from chassis.settings import ClockKind, ServiceSettings, with_driver
from cli.inventory import service
from deploy.embedded.databases import SERVICES
from tests.harness.deployment import Deployment

PATIENCE = 60.0
EVENTS = "SELECT event_id, event_type FROM journal WHERE event_type IS NOT NULL"
INBOX = "SELECT handler, event_id FROM inbox"


def verify(deployment: Deployment, name: str) -> audit.Audit:
    """The audit of one service's record."""
    return audit.verify(service(name), _settings(deployment, name))


def _settings(deployment: Deployment, name: str) -> ServiceSettings:
    return ServiceSettings(database_url=SecretStr(deployment.wiring.databases[name].owner), clock=ClockKind.DB)


def dump(deployment: Deployment) -> list[str]:
    """The canonical dump of all three services."""
    facts: list[Fact] = []
    for name in SERVICES:
        engine = create_engine(with_driver(deployment.wiring.databases[name].owner))
        with engine.connect() as connection:
            facts += facts_of(name, connection, service(name).metadata)
        engine.dispose()
    return canonical(facts)


def difference(found: list[str], expected: list[str]) -> list[str]:
    """Facts that one dump has and the other has not; + is too much, - is lost."""
    more, less = Counter(found) - Counter(expected), Counter(expected) - Counter(found)
    return [f"+ {line}" for line in more.elements()] + [f"- {line}" for line in less.elements()]


def settle(deployment: Deployment) -> None:
    """Wait until nothing is left to do: all sealed and relayed, every event taken in, every business date worked off.

    What handlers and jobs record is asked for twice, since one may end while the other is looked at.
    """
    deadline = time.monotonic() + PATIENCE
    while left := [*untaken(deployment), *_left_at_home(deployment), *untaken(deployment)]:
        assert time.monotonic() < deadline, f"the services did not come to rest: {left[:10]}"
        time.sleep(0.2)


def _left_at_home(deployment: Deployment) -> list[str]:
    backlogs = {name: read_backlog(service(name), _settings(deployment, name)) for name in SERVICES}
    return [f"{name}: {each}" for name, each in backlogs.items() if each.unsealed or each.unrelayed or each.missed]


def untaken(deployment: Deployment) -> list[tuple[str, str, str]]:
    """(service, handler, event id) of every recorded event that a handler which consumes it has not taken in."""
    recorded = [each for name in SERVICES for each in _rows(deployment, name, EVENTS)]
    return sorted(
        (name, handler.name, str(event_id))
        for name in SERVICES
        for taken in [set(_rows(deployment, name, INBOX))]
        for handler in service(name).handlers
        for event_id, event_type in recorded
        if event_type in handler.types and (handler.name, event_id) not in taken
    )


def _rows(deployment: Deployment, name: str, statement: Any) -> list[tuple[Any, ...]]:
    with deployment.database(name) as connection:
        return connection.execute(statement).fetchall()


def number(deployment: Deployment, name: str, statement: Any) -> int:
    """What a statement that answers one number answers."""
    with deployment.database(name) as connection:
        row = connection.execute(statement).fetchone()
        assert row is not None
        return int(row[0])
