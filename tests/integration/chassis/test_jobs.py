"""Every job runs once per business date, in order, whatever happens to the process and the clock."""

import asyncio
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest
from sqlalchemy import make_url

from chassis.backlog import read_backlog
from chassis.clock import business_date
from chassis.jobs import work_off
from chassis.runtime import Runtime
from chassis.schedule_loop import ScheduleLoop
from tests.harness.clock import set_clock
from tests.harness.databases import server_address
from tests.harness.run import Run
from tests.integration.chassis.example.jobs import JOBS, count_organisations
from tests.integration.chassis.stage import Desk, until
from tests.integration.chassis.worker_process import WorkerProcess

MONDAY = date(2020, 1, 6)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))
NAMES = ["organisation.count", "organisation.check", "organisation.close"]
EFFECTS = """
    SELECT reason, action, entity_version - 1 FROM journal
    WHERE actor->>'role' = 'SYSTEM' ORDER BY id
"""


def set_today(runtime: Runtime, day: date) -> None:
    set_clock([runtime.settings.owner_url()], day)


@pytest.fixture
async def office(desk: Desk) -> AsyncIterator[Desk]:
    """The telling service with its three jobs, one organisation, and no scheduler, on Monday."""
    runtime = Runtime(replace(desk.runtime.service, jobs=JOBS), desk.runtime.settings)
    set_today(runtime, MONDAY)
    office = Desk(runtime)
    assert not (await office.register("扶贫办")).errors
    yield office
    await runtime.close()


@contextmanager
def scheduling(runtime: Runtime) -> Iterator[ScheduleLoop]:
    """A scheduler in a thread of this process."""
    loop, stop = ScheduleLoop(runtime), threading.Event()
    thread = threading.Thread(target=loop.run, args=(stop,))
    thread.start()
    try:
        yield loop
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def effects(office: Desk) -> list[tuple[str, str]]:
    return [(on, action) for on, action, _ in office.rows(EFFECTS)]


def of_days(*days: date) -> list[tuple[str, str]]:
    return [(day.isoformat(), name) for day in days for name in NAMES]


def has_run(office: Desk, *days: date) -> Callable[[], bool]:
    count = "SELECT count(*) >= %(runs)s FROM job_run WHERE ran"
    return lambda: bool(office.rows(count, runs=len(days) * len(NAMES))[0][0])


async def test_the_first_day_is_today_and_each_job_runs_once_in_its_order(office: Desk) -> None:
    with scheduling(office.runtime) as loop:
        await until(has_run(office, MONDAY))
        await asyncio.sleep(1.2)
        assert loop.ready
    assert effects(office) == of_days(MONDAY)
    assert office.rows("SELECT job, ran FROM job_run WHERE business_date < '2020-01-06' ORDER BY job") == [
        ("organisations.check", False),
        ("organisations.close", False),
        ("organisations.count", False),
    ]


async def test_days_that_were_missed_are_caught_up_one_by_one(office: Desk) -> None:
    with scheduling(office.runtime):
        await until(has_run(office, MONDAY))
    set_today(office.runtime, THURSDAY)
    assert read_backlog(office.runtime.service, office.runtime.settings).missed == TUESDAY
    with scheduling(office.runtime):
        await until(has_run(office, MONDAY, TUESDAY, WEDNESDAY, THURSDAY))
    assert effects(office) == of_days(MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
    assert read_backlog(office.runtime.service, office.runtime.settings).missed is None


async def test_a_clock_that_is_moved_while_it_runs_is_noticed(office: Desk) -> None:
    with scheduling(office.runtime):
        await until(has_run(office, MONDAY))
        set_today(office.runtime, WEDNESDAY)
        await until(has_run(office, MONDAY, TUESDAY, WEDNESDAY))
    assert effects(office) == of_days(MONDAY, TUESDAY, WEDNESDAY)


async def test_a_clock_moved_back_begins_there_and_runs_no_day_twice(office: Desk) -> None:
    set_today(office.runtime, THURSDAY)
    with scheduling(office.runtime):
        await until(has_run(office, THURSDAY))
        set_today(office.runtime, TUESDAY)
        await until(has_run(office, THURSDAY, TUESDAY))
        set_today(office.runtime, THURSDAY)
        await until(has_run(office, THURSDAY, TUESDAY, WEDNESDAY))
        await asyncio.sleep(1.2)
    assert effects(office) == of_days(THURSDAY, TUESDAY, WEDNESDAY)


async def test_recorded_time_is_the_clocks_and_the_day_is_the_one_worked_off(office: Desk) -> None:
    set_today(office.runtime, THURSDAY)
    assert work_off(office.runtime, count_organisations, MONDAY)
    ((actor, correlation, recorded),) = office.rows(
        "SELECT actor, correlation_id, recorded_at FROM journal WHERE action = 'organisation.count'"
    )
    assert actor == {"subject": "system:organisations.count", "name": "系统", "role": "SYSTEM"}
    assert correlation == "job:organisations.count:2020-01-06"
    assert business_date(recorded) == THURSDAY


async def test_two_rivals_for_one_day_run_it_once(office: Desk) -> None:
    """Both are past the lock, as when the one that leads has lost its connection without knowing it."""
    ran = await asyncio.gather(
        *(asyncio.to_thread(work_off, office.runtime, count_organisations, MONDAY) for _ in range(4))
    )
    assert sorted(ran) == [False, False, False, True]
    assert effects(office) == [("2020-01-06", "organisation.count")]


async def test_two_schedulers_share_nothing_and_double_nothing(office: Desk) -> None:
    days = [MONDAY + timedelta(days=number) for number in range(20)]
    rival = Runtime(office.runtime.service, office.runtime.settings)
    with scheduling(office.runtime), scheduling(rival):
        await until(has_run(office, MONDAY))
        set_today(office.runtime, days[-1])
        await until(has_run(office, *days))
    rival.close_writes()
    assert effects(office) == of_days(*days)


async def test_a_job_that_fails_leaves_nothing_and_holds_up_no_other(office: Desk) -> None:
    await office.register("毒办")
    set_today(office.runtime, MONDAY)
    with scheduling(office.runtime) as loop:
        await until(lambda: sum(name == "organisation.close" for _, name in effects(office)) == 2)
        assert not loop.ready
        set_today(office.runtime, TUESDAY)
        await until(lambda: sum(name == "organisation.close" for _, name in effects(office)) == 4)
        assert "organisation.check" not in {name for _, name in effects(office)}
        assert read_backlog(office.runtime.service, office.runtime.settings).missed == MONDAY
        office.run_as_owner("UPDATE organisation SET name = '药办' WHERE name = '毒办'")
        await until(lambda: sum(name == "organisation.check" for _, name in effects(office)) == 4)
        await until(lambda: loop.ready)
    checks = [on for on, name in effects(office) if name == "organisation.check"]
    assert checks == ["2020-01-06"] * 2 + ["2020-01-07"] * 2


async def test_a_failing_first_day_is_not_lost_when_the_next_one_comes(office: Desk) -> None:
    office.run_as_owner("UPDATE organisation SET name = '毒办'")
    with scheduling(office.runtime):
        await until(lambda: len(effects(office)) == 2)
    set_today(office.runtime, TUESDAY)
    office.run_as_owner("UPDATE organisation SET name = '药办'")
    with scheduling(office.runtime):
        await until(has_run(office, MONDAY, TUESDAY))
    assert [on for on, name in effects(office) if name == "organisation.check"] == ["2020-01-06", "2020-01-07"]


async def test_the_database_going_away_is_waited_for(office: Desk, test_run: Run) -> None:
    with scheduling(office.runtime) as loop:
        await until(has_run(office, MONDAY))
        with psycopg.connect(server_address(test_run), autocommit=True) as administrator:
            database = make_url(office.owner_url).database
            administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database]
            )
        set_today(office.runtime, TUESDAY)
        await until(has_run(office, MONDAY, TUESDAY))
        await until(lambda: loop.ready)
    assert effects(office) == of_days(MONDAY, TUESDAY)


async def test_workers_killed_at_any_moment_run_every_day_once(office: Desk, own_topics: dict[str, str]) -> None:
    days = [MONDAY + timedelta(days=number) for number in range(200)]
    settings = office.runtime.settings.model_copy(update=own_topics)
    with ExitStack() as stack:
        workers = [WorkerProcess(settings, "projects", "jobs") for _ in range(2)]
        for worker in workers:
            stack.callback(worker.end, signal.SIGKILL)
        await until(has_run(office, MONDAY), seconds=150)
        set_today(office.runtime, days[-1])
        for number in range(4):
            await asyncio.sleep(0.4)
            victim = workers[number % 2]
            assert await asyncio.to_thread(victim.end, signal.SIGKILL) == -signal.SIGKILL
            victim.start()
        await until(has_run(office, *days), seconds=150)
    assert effects(office) == of_days(*days)


async def test_two_years_of_three_jobs_take_seconds(office: Desk) -> None:
    days = [MONDAY + timedelta(days=number) for number in range(600)]
    with scheduling(office.runtime):
        await until(has_run(office, MONDAY))
        began = time.monotonic()
        set_today(office.runtime, days[-1])
        await until(has_run(office, *days), seconds=150)
        seconds = time.monotonic() - began
    print(f"{len(days) * len(JOBS)} runs in {seconds:.1f} s")  # noqa: T201
    assert effects(office) == of_days(*days)
