"""Sixty-four writers bind from one pot; then as many clients of pgbench run the bare statements of that command."""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import psycopg
from pydantic import SecretStr

from chassis.runtime import Runtime
from chassis.settings import ClockKind, Environment, ServiceSettings
from deploy.embedded.binaries import postgres_folder
from deploy.embedded.databases import DatabaseAddress
from deploy.embedded.layout import PROJECT
from services.funds.service import SERVICE
from tests.harness.databases import fresh_database
from tests.harness.object_store import ObjectStore
from tests.harness.run import Run
from tests.harness.subgraph import serving
from tests.integration.funds.scene import Scene, allocated
from tests.load.binders import Count, Work, bind
from tests.load.figures import machine
from tests.load.statements import recorded, script

WRITERS, PROJECTS = 64, 64
POT = "90000000.00"
FAR_JOURNAL_ID = 7_000_000_000
"""Journal ids that no other number in a statement can be taken for."""
TRANSACTIONS = re.compile(r"tps = ([\d.]+)")


def pressure(run: Run, processes: int, seconds: float) -> None:
    """Accepted bindings per second of the command, then of its bare statements, in one database."""
    with ExitStack() as stack:
        address = stack.enter_context(fresh_database(run, "funds"))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        bucket = ObjectStore(run).bucket("funds")
        scene = Scene(stack.enter_context(serving("funds", address, bucket, folder)))
        scene.prepare()
        projects = [UUID(scene.project()) for _ in range(PROJECTS)]
        pots = [UUID(allocated(scene, POT)["id"]) for _ in range(2)]
        accepted = bindings(address, Work(pot=pots[0], projects=projects, writers=WRITERS, seconds=seconds), processes)
        print(f"{WRITERS} writers in {processes} processes on one pot, {seconds:.0f} s; {machine()}")
        print(f"  the command: {accepted:.0f} accepted/s")
        bare(run, address, pots[1], projects, seconds, folder, accepted)


def settings_of(address: DatabaseAddress, size: int) -> ServiceSettings:
    """As a service has them in a deployment, with a pool of its own size."""
    return ServiceSettings(
        database_url=SecretStr(address.runtime),
        environment=Environment.TEST,
        clock=ClockKind.SYSTEM,
        pool_size=size,
    )


def bindings(address: DatabaseAddress, work: Work, processes: int) -> float:
    """Accepted bindings per second of all processes together."""
    share = work.model_copy(update={"writers": work.writers // processes})
    environment = os.environ | {"JIADI_DATABASE_URL": address.runtime, "JIADI_POOL_SIZE": str(share.writers)}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.load.binders"],
            cwd=PROJECT,
            env=environment | {"JIADI_ENVIRONMENT": "test"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(processes)
    ]
    for process in started:
        _say(process, share.model_dump_json())
    for process in started:
        _hear(process)
    for process in started:
        _say(process, "go")
    counts = [Count.model_validate_json(_hear(process)) for process in started]
    for process in started:
        process.wait()
    return sum(count.accepted / count.seconds for count in counts)


def _say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise SystemExit("a process of writers ended early")
    return line


def bare(
    run: Run,
    address: DatabaseAddress,
    pot: UUID,
    projects: Sequence[UUID],
    seconds: float,
    folder: Path,
    accepted: float,
) -> None:
    """The same statements by pgbench, prepared as our driver prepares them; plainly said if there is no pgbench."""
    pgbench = postgres_folder(run.layout("postgres")) / "pgbench"
    if not pgbench.exists():
        print(f"  the bare statements: not measured, there is no pgbench in {pgbench.parent}")
        return
    scripts = written(address, pot, projects, folder)
    rate = transactions(pgbench, address, scripts, seconds)
    print(f"  pgbench with its bare statements: {rate:.0f}/s; the command does {accepted / rate:.0%} of that")


def transactions(pgbench: Path, address: DatabaseAddress, scripts: Sequence[Path], seconds: float) -> float:
    """Transactions per second of as many clients, without the time they took to connect."""
    files = [word for script_ in scripts for word in ("-f", str(script_))]
    clients = [f"--client={WRITERS}", f"--jobs={os.cpu_count()}", f"--time={max(1, round(seconds))}", "--no-vacuum"]
    ran = subprocess.run(
        [str(pgbench), *clients, "--protocol=prepared", *files, address.runtime],
        capture_output=True,
        text=True,
        check=False,
    )
    found = TRANSACTIONS.search(ran.stdout)
    if ran.returncode != 0 or found is None or "aborted" in ran.stderr:
        raise SystemExit(f"pgbench failed:\n{ran.stdout}{ran.stderr[-3000:]}")
    return float(found.group(1))


def written(address: DatabaseAddress, pot: UUID, projects: Sequence[UUID], folder: Path) -> list[Path]:
    """A script for each project, from what the command sends."""
    text = asyncio.run(captured(address, pot, projects[0]))
    scripts = []
    for project in projects:
        path = folder / f"{project}.sql"
        path.write_text(text.replace(str(projects[0]), str(project)).replace(projects[0].hex, project.hex))
        scripts.append(path)
    lines = text.splitlines()
    print(f"  one command is {len(lines) - 3} statements between BEGIN and COMMIT")
    return scripts


async def captured(address: DatabaseAddress, pot: UUID, project: UUID) -> str:
    """The script of one binding."""
    runtime = Runtime(SERVICE, settings_of(address, 1))
    try:
        runs, drawn = [], []
        for _ in range(2):
            await bind(runtime, pot, project)
            drawn = _far_ids(address)
            with recorded(runtime.engine) as statements:
                await bind(runtime, pot, project)
            runs.append((statements, drawn))
        (first, ids), (second, _) = runs
        return script(first, second, ids)
    finally:
        await runtime.close()


def _far_ids(address: DatabaseAddress) -> list[int]:
    """Let the next two journal ids be numbers that stand for nothing else, and say which they are."""
    with psycopg.connect(address.owner) as owner:
        row = owner.execute(
            "SELECT setval('journal_id_seq', greatest(last_value, %s)) FROM journal_id_seq", [FAR_JOURNAL_ID]
        ).fetchone()
    assert row is not None
    return [row[0] + 1, row[0] + 2]
