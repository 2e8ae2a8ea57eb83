"""What lies in the home folder of a stack: its keys, and the databases it runs."""

import time
from typing import Any

import psycopg
from sqlalchemy import NullPool, create_engine

from chassis.dump import Fact, facts_of
from chassis.settings import with_driver
from cli.inventory import service
from deploy.embedded.databases import SERVICES
from deploy.embedded.layout import Layout
from deploy.embedded.stack import Stack
from tests.integration.cli.command import Jiadi

PATIENCE_SECONDS = 60.0


def facts(jiadi: Jiadi) -> set[Fact]:
    """Every fact of the running stack, ids included: equal sets have equal canonical dumps."""
    found: list[Fact] = []
    for name in SERVICES:
        engine = create_engine(with_driver(_owner(jiadi, name)), poolclass=NullPool)
        with engine.connect() as connection:
            found += facts_of(name, connection, service(name).metadata)
    return set(found)


def rows(jiadi: Jiadi, name: str, query: str, *given: str) -> list[tuple[Any, ...]]:
    """What the owner of a service's tables is answered."""
    with psycopg.connect(_owner(jiadi, name)) as connection:
        return connection.execute(query.encode(), given).fetchall()


def wait_for(jiadi: Jiadi, name: str, query: str, *given: str) -> list[tuple[Any, ...]]:
    """The same, once there are rows."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := rows(jiadi, name, query, *given)):
        assert time.monotonic() < deadline, f"{name}: nothing for {query}"
        time.sleep(0.1)
    return found


def data_keys(jiadi: Jiadi) -> list[str]:
    """The keys that data are read with."""
    return [_layout(jiadi).credentials.get(name) for name in ("data", "digest")]


def _owner(jiadi: Jiadi, name: str) -> str:
    return Stack(_layout(jiadi), lambda _: None).wiring.databases[name].owner


def _layout(jiadi: Jiadi) -> Layout:
    return Layout.open(jiadi.home)
