"""The two starts of `jiadi up`: the first loads the sample, the second keeps it; nothing runs afterwards."""

import os
import secrets
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.embedded.databases import SERVICES
from deploy.embedded.personas import PERSONAS
from deploy.embedded.processes import RUNNING
from tests.harness.files import HTTP
from tests.harness.run import Run
from tests.integration.cli.command import Jiadi, Up

PARTS = ["postgres", "kafka", "seaweedfs", *RUNNING]
REGIONS = '{ county: region(code: "652822") { name } retired: region(code: "411023") { code name } }'


@pytest.fixture(scope="module")
def jiadi(test_run: Run) -> Iterator[Jiadi]:
    command = Jiadi(test_run.folder / f"up-{secrets.token_hex(4)}")
    yield command
    command.run("reset", "--yes")


@pytest.fixture(scope="module")
def first(jiadi: Jiadi) -> Iterator[Up]:
    with jiadi.up() as running:
        yield running


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_every_persona_is_known_to_the_gateway(first: Up) -> None:
    for key, persona in PERSONAS.items():
        answer = first.ask(key, "{ viewer { subject name } }")
        assert answer == {"data": {"viewer": {"subject": key, "name": persona.name}}}


def test_address_and_tokens_are_printed_and_readable_by_their_owner_only(jiadi: Jiadi, first: Up) -> None:
    assert first.access["graphql"] in first.printed
    assert all(token in first.printed for token in first.access["tokens"].values())
    assert (jiadi.home / "up.json").stat().st_mode & 0o777 == 0o600


def test_the_address_of_files_is_told_and_no_page_of_another_origin_may_use_it(first: Up) -> None:
    address = first.access["s3"]
    assert f"S3        {address}" in first.printed
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "PUT"}
    answer = HTTP.request("OPTIONS", f"{address}/jiadi-assets/incoming/any", headers=asked)
    assert "access-control-allow-origin" not in {name.lower() for name in answer.headers}


def test_the_first_start_loads_the_sample(first: Up) -> None:
    data = first.ask("platform_operator", REGIONS)["data"]
    assert data["county"] == {"name": "轮台县"}
    assert data["retired"]["code"] in {"411003", "411023"}


def test_status_shows_every_part_running(jiadi: Jiadi, first: Up) -> None:
    shown = jiadi.run("status")
    assert shown.returncode == 0
    assert all(part in shown.stdout and str(first.pids[part]) in shown.stdout for part in PARTS)


def test_the_clock_of_all_services_is_moved_together_and_says_so_when_it_goes_back(jiadi: Jiadi, first: Up) -> None:
    ahead = jiadi.run("clock", "2031-05-06")
    assert ahead.returncode == 0
    assert ahead.stdout.count("2031-05-06 12:00:0") == len(SERVICES)
    assert "拨回" not in ahead.stderr
    back = jiadi.run("clock", "2030-01-02T09:30")
    assert back.stderr.count("goes back") == len(SERVICES)
    assert jiadi.run("clock").stdout.count("2030-01-02 09:30:") == len(SERVICES)
    assert "2020-01-06T09:30" in jiadi.run("clock", "someday").stderr


def test_a_worker_that_is_killed_is_reported_and_comes_back(first: Up) -> None:
    before = first.pids["funds.worker"]
    os.kill(before, signal.SIGKILL)
    first.wait_until_printed("funds.worker ended unasked")
    deadline = time.monotonic() + 30
    while first.pids.get("funds.worker") in (before, None):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_second_command_and_a_reset_are_refused_while_it_runs(jiadi: Jiadi, first: Up) -> None:
    again = jiadi.run("up")
    assert again.returncode == 1
    assert "stop it first" in again.stderr
    assert jiadi.run("reset", "--yes").returncode == 1
    assert first.ask("stranger", "{ viewer { subject } }")["data"]


def test_ctrl_c_leaves_nothing_and_a_second_start_keeps_the_data(jiadi: Jiadi, first: Up) -> None:
    pids = first.pids
    assert set(pids) >= {"stack", *PARTS}
    assert first.end(signal.SIGINT) == 0
    assert [part for part, pid in pids.items() if is_running(pid)] == []
    assert not (jiadi.home / "up.json").exists()
    with jiadi.up() as second:
        assert "sample of 2020 is loaded" not in second.printed
        assert second.ask("platform_operator", REGIONS)["data"]["county"] == {"name": "轮台县"}
        pids = second.pids
        assert jiadi.run("down").returncode == 0
        assert second.wait() == 0
        assert [part for part, pid in pids.items() if is_running(pid)] == []


def test_reset_asks_before_it_deletes(jiadi: Jiadi) -> None:
    assert jiadi.run("reset", answer="n\n").returncode == 1
    assert {"ports.json", "sample.loaded"} <= {path.name for path in jiadi.home.iterdir()}
    assert jiadi.run("reset", answer="y\n").returncode == 0
    assert list(jiadi.home.iterdir()) == []
