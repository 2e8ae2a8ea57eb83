"""Where a deployment stands: the one thing in which mischief on this machine and in containers differ."""

import os
import signal
from dataclasses import dataclass
from typing import Protocol

from chassis.settings import ServiceSettings
from deploy.embedded.child import PidFile
from tests.chaos.tampering import WORKS
from tests.harness.deployment import Deployment
from tests.harness.run import Run


class Ground(Protocol):
    """What mischief needs beyond a Deployment, which kills and starts our own processes on any ground."""

    def kill_server(self, name: str) -> None:
        """SIGKILL for `postgres`, `kafka` or `seaweedfs`, unless it is down; whoever watches over it starts it."""

    def tamper(self, deployment: Deployment, work: str, service: str, *numbers: int) -> int:
        """One of `tampering.WORKS` with what the service's worker is told; how many messages it was about."""


@dataclass(frozen=True)
class Machine:
    """The servers of a test run on this machine, whose hosts start them again as a supervisor does."""

    run: Run

    def kill_server(self, name: str) -> None:
        pid = PidFile(self.run.layout(name).run / f"{name}.pid").pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def tamper(self, deployment: Deployment, work: str, service: str, *numbers: int) -> int:
        worker = deployment.processes[f"{service}.worker"].program
        return WORKS[work](service, ServiceSettings.told(worker.settings), *numbers)
