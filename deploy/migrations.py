"""`python -m deploy.migrations check` says which migrations are missing; `revise MESSAGE` writes them.

Both compare the models of every service with a scratch PostgreSQL that the committed migrations were applied to.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.embedded.databases import SERVICES
from deploy.embedded.layout import DEFAULT_HOME, PROJECT, Layout
from deploy.embedded.processes import Program, service_programs
from deploy.embedded.stack import Stack


def main() -> int:
    """1 if a service fails; what it says goes to standard error."""
    parser = argparse.ArgumentParser(prog="python -m deploy.migrations")
    parser.add_argument("action", choices=["check", "revise"])
    parser.add_argument("message", nargs="?", default="change")
    given = parser.parse_args()
    arguments = [given.action] if given.action == "check" else [given.action, given.message]
    with tempfile.TemporaryDirectory(prefix="jiadi-migrations-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user
        layout = Layout.open(Path(folder), cache=DEFAULT_HOME / "cache")
        try:
            return asyncio.run(_on_scratch_server(layout, arguments))
        finally:
            layout.erase()


async def _on_scratch_server(layout: Layout, arguments: list[str]) -> int:
    async with Stack(layout, _say, only={"postgres"}) as stack:
        programs = [job for name in SERVICES for job in service_programs(stack.wiring, name) if job.is_job]
        return max([await asyncio.to_thread(_run, program, arguments) for program in programs])


def _run(program: Program, arguments: list[str]) -> int:
    command = [sys.executable, "-m", program.module, *arguments]
    environment = program.environment() | {"JIADI_LOG_LEVEL": "WARNING"}
    return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
