"""Which jobs are due on which business dates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import Clock, business_date
from chassis.jobs import Job
from chassis.service import Service

DAY = timedelta(days=1)


def latest_runs(connection: Connection, service: Service, today: date) -> dict[str, date]:
    """Up to which date each job was worked off; dates after `today` do not count, nor do jobs that never ran."""
    runs = service.tables.job_run.c
    latest = (
        select(runs.job, func.max(runs.business_date).label("on")).where(runs.business_date <= today).group_by(runs.job)
    )
    return {row.job: row.on for row in connection.execute(latest)}


def oldest_missed(connection: Connection, service: Service, clock: Clock) -> date | None:
    """The oldest business date up to today that a job is still to be run for, if there is one."""
    today = business_date(clock.now(connection))
    latest = latest_runs(connection, service, today)
    nexts = (latest.get(task.name, today - DAY) + DAY for task in service.jobs)
    return min((on for on in nexts if on <= today), default=None)


class Schedule:
    """Until which date each job was worked off, as far as this process knows; the record decides in the end."""

    def __init__(self, jobs: Sequence[Job], latest: Mapping[str, date]) -> None:
        self._jobs = jobs
        self._latest = dict(latest)

    def due(self, today: date, waiting: Iterable[str]) -> tuple[date, list[Job]] | None:
        """The oldest date that is to be worked off, with its jobs in their order; those that wait are left out."""
        held_up = set(waiting)
        nexts = {task.name: self._latest[task.name] + DAY for task in self._jobs if task.name not in held_up}
        on = min(nexts.values(), default=None)
        if on is None or on > today:
            return None
        return on, [task for task in self._jobs if nexts.get(task.name) == on]

    def worked_off(self, task: Job, on: date) -> None:
        """Go on to the next date."""
        self._latest[task.name] = on


def read_schedule(connection: Connection, service: Service, clock: Clock) -> Schedule:
    """The schedule as recorded. A job that is new here begins today, which is noted so that today cannot be lost."""
    now = clock.now(connection)
    today = business_date(now)
    latest = latest_runs(connection, service, today)
    eve = today - DAY
    for task in service.jobs:
        if task.name not in latest:
            row = insert(service.tables.job_run).values(job=task.name, business_date=eve, ran=False, recorded_at=now)
            connection.execute(row.on_conflict_do_nothing())
    return Schedule(service.jobs, {task.name: eve for task in service.jobs} | latest)
