"""A worker killed in the middle of the thread leaves the same facts as an undisturbed run."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine

from chassis.dump import Fact, canonical, facts_of
from chassis.settings import with_driver
from deploy.embedded.databases import SERVICES
from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.client import Client
from tests.journeys.conftest import load_sample
from tests.journeys.services import metadata_of, verify
from tests.journeys.skeleton import Thread

PATIENCE = 60.0


@pytest.fixture(scope="module")
def undisturbed(test_run: Run) -> Iterator[list[str]]:
    with Deployment.start(test_run) as deployment:
        load_sample(deployment)
        Thread(Client(deployment), "线", 1).run()
        settle(deployment)
        yield dump(deployment)


def dump(deployment: Deployment) -> list[str]:
    facts: list[Fact] = []
    for service in SERVICES:
        engine = create_engine(with_driver(deployment.wiring.databases[service].owner))
        with engine.connect() as connection:
            facts += facts_of(service, connection, metadata_of(service))
        engine.dispose()
    return canonical(facts)


def settle(deployment: Deployment) -> None:
    """Wait until every event has been sealed, relayed and taken in by those that consume it."""
    deadline, before = time.monotonic() + PATIENCE, -1
    while time.monotonic() < deadline:
        now = sum(_told(deployment, service) for service in SERVICES)
        if now == before and all(_relayed(deployment, service) for service in SERVICES):
            return
        before = now
        time.sleep(0.5)
    raise AssertionError("the services did not come to rest")


def _told(deployment: Deployment, service: str) -> int:
    return int(_one(deployment, service, "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM journal)"))


def _relayed(deployment: Deployment, service: str) -> bool:
    unsealed = _one(deployment, service, "SELECT (SELECT count(*) FROM journal) - (SELECT count(*) FROM seal)")
    behind = _one(
        deployment, service, "SELECT coalesce(max(seq), 0) - coalesce((SELECT max(seq) FROM relay), 0) FROM seal"
    )
    return bool(unsealed == 0 and behind == 0)


def _one(deployment: Deployment, service: str, statement: str) -> Any:
    with deployment.database(service) as connection:
        row = connection.execute(statement).fetchone()
        assert row is not None
        return row[0]


@pytest.mark.parametrize("victim", [f"{service}.worker" for service in SERVICES])
def test_a_killed_worker_loses_and_doubles_nothing(test_run: Run, undisturbed: list[str], victim: str) -> None:
    with Deployment.start(test_run) as deployment:
        load_sample(deployment)
        thread = Thread(Client(deployment), "线", 1)
        for step in (thread.parties, thread.receive, thread.allocate, thread.declare):
            step()
        thread.approve()
        deployment.kill(victim)
        deployment.restart(victim)
        thread.bind()
        deployment.kill(victim)
        deployment.restart(victim)
        thread.register()
        settle(deployment)
        assert dump(deployment) == undisturbed
        for service in SERVICES:
            assert verify(deployment, service).clean


def test_a_changed_byte_in_any_journal_row_is_found(test_run: Run) -> None:
    with Deployment.start(test_run) as deployment:
        load_sample(deployment)
        settle(deployment)
        assert verify(deployment, "funds").clean
        count = _one(deployment, "funds", "SELECT count(*) FROM journal")
        for place in (1, count // 2, count):
            row = _one(deployment, "funds", f"SELECT journal_id FROM seal WHERE seq = {place}")  # noqa: S608
            with deployment.database("funds") as owner:
                owner.execute("UPDATE journal SET action = action || 'x' WHERE id = %s", [row])
            found = verify(deployment, "funds")
            assert not found.clean
            assert found.seq == place
            with deployment.database("funds") as owner:
                owner.execute("UPDATE journal SET action = left(action, -1) WHERE id = %s", [row])
        assert verify(deployment, "funds").clean
