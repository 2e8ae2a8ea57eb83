"""One deployment in containers for all tests here; `./jiadi test --docker` asks for it."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_docker.plugin import Services

from deploy.embedded.databases import SERVICES
from deploy.embedded.ports import Ports
from tests.docker.compose import FILES, Compose, containers
from tests.harness.deployment import Deployment
from tests.harness.tokens import Tokens
from tests.journeys.beginning import load_regions
from tests.journeys.story.telling import FIRST_DAY, Story
from tests.journeys.story.thread import Told, tell

ASKED = "JIADI_TEST_DOCKER"
SERVERS = ("postgres", "kafka", "seaweedfs")


def why_not() -> str | None:
    """Why these tests cannot run; None if they can."""
    if not os.environ.get(ASKED):
        return "runs in containers: ask for it with ./jiadi test --docker"
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return "there is no docker command; install Docker Engine with compose v2"
        if done.returncode != 0:
            return f"`{' '.join(command)}` fails: {(done.stderr or done.stdout).strip().splitlines()[-1]}"
    return None


@pytest.fixture(scope="session", autouse=True)
def _engine() -> None:
    if reason := why_not():
        pytest.skip(reason)


@contextmanager
def project(folder: Path) -> Iterator[Compose]:
    """A project of its own, on ports that nobody uses; nothing of it is left."""
    made = Compose(f"jiadi-test-{secrets.token_hex(3)}", Ports(folder / "ports.json"))
    try:
        yield made
    finally:
        made("kill")
        made("down", "--volumes", "--remove-orphans")


def deploy(compose: Compose, folder: Path) -> Deployment:
    """All containers, healthy, on the first day of the story: it must be that day before anything is recorded."""
    compose("up", "-d", "setup")
    for service in SERVICES:
        compose("run", "--rm", "-T", f"{service}-migrate")
    keys = compose.kept(folder)
    deployment = Deployment(compose.wiring(keys), Tokens(folder), containers(compose, keys, folder))
    deployment.set_clock(FIRST_DAY)
    compose("up", "-d")
    compose.wait_until_healthy([*SERVERS, *(name.replace(".", "-") for name in deployment.processes)])
    return deployment


@pytest.fixture(scope="session")
def compose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compose]:
    with project(tmp_path_factory.mktemp("ports")) as made:
        yield made


@pytest.fixture(scope="session")
def docker_compose_file() -> list[str]:
    return [str(file) for file in FILES]


@pytest.fixture(scope="session")
def docker_compose_project_name(_engine: None, compose: Compose) -> Iterator[str]:
    """pytest-docker hands its own environment on."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in compose.variables.items():
            patch.setenv(name, value)
        yield compose.project


@pytest.fixture(scope="session")
def docker_setup() -> list[str]:
    """The image; who starts a project starts it on a day of its own."""
    return ["build keys"]


@pytest.fixture(scope="session")
def docker_cleanup() -> list[str]:
    """A project cleans up after itself, also where the setup failed."""
    return []


@pytest.fixture(scope="session")
def deployed(docker_services: Services, compose: Compose, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """One deployment for all tests that do no harm."""
    return deploy(compose, tmp_path_factory.mktemp("compose"))


@pytest.fixture(scope="session")
def told(deployed: Deployment) -> Told:
    """The whole thread, told without disturbance."""
    story = Story(deployed)
    load_regions(story)
    return tell(story)
