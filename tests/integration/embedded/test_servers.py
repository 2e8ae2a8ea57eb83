import secrets
from pathlib import Path

import psycopg
import pytest

from deploy.embedded.databases import SERVICES
from deploy.embedded.layout import DEFAULT_HOME, Layout
from deploy.embedded.processes import programs
from deploy.embedded.seaweedfs import NOBODY
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


def test_an_existing_s3_serves_instead_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIADI_S3_ENDPOINT", "http://s3.internal:9000")
    monkeypatch.setenv("JIADI_S3_ACCESS_KEY", "key")
    monkeypatch.setenv("JIADI_S3_SECRET_KEY", "secret")
    monkeypatch.setenv("JIADI_S3_PUBLIC_ENDPOINT", "https://files.example.cn")
    stack = _stack(tmp_path, "seaweedfs")
    assert "seaweedfs" not in stack.servers.own()
    assert stack.addresses["s3"] == "https://files.example.cn"
    told = {program.name: program.settings for program in programs(stack.wiring)}["funds.api"]
    assert told["JIADI_S3_ENDPOINT"] == "http://s3.internal:9000"
    assert told["JIADI_S3_PUBLIC_ENDPOINT"] == "https://files.example.cn"


@pytest.mark.parametrize("origins", ["", "https://jiadi.example.cn,http://localhost:5173"])
def test_gateway_and_s3_let_in_the_same_origins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origins: str) -> None:
    monkeypatch.setenv("JIADI_CORS_ORIGINS", origins)
    stack = _stack(tmp_path, "seaweedfs")
    told = {program.name: program.settings for program in programs(stack.wiring)}["gateway"]
    assert told["JIADI_CORS_ORIGINS"] == origins
    flags = stack.servers.own()["seaweedfs"]().argv
    assert f"-s3.allowedOrigins={origins or NOBODY}" in flags


async def test_an_existing_postgres_serves_instead_of_ours(test_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _stack(test_run.folder, "postgres") as existing:
        monkeypatch.setenv("JIADI_POSTGRES", existing.servers.postgres)
        async with _stack(test_run.folder, "postgres") as stack:
            for service in SERVICES:
                with psycopg.connect(stack.wiring.databases[service].runtime) as connection:
                    assert connection.execute("SELECT current_user").fetchone() == (f"{service}_runtime",)
