"""The thread under fire in containers ends where an undisturbed one ends there. Told last: it takes longest."""

from pathlib import Path

import pytest

from tests.chaos.fire import tell_under_fire
from tests.chaos.report import Tally
from tests.docker.compose import Compose, docker
from tests.docker.conftest import SERVERS, deploy, project
from tests.docker.ground import Containers, kill_from_outside
from tests.harness.deployment import Deployment
from tests.journeys.beginning import load_regions
from tests.journeys.services import dump, settle
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import Told

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def undisturbed(told: Told) -> list[str]:
    deployment = told.complete().deployment
    settle(deployment)
    return dump(deployment)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_thread_under_fire(undisturbed: list[str], seed: int, tally: Tally, tmp_path: Path) -> None:
    with project(tmp_path) as compose:
        story = Story(deploy(compose, tmp_path))
        load_regions(story)
        tell_under_fire(story, Containers(compose), seed, tally, undisturbed)


def test_the_engine_starts_again_what_was_killed(deployed: Deployment, compose: Compose) -> None:
    every = [*SERVERS, *(name.replace(".", "-") for name in deployed.processes)]
    for name in every:
        kill_from_outside(compose.container(name))
    compose.wait_until_healthy(every)
    counts = docker("inspect", "-f", "{{.RestartCount}}", *map(compose.container, every)).split()
    assert all(int(count) > 0 for count in counts)
    settle(deployed)
