"""What operations.md tells whoever keeps the containers to do; after the thread, since the sample adds to it."""

import time

import orjson
import pytest

from deploy.compose.places import CREDENTIALS, SECRETS
from deploy.embedded.databases import SERVICES
from tests.chaos.fire import PARKED
from tests.docker.compose import Compose, docker
from tests.docker.ground import Containers
from tests.harness.deployment import Deployment
from tests.journeys.services import PATIENCE as PATIENCE_SECONDS
from tests.journeys.services import number
from tests.journeys.story.thread import Told

OWN_BUDGET = '{ fundSummary(regionCode: "652800", fiscalYear: 2020, scope: OWN_BUDGET) { receivedAmount } }'


def operate(compose: Compose, *words: str) -> str:
    return compose("run", "--rm", "-T", "operator", *words)


def test_the_sample_is_loaded_and_loading_it_again_is_harmless(told: Told, compose: Compose) -> None:
    """At the end of the thread the days of the sample have come."""
    deployed, received = told.complete().deployment, set()
    for _ in range(2):
        compose("run", "--rm", "-T", "sample")
        answer = deployed.graphql(OWN_BUDGET, persona="prefecture_finance")
        received.add(answer["data"]["fundSummary"]["receivedAmount"])
    (amount,) = received
    assert float(amount) > 0


def test_the_record_of_every_service_is_verified(deployed: Deployment, compose: Compose) -> None:
    answer = operate(compose, "audit", "verify")
    assert [line.partition(":")[0] for line in answer.splitlines()] == list(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_events_are_sent_again_as_the_user_who_may(deployed: Deployment, compose: Compose, service: str) -> None:
    assert operate(compose, "events", "republish", "--service", service).startswith(f"{service}: ")


def test_what_waits_is_listed(deployed: Deployment, compose: Compose) -> None:
    before = number(deployed, "funds", PARKED)
    Containers(compose).tamper(deployed, "poison", "projects", 0)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while number(deployed, "funds", PARKED) == before:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert " funds " in operate(compose, "events", "parked", "list", "--service", "funds")


def test_no_key_is_in_the_image_or_told_by_the_engine(deployed: Deployment, compose: Compose) -> None:
    kept = compose("run", "--rm", "-T", "keys", "cat", str(CREDENTIALS))
    running = docker("ps", "-q", "--filter", f"label=com.docker.compose.project={compose.project}").split()
    shown = docker("history", "--no-trunc", "jiadi") + docker("inspect", "jiadi", *running)
    secrets: dict[str, str] = orjson.loads(kept)
    assert len(secrets) > len(SERVICES)
    assert not [name for name, secret in secrets.items() if secret in shown]


def test_the_image_has_nothing_where_keys_will_be(deployed: Deployment) -> None:
    files = docker("run", "--rm", "--no-healthcheck", "jiadi", "find", str(SECRETS), "-type", "f").split()
    assert files
    assert all(file.endswith("/.keep") for file in files)
