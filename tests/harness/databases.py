"""Fresh databases for tests: each is a copy of a template that was migrated once per run."""

import importlib.util
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from deploy.embedded.databases import (
    DatabaseAddress,
    create_database,
    create_databases,
    database_address,
    grant_runtime,
)
from deploy.embedded.layout import PROJECT
from tests.harness.run import Run


def server_address(run: Run) -> str:
    """Superuser's URL of the PostgreSQL server: the one that JIADI_POSTGRES names, or the run's own."""
    given = os.environ.get("JIADI_POSTGRES")
    if given is None:
        return run.address("postgres")
    with run.once("postgres"):
        create_databases(given, run.credentials("postgres"))
    return given


@contextmanager
def fresh_database(run: Run, service: str) -> Iterator[DatabaseAddress]:
    """A migrated database of one service, dropped at the end whoever is still connected."""
    server = server_address(run)
    with run.once(f"template-{service}"):
        template = _template(run, server, service)
    name = f"test_{service}_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection, run.once(f"template-{service}"):
        create_database(connection, service, name, template)
    try:
        yield database_address(server, run.credentials("postgres"), service, name)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _template(run: Run, server: str, service: str) -> str:
    name = f"template_{service}_{run.folder.name[-8:]}"
    done = run.folder / f"template-{service}.done"
    if done.exists():
        return name
    with psycopg.connect(server, autocommit=True) as connection:
        create_database(connection, service, name)
    address = database_address(server, run.credentials("postgres"), service, name)
    grant_runtime(address.owner, service)
    _migrate(service, address)
    _settle_sequences(address.owner)
    done.touch()
    return name


def _settle_sequences(owner: str) -> None:
    """Leave no numbers drawn beforehand: a copy would take them over without the log of them.

    After a crash of PostgreSQL such a copy would draw numbers again that are in its rows already.
    """
    with psycopg.connect(owner) as connection:
        connection.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, last_value)"
            " FROM pg_sequences WHERE last_value IS NOT NULL"
        )


def _migrate(service: str, address: DatabaseAddress) -> None:
    """Run the service's migrations, if it has any yet, as its owner."""
    module = f"services.{service}.migrate"
    if importlib.util.find_spec(module) is None:
        return
    settings = {
        "JIADI_SERVICE": service,
        "JIADI_ENVIRONMENT": "test",
        "JIADI_DATABASE_URL": address.runtime,
        "JIADI_OWNER_DATABASE_URL": address.owner,
    }
    done = subprocess.run(
        [sys.executable, "-m", module], cwd=PROJECT, env={**os.environ, **settings}, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
