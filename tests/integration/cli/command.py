"""`jiadi` as a user runs it, on a home folder of the test's own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import urllib3

from deploy.embedded.layout import PROJECT

PATIENCE_SECONDS = 240.0


class Jiadi:
    """The command line on one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = home.with_suffix(".log")

    def run(self, *arguments: str, answer: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end; `answer` is what the user types."""
        return subprocess.run(
            self._argv(*arguments), cwd=PROJECT, env=self._environment, input=answer, capture_output=True, text=True
        )

    @contextmanager
    def up(self) -> Iterator["Up"]:
        """`jiadi up` in the foreground, ready; interrupted at the end if it still runs."""
        began = time.monotonic()
        with self.log.open("w") as output:
            process = subprocess.Popen(
                self._argv("up"), cwd=PROJECT, env=self._environment, stdout=output, stderr=subprocess.STDOUT
            )
        running = Up(self, process)
        try:
            running.wait_until_ready()
            running.seconds = time.monotonic() - began
            yield running
        finally:
            running.end(signal.SIGINT)

    def _argv(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "cli", *arguments]

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, "JIADI_HOME": str(self.home), "COLUMNS": "200"}


class Up:
    """A running `jiadi up`."""

    def __init__(self, command: Jiadi, process: subprocess.Popen[bytes]) -> None:
        self._command = command
        self._process = process
        self.seconds = 0.0

    @property
    def printed(self) -> str:
        return self._command.log.read_text()

    @property
    def access(self) -> Any:
        return json.loads((self._command.home / "up.json").read_text())

    @property
    def pids(self) -> dict[str, int]:
        """Part → id of its process, `stack` being `jiadi up` itself."""
        files = (self._command.home / "run").glob("*.pid")
        return {file.stem: int(file.read_text().split()[0]) for file in files}

    def ask(self, persona: str, query: str, **variables: Any) -> Any:
        """The answer to one operation of a persona, errors included."""
        headers = {"Authorization": f"Bearer {self.access['tokens'][persona]}"}
        body = {"query": query, "variables": variables}
        return urllib3.request("POST", self.access["graphql"], json=body, headers=headers, timeout=60.0).json()

    def wait_until_ready(self) -> None:
        self._wait("GraphiQL")

    def wait_until_printed(self, text: str) -> None:
        self._wait(text)

    def end(self, how: signal.Signals) -> int:
        """Send the signal unless it has ended already; its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(how)
        return self.wait()

    def wait(self) -> int:
        """The exit code of a process that is ending."""
        return self._process.wait(timeout=60)

    def _wait(self, text: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while text not in self.printed:
            assert self._process.poll() is None, self.printed
            assert time.monotonic() < deadline, self.printed
            time.sleep(0.1)
