"""The worker's loop that works off business dates."""

import threading
from datetime import date

from chassis.clock import business_date
from chassis.jobs import Job, work_off
from chassis.leader import SCHEDULE_LOCK, Leader
from chassis.log import logger
from chassis.part import DATABASE_FAILURES, STAND_BY_SECONDS, Pause, require_passing
from chassis.retries import is_overload
from chassis.runtime import Runtime
from chassis.schedule import Schedule, read_schedule
from chassis.stalled import Stalled

LOOK_SECONDS = 0.5


class ScheduleLoop:
    """Runs what is due, date by date, as long as this process leads; a job that fails holds up itself and no other."""

    name = "scheduler"

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._stalled: Stalled[str] = Stalled()
        self._reached = False

    @property
    def ready(self) -> bool:
        """Whether the database answers and no job is failing."""
        return self._reached and not self._stalled.failing

    def run(self, stop: threading.Event) -> None:
        """Compete for the lock and lead; begin again after a lost connection."""
        pause = Pause()
        while not stop.is_set():
            try:
                with Leader.compete(self._runtime.engine, SCHEDULE_LOCK) as leader:
                    self._reached = True
                    pause.reset()
                    self._lead(leader, stop)
            except DATABASE_FAILURES as error:
                self._reached = False
                require_passing(error, self.name)
                pause.wait(stop)

    def _lead(self, leader: Leader | None, stop: threading.Event) -> None:
        if leader is None:
            stop.wait(STAND_BY_SECONDS)
            return
        today: date | None = None
        schedule: Schedule | None = None
        while not stop.is_set():
            leader.require_lead()
            before, today = today, business_date(self._runtime.clock.now(leader.connection))
            if schedule is None or before is None or today < before:
                schedule = read_schedule(leader.connection, self._runtime.service, self._runtime.clock)
            if not self._work(schedule, today):
                stop.wait(LOOK_SECONDS)

    def _work(self, schedule: Schedule, today: date) -> bool:
        """Work off one date; whether there was one."""
        self._stalled.take_due()
        due = schedule.due(today, self._stalled.waiting)
        if due is None:
            return False
        on, jobs = due
        for task in jobs:
            self._run(schedule, task, on)
        return True

    def _run(self, schedule: Schedule, task: Job, on: date) -> None:
        try:
            work_off(self._runtime, task, on)
        except Exception as error:
            self._stall(task, on, error)
        else:
            self._stalled.succeeded([task.name])
            schedule.worked_off(task, on)

    def _stall(self, task: Job, on: date, error: Exception) -> None:
        """Come back to the same date: a date is never skipped."""
        place = {"job": task.name, "business_date": on.isoformat(), "retry_in": self._stalled.failed(task.name)}
        if is_overload(error):
            logger(__name__).warning("a job waits for the database", **place, reason=str(error))
        else:
            logger(__name__).error("a job failed", **place, exc_info=error)
