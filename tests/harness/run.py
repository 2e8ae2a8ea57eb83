"""What one run of the tests shares: its folder, and the servers in it, started by whoever needs them first."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from deploy.embedded.child import PidFile
from deploy.embedded.kept import Credentials
from deploy.embedded.layout import DEFAULT_HOME, PROJECT, Layout

FOLDER_VARIABLE = "JIADI_TEST_RUN"
MEASURED_VARIABLE = "JIADI_MEASURED_RUN"
"""Set while something is measured: PostgreSQL writes to the disk as in a deployment, and keeps the time of commits."""
SERVERS = ("postgres", "kafka", "seaweedfs")
PATIENCE_SECONDS = 180.0


class ServerNotStartedError(Exception):
    """A server of the test run did not start; the message has what its host printed."""


class Run:
    """One run of the tests, seen from any of its processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def current(cls) -> "Run":
        return cls(Path(os.environ[FOLDER_VARIABLE]))

    def layout(self, server: str) -> Layout:
        """Binaries and jars come from the project's cache, state lives and dies with the run."""
        return Layout.open(self.folder / server, cache=DEFAULT_HOME / "cache")

    def credentials(self, server: str) -> Credentials:
        return self.layout(server).credentials

    def address(self, server: str) -> str:
        """Start the server if no process of the run has done so, and return where it is."""
        answer = self._answer(server)
        with self.once(server):
            if not answer.exists():
                self._start_host(server)
        return answer.read_text()

    @contextlib.contextmanager
    def once(self, name: str) -> Iterator[None]:
        """One process of the run at a time."""
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def publish(self, server: str, address: str) -> None:
        written = self._answer(server).with_suffix(".new")
        written.write_text(address)
        written.rename(self._answer(server))

    def host_pid_file(self, server: str) -> PidFile:
        return PidFile(self.folder / f"{server}.host.pid")

    def _answer(self, server: str) -> Path:
        return self.folder / f"{server}.address"

    def _start_host(self, server: str) -> None:
        log = self.folder / f"{server}.host.log"
        with log.open("w") as output:
            host = subprocess.Popen(
                [sys.executable, "-m", "tests.harness.host", str(self.folder), server],
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.host_pid_file(server).write(host.pid)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answer(server).exists():
            if host.poll() is not None or time.monotonic() > deadline:
                host.kill()
                raise ServerNotStartedError(f"{server} of the test run did not start:\n{log.read_text()}")
            time.sleep(0.05)


class RunOwner:
    """The process that began the run; when it ends, however it ends, the servers end."""

    def __init__(self) -> None:
        self.run = Run(Path(tempfile.mkdtemp(prefix="jiadi-test-")))
        self.run.folder.chmod(0o755)
        self._alive: IO[str] = (self.run.folder / "alive").open("w")
        fcntl.flock(self._alive, fcntl.LOCK_EX)
        os.environ[FOLDER_VARIABLE] = str(self.run.folder)

    def close(self) -> None:
        pid_files = [self.run.host_pid_file(server) for server in SERVERS]
        for pid in filter(None, (file.pid() for file in pid_files)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        for file in pid_files:
            file.end_left_over(patience=20)
        self._alive.close()
        del os.environ[FOLDER_VARIABLE]
        shutil.rmtree(self.run.folder)
