"""Makes `.venv` from a hash-pinned lock once, then runs the command line in it.

Runs before anything is installed, so it uses the standard library only.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

HOME = Path(__file__).resolve().parents[1]
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
# Variables of the caller's Python that would change which modules the command line finds.
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "PYTHONSAFEPATH", "PYTHONSTARTUP")


class CannotStartError(Exception):
    """The environment cannot be made; the message says why and what to do, in Chinese and English."""


class Environment:
    """The virtual environment of one clone, with a stamp of the locks installed in it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = home / ".venv"
        self._stamp = self._folder / "installed.json"
        self.log = self._folder / "install.log"
        self.python = self._folder / "bin" / "python"

    def holds(self, lock: str) -> bool:
        """Whether exactly this version of the lock was installed to the end."""
        return self._installed().get(lock) == self._digest(lock) and self.python.exists()

    def install(self, lock: str) -> None:
        """Make the environment where there is none, and install the lock. Raises CannotStartError."""
        if not self._installed() or not self.python.exists():
            self._make()
        self._run_pip(lock)
        # The development lock contains the runtime lock, version for version.
        self._stamp.write_text(json.dumps({name: self._digest(name) for name in sorted({RUNTIME, lock})}))

    def _installed(self) -> dict[str, str]:
        try:
            stamp: dict[str, str] = json.loads(self._stamp.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return stamp

    def _digest(self, lock: str) -> str:
        return hashlib.sha256((self._home / lock).read_bytes()).hexdigest()

    def _make(self) -> None:
        _require_venv()
        say("正在创建运行环境 .venv", "Creating .venv")
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(self._folder)], capture_output=True, text=True, check=False
        )
        if made.returncode != 0:
            raise CannotStartError(
                f"无法创建 {self._folder}: 请检查磁盘空间和目录权限\n"
                f"Could not create {self._folder}: check disk space and permissions\n{made.stdout}{made.stderr}"
            )

    def _run_pip(self, lock: str) -> None:
        self._stamp.unlink(missing_ok=True)
        total = sum("==" in line for line in (self._home / lock).read_text().splitlines())
        say(f"正在安装 {total} 个依赖包", f"Installing {total} packages from {lock}")
        with (
            self.log.open("w") as log,
            subprocess.Popen(self._pip(lock), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip,
        ):
            assert pip.stdout is not None  # noqa: S101 - asked for with PIPE
            show_progress(_logged(pip.stdout, log), total)
        if pip.returncode != 0:
            raise CannotStartError(self._why())

    def _pip(self, lock: str) -> list[str]:
        options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--progress-bar", "off"]
        quiet = ["--disable-pip-version-check", "--no-input"]
        return [str(self.python), "-I", "-m", "pip", "install", *quiet, *options, "-r", str(self._home / lock)]

    def _why(self) -> str:
        lines = self.log.read_text().splitlines()
        errors = [line for line in lines if "ERROR" in line] or lines
        last = "\n".join(f"    {line}" for line in errors[-4:])
        return (
            "依赖包未能全部安装。请检查网络;如需使用镜像源,请设置 PIP_INDEX_URL,然后重新运行同一命令。\n"
            "Not every package could be installed. Check the network, or set PIP_INDEX_URL to a mirror, "
            f"and run the same command again.\n{last}\n    ({self.log})"
        )


def _logged(lines: Iterable[str], log: IO[str]) -> Iterator[str]:
    for line in lines:
        log.write(line)
        yield line


def show_progress(lines: Iterable[str], total: int) -> None:
    """One line on a terminal, rewritten for each package; nothing elsewhere."""
    done = 0
    for line in lines:
        if line.startswith("Collecting "):
            done += 1
            _rewrite(f"[{done}/{total}] {line.split()[1]}")
        elif line.startswith("Installing collected packages"):
            _rewrite(f"[{total}/{total}] 正在写入 · writing files")
    _rewrite("")


def _rewrite(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def say(chinese: str, english: str) -> None:
    """A line about what happens now; standard output stays free for what a command answers."""
    print(f"{chinese} · {english}", file=sys.stderr, flush=True)


def _require_venv() -> None:
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    raise CannotStartError(
        f"本机的 Python 缺少 venv/ensurepip 组件。Debian、Ubuntu 请运行:apt install {package}\n"
        f"This Python lacks venv and ensurepip. On Debian and Ubuntu: apt install {package}"
    )


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Two commands of one clone do not install at the same time."""
    folder = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def prepare(home: Path, lock: str) -> Path:
    """The Python of an environment that holds the lock. Raises CannotStartError."""
    environment = Environment(home)
    if not environment.holds(lock):
        with alone(home):
            if not environment.holds(lock):
                environment.install(lock)
    return environment.python


def main(arguments: list[str]) -> NoReturn:
    """Become the command line of `cli`, with the project folder as the working folder."""
    lock = DEVELOPMENT if arguments[:1] == ["test"] else RUNTIME
    try:
        python = prepare(HOME, lock)
    except (CannotStartError, OSError) as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit(130)
    os.chdir(HOME)
    variables = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    os.execve(python, [str(python), "-m", "cli", *arguments], variables)  # noqa: S606 - becoming it is the point


if __name__ == "__main__":
    main(sys.argv[1:])
