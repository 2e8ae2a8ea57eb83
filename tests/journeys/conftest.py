"""A deployment with the sample loaded."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cli.gateway_client import GatewayClient
from cli.sample import load
from deploy.embedded.processes import GATEWAY
from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.client import Client
from tests.journeys.services import dump, settle
from tests.journeys.story.diary import Diary
from tests.journeys.story.matrix import Matrix
from tests.journeys.story.mistakes import Mistakes
from tests.journeys.story.telling import FIRST_DAY, Story
from tests.journeys.story.thread import Told, tell


def load_sample(deployment: Deployment) -> None:
    """Load the sample as the first start does, through the gateway, and wait until every service knows it."""
    address = f"{deployment.wiring.url(GATEWAY)}/graphql"
    asyncio.run(load(GatewayClient(address, deployment.token("platform_operator"))))
    settle(deployment)


def load_regions(story: Story) -> None:
    """Load the regions of the sample alone: the thread brings everything else."""
    deployment = story.deployment
    address = f"{deployment.wiring.url(GATEWAY)}/graphql"
    asyncio.run(load(GatewayClient(address, deployment.token("platform_operator")), only={"regionImport"}))
    settle(deployment)


@contextmanager
def beginning(test_run: Run) -> Iterator[Story]:
    """A story that can be told, in a deployment of its own."""
    with Deployment.start(test_run, today=FIRST_DAY) as deployment:
        story = Story(deployment)
        load_regions(story)
        yield story


@pytest.fixture(scope="session")
def undisturbed(test_run: Run) -> list[str]:
    """What the three services hold once the thread has been told without disturbance."""
    with beginning(test_run) as story:
        tell(story).complete()
        settle(story.deployment)
        return dump(story.deployment)


@pytest.fixture(scope="session")
def loaded(test_run: Run) -> Iterator[Deployment]:
    """One for all journeys that may live beside others."""
    with Deployment.start(test_run) as deployment:
        load_sample(deployment)
        yield deployment


@pytest.fixture(scope="session")
def matrix() -> Matrix:
    """Every act of the thread tried by every role."""
    return Matrix()


@pytest.fixture(scope="session")
def mistaken() -> Mistakes:
    """Every act of the thread with each input made wrong."""
    return Mistakes()


@pytest.fixture(scope="session")
def diary() -> Diary:
    """What the boards showed at the end of each day of the thread."""
    return Diary()


@pytest.fixture(scope="session")
def told(test_run: Run, matrix: Matrix, mistaken: Mistakes, diary: Diary) -> Iterator[Told]:
    """The whole thread, told once in a deployment of its own whose clock begins in January 2020."""
    with Deployment.start(test_run, today=FIRST_DAY) as deployment:
        story = Story(deployment, watchers=[matrix, mistaken], evenings=[diary])
        load_regions(story)
        yield tell(story)


@pytest.fixture
def client(loaded: Deployment) -> Client:
    return Client(loaded)
