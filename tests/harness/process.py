import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import urllib3

from deploy.embedded.child import guarded
from deploy.embedded.layout import PROJECT
from deploy.embedded.ports import LOOPBACK
from deploy.embedded.processes import Program

HTTP = urllib3.PoolManager(maxsize=32, retries=False)
PATIENCE_SECONDS = 60.0


class NotReadyError(Exception):
    """A process of the deployment ended or did not answer /readyz in time; the message has its log."""


class ProgramProcess:
    """One program of a deployment as a process that a test may kill and start again."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.log = folder / f"{program.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                guarded([sys.executable, "-m", self.program.module]),
                cwd=PROJECT,
                env=self.program.environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Raises NotReadyError."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._is_ready():
            if self.pid is None or time.monotonic() > deadline:
                raise NotReadyError(f"{self.program.name} is not ready:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send the signal and wait for the end; SIGKILL follows after 15 s."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def signal(self, which: signal.Signals) -> None:
        """For SIGSTOP and SIGCONT: a process that hangs without ending."""
        if self.pid is not None:
            os.kill(self.pid, which)

    def _is_ready(self) -> bool:
        if self.pid is None or self.program.port is None:
            return self.pid is not None
        try:
            answer = HTTP.request("GET", f"http://{LOOPBACK}:{self.program.port}/readyz", timeout=5.0)
        except urllib3.exceptions.HTTPError:
            return False
        return answer.status == 200
