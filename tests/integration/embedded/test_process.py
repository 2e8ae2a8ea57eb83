import signal
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from deploy.embedded.ports import Ports
from deploy.embedded.processes import Program
from tests.harness.process import HTTP, NotReadyError, ProgramProcess


@pytest.fixture
def echo(tmp_path: Path) -> Iterator[ProgramProcess]:
    port = Ports(tmp_path / "ports.json").get("echo")
    module = "tests.integration.embedded.echo"
    process = ProgramProcess(Program("echo", module, {"JIADI_PORT": str(port)}, port=port), tmp_path)
    process.start()
    process.wait_until_ready()
    yield process
    process.end()


def test_only_the_settings_of_the_program_reach_it(echo: ProgramProcess) -> None:
    told = orjson.loads(HTTP.request("GET", f"http://127.0.0.1:{echo.program.port}/").data)
    assert told == {"pid": echo.pid, "settings": dict(echo.program.settings)}


def test_a_killed_process_stays_dead_until_it_is_started(echo: ProgramProcess) -> None:
    first = echo.pid
    echo.end(signal.SIGKILL)
    assert echo.pid is None
    echo.start()
    echo.wait_until_ready()
    assert echo.pid not in (None, first)
    assert echo.log.read_text().count("echo starts") == 2


def test_a_process_that_ends_at_once_shows_its_log(tmp_path: Path) -> None:
    process = ProgramProcess(Program("lost", "tests.integration.embedded.no_such_module", {}, port=1), tmp_path)
    process.start()
    with pytest.raises(NotReadyError, match="No module named"):
        process.wait_until_ready()
