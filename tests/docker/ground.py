"""Mischief in containers: the engine starts again what was killed from outside, as it does after a lack of memory."""

import time
from dataclasses import dataclass
from pathlib import Path

from tests.chaos import tampering
from tests.docker.compose import Compose, docker
from tests.harness.deployment import Deployment

IMAGE = "jiadi"
DOWN = "0"
TAMPERING = Path(tampering.__file__)


@dataclass(frozen=True)
class Containers:
    """The containers of one compose project."""

    compose: Compose

    def kill_server(self, name: str) -> None:
        """Not by `docker kill`, after which the engine would leave it down on purpose."""
        kill_from_outside(self.compose.container(name))

    def tamper(self, _: Deployment, work: str, service: str, *numbers: int) -> int:
        """In a container like the worker's, with its volume and networks, whether the worker itself is up or not."""
        command = ["python", "-", work, service, *map(str, numbers)]
        alike = ["run", "--rm", "-T", "--no-deps", f"{service}-worker"]
        printed = self.compose(*alike, *command, given=TAMPERING.read_text())
        return int(printed.splitlines()[-1])


def kill_from_outside(container: str) -> None:
    """SIGKILL for the first process of a container, unless it is down already; returns when the engine knows."""
    if (pid := pid_of(container)) != DOWN:
        engine = ["run", "--rm", "--pid=host", "--network=none", "--user=0:0", "--no-healthcheck", IMAGE]
        docker(*engine, "sh", "-c", f"kill -KILL {pid} || ! test -d /proc/{pid}")
        while pid_of(container) == pid:
            time.sleep(0.1)


def pid_of(container: str) -> str:
    """Of its first process, on the engine's machine."""
    return docker("inspect", "-f", "{{.State.Pid}}", container).strip()
