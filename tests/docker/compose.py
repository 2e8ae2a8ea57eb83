"""The containers of `docker-compose.yml` as a deployment that the journeys can be told in."""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from deploy.compose import places
from deploy.embedded.databases import SERVICES, database_address
from deploy.embedded.kept import Credentials
from deploy.embedded.layout import PROJECT
from deploy.embedded.ports import LOOPBACK, Ports
from deploy.embedded.processes import GATEWAY, Program, Wiring, programs
from tests.harness.process import NotReadyError, ProgramProcess

FILES = (PROJECT / "docker-compose.yml", PROJECT / "tests" / "docker" / "reachable.yml")
PATIENCE_SECONDS = 180.0
HEALTHY = "healthy"


def run(command: Sequence[str], variables: Mapping[str, str], given: str = "") -> str:
    """What a command prints. Raises AssertionError with what it complained of."""
    done = subprocess.run(command, env=os.environ | variables, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{shlex.join(command)}:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def docker(*words: str) -> str:
    """What the engine answers. Raises AssertionError."""
    return run(["docker", *words], {})


@dataclass(frozen=True)
class Compose:
    """`docker compose` for one project; its ports are chosen by whoever starts it."""

    project: str
    ports: Ports
    """On loopback: `gateway`, `s3` and `postgres`."""

    @property
    def variables(self) -> dict[str, str]:
        """What the compose files read from the environment."""
        return {
            "JIADI_GATEWAY_PORT": str(self.ports.get("gateway")),
            "JIADI_S3_PORT": str(self.ports.get("s3")),
            "JIADI_TEST_POSTGRES_PORT": str(self.ports.get("postgres")),
            "JIADI_S3_PUBLIC_ENDPOINT": f"http://{LOOPBACK}:{self.ports.get('s3')}",
            "JIADI_CLOCK": "db",
            "JIADI_PUBLIC_REQUESTS": "1000000/1",
            "JIADI_PUBLIC_COMMANDS": "1000000/1",
        }

    def __call__(self, *words: str, given: str = "") -> str:
        """What the command prints. Raises AssertionError with what it complained of."""
        files = [word for file in FILES for word in ("-f", str(file))]
        command = ["docker", "compose", *files, "-p", self.project, *words]
        return run(command, self.variables, given)

    def container(self, service: str) -> str:
        """The name of a service's one container."""
        return f"{self.project}-{service}-1"

    def states(self) -> dict[str, str]:
        """Health of every container that runs, its state where nobody asks it."""
        lines = [orjson.loads(line) for line in self("ps", "--format", "json").splitlines()]
        return {line["Service"]: line["Health"] or line["State"] for line in lines}

    def wait_until_healthy(self, services: Sequence[str]) -> None:
        """Raises NotReadyError with the states and the last lines of those that are not."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while late := {name for name in services if self.states().get(name) != HEALTHY}:
            if time.monotonic() > deadline:
                raise NotReadyError(f"{self.states()}\n{self('logs', '--tail', '30', *sorted(late))}")
            time.sleep(1)

    def kept(self, folder: Path) -> Credentials:
        """The keys that the first start made, and its issuer's, copied into a folder of the test."""
        for path in (places.CREDENTIALS, places.SECRETS / "issuer" / "issuer.pem"):
            (folder / path.name).write_text(self("run", "--rm", "-T", "keys", "cat", str(path)))
        return Credentials(folder / places.CREDENTIALS.name)

    def wiring(self, keys: Credentials) -> Wiring:
        """As the containers' own, seen from this machine."""
        server = f"postgresql://{LOOPBACK}:{self.ports.get('postgres')}/postgres"
        return replace(
            places.wiring(keys),
            databases={service: database_address(server, keys, service) for service in SERVICES},
            hosts={},
            ports={GATEWAY: self.ports.get("gateway")},
        )


class Container(ProgramProcess):
    """A program of ours in its container; whoever ends it here starts it here."""

    def __init__(self, compose: Compose, program: Program, folder: Path) -> None:
        super().__init__(program, folder)
        self._compose = compose
        self.name = program.name.replace(".", "-")
        self._container = compose.container(self.name)

    @property
    def pid(self) -> int | None:
        return None

    def start(self) -> None:
        docker("start", self._container)

    def wait_until_ready(self) -> None:
        self._compose.wait_until_healthy([self.name])

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """By the engine, which does not start it again; one that has ended stays as it is."""
        if docker("inspect", "-f", "{{.State.Running}}", self._container).strip() == "true":
            docker(*(("kill",) if how == signal.SIGKILL else ("stop",)), self._container)


def containers(compose: Compose, keys: Credentials, folder: Path) -> list[Container]:
    """Every program of ours that goes on running."""
    return [Container(compose, program, folder) for program in programs(places.wiring(keys)) if not program.is_job]
