import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.embedded.account import OURSELVES, Account

GUARD = Path(__file__).with_name("guard.py")
PLAIN_ENVIRONMENT = ("PATH", "TMPDIR")


def guarded(
    argv: Sequence[str], account: Account = OURSELVES, death_signal: signal.Signals = signal.SIGKILL
) -> list[str]:
    """The command that runs `argv` as `account`; it ends when the thread that starts it ends (on Linux)."""
    uid, gid = ("-" if each is None else str(each) for each in (account.uid, account.gid))
    return [sys.executable, "-I", "-S", str(GUARD), str(os.getpid()), str(int(death_signal)), uid, gid, *argv]


def plain_environment(more: Mapping[str, str]) -> dict[str, str]:
    """What a server needs of our environment, and `more`."""
    kept = {name: os.environ[name] for name in PLAIN_ENVIRONMENT if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "TZ": "UTC", **more}


class CommandError(Exception):
    """A program that prepares a server ended with an error."""


def run_as(account: Account, argv: Sequence[str], folder: Path, **environment: str) -> str:
    """Run a program to its end and return what it printed. Raises CommandError with all of that."""
    done = subprocess.run(
        guarded(argv, account),
        cwd=folder,
        env=plain_environment(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CommandError(f"{Path(argv[0]).name} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


class PidFile:
    """The process id of a running part, with its start time: ids are used again, start times are not."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, pid: int) -> None:
        """Of a process that has just been started."""
        self.path.write_text(f"{pid}\n{_started_at(pid)}\n")

    def remove(self) -> None:
        """The process has ended; no file is fine."""
        self.path.unlink(missing_ok=True)

    def pid(self) -> int | None:
        """The id if that very process still runs."""
        if not self.path.exists():
            return None
        pid, started, *_ = [*self.path.read_text().split("\n"), "", ""]
        return int(pid) if pid and started and _started_at(int(pid)) == started else None

    def end_left_over(self, patience: float = 10.0) -> None:
        """End a process that an earlier supervisor left behind (possible where the kernel cannot do it for us)."""
        pid = self.pid()
        deadline = time.monotonic() + patience
        while pid is not None and self.pid() is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
            time.sleep(0.1)
        self.remove()


def _started_at(pid: int) -> str:
    stat = Path(f"/proc/{pid}/stat")
    try:
        if stat.parent.parent.joinpath("self").exists():
            fields = stat.read_text().rpartition(")")[2].split()
            return "" if fields[0] == "Z" else fields[19]
    except FileNotFoundError:
        return ""
    listed = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return listed.stdout.strip()
