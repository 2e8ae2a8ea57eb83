"""A database as a stream of bytes and back, by PostgreSQL's own programs."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict

from deploy.embedded.binaries import postgres_folder
from deploy.embedded.child import CommandError, guarded, plain_environment
from deploy.embedded.layout import Layout

CHUNK_BYTES = 1 << 16
# The owner of tables and the rights on them follow from where the dump is restored: every start grants them anew.
PLAIN = ("--no-owner", "--no-privileges", "--no-password")
DUMP = ("--format=custom", "--no-sync", *PLAIN)
LOAD = ("--format=custom", "--single-transaction", "--exit-on-error", *PLAIN)


def dump(layout: Layout, owner_url: str, snapshot: str) -> Iterator[bytes]:
    """The database as another session sees it, in pg_dump's custom format. Raises CommandError."""
    program = [str(postgres_folder(layout) / "pg_dump"), *DUMP, f"--snapshot={snapshot}"]
    with _running(program, owner_url, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - asked for with PIPE
        while chunk := process.stdout.read(CHUNK_BYTES):
            yield chunk


def load(layout: Layout, owner_url: str, dumped: IO[bytes]) -> None:
    """Fill an empty database, all or nothing. Raises CommandError."""
    program = [str(postgres_folder(layout) / "pg_restore"), *LOAD, f"--dbname={_database(owner_url)}"]
    with _running(program, owner_url, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 - asked for with PIPE
        with contextlib.suppress(BrokenPipeError):  # it ended early: its exit code says so
            shutil.copyfileobj(dumped, process.stdin, CHUNK_BYTES)
            process.stdin.close()


@contextlib.contextmanager
def _running(
    program: list[str], owner_url: str, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> Iterator["subprocess.Popen[bytes]"]:
    """The program, connected by the environment: passwords on a command line are everybody's to read."""
    target = conninfo_to_dict(owner_url)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    environment = plain_environment({variable: str(target[name]) for name, variable in names.items()})
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(guarded(program), env=environment, stdin=stdin, stdout=stdout, stderr=said)
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            process.communicate()
        if process.returncode != 0:
            said.seek(0)
            told = said.read().decode(errors="replace")
            raise CommandError(f"{Path(program[0]).name} ended with {process.returncode}:\n{told}")


def _database(owner_url: str) -> str:
    return str(conninfo_to_dict(owner_url)["dbname"])
