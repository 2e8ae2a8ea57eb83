import secrets
from pathlib import Path

import psycopg
import pytest

from deploy.embedded.databases import SERVICES
from deploy.embedded.layout import DEFAULT_HOME, Layout
from deploy.embedded.stack import Stack
from deploy.embedded.topics import administer, topic_names
from tests.harness.run import Run


def _stack(folder: Path, part: str) -> Stack:
    return Stack(Layout.open(folder / secrets.token_hex(4), DEFAULT_HOME / "cache"), lambda _: None, only=[part])


async def test_an_existing_broker_serves_instead_of_ours(
    kafka_broker: str, test_run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIADI_KAFKA", kafka_broker)
    async with _stack(test_run.folder, "kafka") as stack:
        with pytest.raises(KeyError):
            stack.pid("kafka")
        assert stack.wiring.kafka == kafka_broker
        with administer(kafka_broker) as admin:
            assert set(topic_names()) <= set(admin.list_topics())


async def test_an_existing_postgres_serves_instead_of_ours(test_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _stack(test_run.folder, "postgres") as existing:
        monkeypatch.setenv("JIADI_POSTGRES", existing.servers.postgres)
        async with _stack(test_run.folder, "postgres") as stack:
            for service in SERVICES:
                with psycopg.connect(stack.wiring.databases[service].runtime) as connection:
                    assert connection.execute("SELECT current_user").fetchone() == (f"{service}_runtime",)
