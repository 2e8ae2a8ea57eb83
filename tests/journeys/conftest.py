"""A deployment with the sample loaded."""

from collections.abc import Iterator

import pytest

from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.beginning import load_regions, load_sample
from tests.journeys.client import Client
from tests.journeys.story.diary import Diary
from tests.journeys.story.matrix import Matrix
from tests.journeys.story.mistakes import Mistakes
from tests.journeys.story.telling import FIRST_DAY, Story
from tests.journeys.story.thread import Told, tell


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
