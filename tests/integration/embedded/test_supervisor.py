import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from deploy.embedded.keeper import PartFailedError
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part
from deploy.embedded.supervisor import Supervisor

SLEEPER = "import sys, time; print('up', flush=True); time.sleep(600)"


def _part(folder: Path, name: str, code: str, **more: object) -> Part:
    arguments: dict[str, object] = {"environment": {}, "folder": folder, **more}
    return Part(name=name, argv=(sys.executable, "-c", code), **arguments)  # type: ignore[arg-type]


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout.open(tmp_path / "home")


def _supervise(layout: Layout, said: list[str], *parts: Part) -> Supervisor:
    return Supervisor(layout, parts, said.append)


async def test_a_part_starts_only_when_what_it_needs_is_ready(layout: Layout, tmp_path: Path) -> None:
    flag = tmp_path / "job-done"
    job = _part(tmp_path, "job", f"import time; time.sleep(.3); open({str(flag)!r}, 'w')", is_job=True)
    needs = f"import os, time; assert os.path.exists({str(flag)!r}); time.sleep(600)"
    supervisor = _supervise(layout, [], _part(tmp_path, "api", needs, after=("job",)), job)
    await supervisor.start()
    assert supervisor.pid("api")
    assert supervisor.pid("job") is None
    await supervisor.stop()


async def test_a_part_that_dies_is_reported_and_started_again(layout: Layout, tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = _supervise(layout, said, _part(tmp_path, "api", SLEEPER))
    await supervisor.start()
    first = supervisor.pid("api")
    assert first
    os.kill(first, signal.SIGKILL)
    async with asyncio.timeout(5):
        while supervisor.pid("api") in (None, first):  # noqa: ASYNC110 - another process is watched
            await asyncio.sleep(0.02)
    await supervisor.stop()
    assert any("api ended unasked (SIGKILL)" in line for line in said)


async def test_a_failing_job_stops_the_start_and_says_why(layout: Layout, tmp_path: Path) -> None:
    supervisor = _supervise(
        layout,
        [],
        _part(tmp_path, "postgres", SLEEPER),
        _part(tmp_path, "migrate", "raise SystemExit('revision 7 is missing')", is_job=True, after=("postgres",)),
    )
    with pytest.raises(PartFailedError, match="revision 7 is missing"):
        await supervisor.start()
    assert supervisor.pid("postgres") is None


async def test_a_failing_preparation_of_a_part_stops_the_start(layout: Layout, tmp_path: Path) -> None:
    async def equip() -> None:
        raise RuntimeError("no topic could be created")

    supervisor = _supervise(layout, [], _part(tmp_path, "kafka", SLEEPER, equip=equip))
    with pytest.raises(RuntimeError, match="no topic could be created"):
        await supervisor.start()
    assert supervisor.pid("kafka") is None


async def test_parts_stop_in_reverse_order(layout: Layout, tmp_path: Path) -> None:
    order = tmp_path / "order"
    leaves = (
        "import signal, sys, time\n"
        "def leave(*_):\n"
        f"    open({str(order)!r}, 'a').write(sys.argv[1] + ' ')\n"
        "    sys.exit()\n"
        "signal.signal(signal.SIGTERM, leave)\n"
        "open(sys.argv[1], 'w').close()\n"
        "time.sleep(600)\n"
    )

    def part(name: str) -> Part:
        async def ready() -> bool:
            return (tmp_path / name).exists()

        return Part(name, (sys.executable, "-c", leaves, name), {}, tmp_path, ready=ready)

    supervisor = _supervise(layout, [], part("first"), part("second"), part("third"))
    await supervisor.start()
    await supervisor.stop()
    assert order.read_text().split() == ["third", "second", "first"]


async def test_what_a_part_prints_is_logged(layout: Layout, tmp_path: Path) -> None:
    supervisor = _supervise(layout, [], _part(tmp_path, "job", "print('羊舍')", is_job=True))
    await supervisor.start()
    await supervisor.stop()
    assert (layout.logs / "job.log").read_text() == "羊舍\n"
