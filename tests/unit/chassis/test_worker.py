import threading
import urllib.error
import urllib.request
from typing import Any

import orjson
import pytest

from chassis.health import serve_health
from chassis.part import Pause
from chassis.worker import Worker


class Sleeper:
    """A part that works until it is stopped."""

    name = "sleeper"
    ready = True

    def run(self, stop: threading.Event) -> None:
        stop.wait()


class Failing:
    name = "failing"
    ready = False

    def run(self, stop: threading.Event) -> None:
        raise LookupError("broken")


def test_a_worker_ends_when_it_is_told_to() -> None:
    worker = Worker([Sleeper()])
    worker.start()
    assert worker.alive() == {"sleeper": True}
    worker.stop()
    worker.wait()
    assert (worker.failed, worker.alive()) == (False, {"sleeper": False})


def test_a_part_that_fails_ends_the_whole_worker() -> None:
    worker = Worker([Sleeper(), Failing()])
    worker.start()
    worker.wait()
    assert (worker.failed, worker.alive()) == (True, {"sleeper": False, "failing": False})


def answer(url: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status, orjson.loads(response.read())
    except urllib.error.HTTPError as error:
        return error.code, orjson.loads(error.read())


@pytest.fixture
def states() -> dict[str, bool]:
    return {"sealer": True, "relay": True}


def test_probes_are_answered_by_what_the_parts_say(states: dict[str, bool]) -> None:
    server = serve_health("127.0.0.1", 0, alive=lambda: {"sealer": True}, ready=lambda: states)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        assert answer(f"{base}/livez") == (200, {"sealer": True})
        assert answer(f"{base}/readyz") == (200, states)
        states["relay"] = False
        assert answer(f"{base}/readyz") == (503, {"sealer": True, "relay": False})
        assert answer(f"{base}/else")[0] == 404
    finally:
        server.shutdown()
        server.server_close()


class Recording(threading.Event):
    """Notes how long it is waited for, and waits for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        return False


def test_pauses_double_up_to_two_seconds_and_start_again() -> None:
    stop, pause = Recording(), Pause()
    for _ in range(7):
        pause.wait(stop)
    pause.reset()
    pause.wait(stop)
    assert stop.waits == [0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0, 0.1]
