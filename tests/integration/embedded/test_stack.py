import asyncio
import io
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from kafka import KafkaProducer, TopicPartition
from kafka.consumer import KafkaConsumer
from minio import Minio

from deploy.embedded.home_lock import AlreadyRunningError
from deploy.embedded.layout import DEFAULT_HOME, PROJECT, Layout
from deploy.embedded.ports import PortTakenError
from deploy.embedded.stack import Stack
from tests.harness.run import Run

CACHE = DEFAULT_HOME / "cache"
SERVERS = ["postgres", "kafka", "seaweedfs"]


@pytest.fixture
def home(test_run: Run) -> Path:
    """In a folder that the servers' user can enter, which a pytest folder of root is not."""
    return test_run.folder / f"home-{secrets.token_hex(4)}"


def _stack(home: Path, *parts: str) -> Stack:
    return Stack(Layout.open(home, CACHE), report=lambda _: None, only=parts)


async def test_a_second_start_keeps_data_and_addresses(home: Path) -> None:
    async with _stack(home, *SERVERS) as stack:
        first = stack.addresses
        _write_everywhere(stack)
    async with _stack(home, *SERVERS) as stack:
        assert stack.addresses == first
        assert _read_everywhere(stack) == ("羊舍", [b"shed"], b"paper")


async def test_a_killed_server_comes_back_with_its_data(home: Path) -> None:
    async with _stack(home, *SERVERS) as stack:
        _write_everywhere(stack)
        before = {name: stack.pid(name) for name in SERVERS}
        for name in SERVERS:
            os.kill(stack.pid(name) or 0, signal.SIGKILL)
        for name in SERVERS:
            await _came_back(stack, name, before[name])
        assert _read_everywhere(stack) == ("羊舍", [b"shed"], b"paper")


async def test_a_restart_gives_a_new_process_that_is_ready(home: Path) -> None:
    async with _stack(home, "postgres") as stack:
        before = stack.pid("postgres")
        await stack.restart("postgres")
        assert stack.pid("postgres") not in (None, before)
        with psycopg.connect(stack.servers.postgres):
            pass


async def test_two_stacks_do_not_share_a_home(home: Path) -> None:
    async with _stack(home, "postgres"):
        with pytest.raises(AlreadyRunningError, match="stop it first"):
            await _stack(home, "postgres").start()


async def test_a_port_taken_by_another_program_is_named(home: Path) -> None:
    async with _stack(home, "postgres") as stack:
        port = stack.layout.ports.get("postgres")
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(PortTakenError, match=f"port {port} \\(postgres\\)"),
    ):
        await _stack(home, "postgres").start()


async def test_secrets_are_closed_to_others(home: Path) -> None:
    async with _stack(home, "postgres") as stack:
        stack.tokens()
    for name in ("credentials.json", "ports.json", "issuer.pem"):
        assert (home / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("how", "parts"), [(signal.SIGKILL, SERVERS), (signal.SIGTERM, ["postgres"]), (signal.SIGINT, ["postgres"])]
)
def test_nothing_is_left_when_the_stack_ends(home: Path, how: signal.Signals, parts: list[str]) -> None:
    command = [sys.executable, "-m", "tests.integration.embedded.run_stack", str(home), str(CACHE), *parts]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, start_new_session=True) as host:
        assert host.stdout is not None
        pids = json.loads(host.stdout.readline()).values()
        assert all(map(_runs, pids))
        host.send_signal(how)
        host.wait(30)
    _wait_until(lambda: not any(map(_runs, pids)))


async def _came_back(stack: Stack, name: str, before: int | None) -> None:
    async with asyncio.timeout(20):
        while stack.pid(name) in (None, before):  # noqa: ASYNC110 - another process is watched
            await asyncio.sleep(0.05)
        await stack.ready(name)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _access(stack: Stack) -> dict[str, Any]:
    return stack.wiring.kafka_users["assets"].connection()


def _write_everywhere(stack: Stack) -> None:
    with psycopg.connect(stack.wiring.databases["assets"].owner) as connection:
        connection.execute("CREATE TABLE shed (name text)")
        connection.execute("INSERT INTO shed VALUES ('羊舍')")
    producer = KafkaProducer(bootstrap_servers=stack.servers.kafka, enable_idempotence=True, **_access(stack))
    producer.send("jiadi.assets.v1", value=b"shed", partition=0).get(timeout=10)
    producer.close()
    bucket = stack.servers.bucket("assets").name
    _s3(stack).put_object(bucket_name=bucket, object_name="paper", data=io.BytesIO(b"paper"), length=5)


def _read_everywhere(stack: Stack) -> tuple[str, list[bytes], bytes]:
    with psycopg.connect(stack.wiring.databases["assets"].runtime) as connection:
        (name,) = connection.execute("SELECT name FROM shed").fetchone() or ("",)
    consumer = KafkaConsumer(bootstrap_servers=stack.servers.kafka, consumer_timeout_ms=10000, **_access(stack))
    partition = TopicPartition("jiadi.assets.v1", 0)
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    count = consumer.end_offsets([partition])[partition]
    values = [record.value for _, record in zip(range(count), consumer, strict=False)]
    consumer.close()
    bucket = stack.servers.bucket("assets").name
    return name, values, _s3(stack).get_object(bucket_name=bucket, object_name="paper").read()


def _s3(stack: Stack) -> Minio:
    bucket = stack.servers.bucket("assets")
    host = bucket.endpoint.removeprefix("http://")
    return Minio(host, access_key=bucket.access_key, secret_key=bucket.secret_key, secure=False)
