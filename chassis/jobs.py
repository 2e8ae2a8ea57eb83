"""Declarations of what a service does by itself on every business date, and the transaction that does it once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chassis import log
from chassis.journal import Origin
from chassis.telemetry import tracing
from chassis.telemetry.commands import judged

if TYPE_CHECKING:
    from chassis.runtime import Runtime
    from chassis.uow import UnitOfWork

Run = Callable[["UnitOfWork", date], None]
"""`(unit of work, business date)`; the unit's `today` is that date, its `now` the moment at which it is worked off."""


@dataclass(frozen=True)
class Job:
    """What is done once per business date, under a name that never changes: the name keys the record of its runs."""

    name: str
    run: Run


def job(name: str) -> Callable[[Run], Job]:
    """Declare a job; it acts as `system:<name>` and may do everything everywhere."""

    def declare(run: Run) -> Job:
        return Job(name, run)

    return declare


def work_off(runtime: "Runtime", task: Job, on: date) -> bool:
    """Run a job for a date, in one transaction with the note that it ran; False if it ran before.

    Raises whatever the job or the database raises; then nothing of it is kept.
    """
    with runtime.session() as session:
        origin = Origin(runtime.clock.now(session), f"job:{task.name}:{on}")
        with log.correlated(origin.correlation_id), tracing.span(f"job {task.name}"):
            return _claimed(runtime, session, task, on, origin) and _done(runtime, session, task, on, origin)


def _claimed(runtime: "Runtime", session: Session, task: Job, on: date, origin: Origin) -> bool:
    """Whether this transaction is the one that runs it; waits for a rival that has not ended."""
    table = runtime.service.tables.job_run
    row = insert(table).values(job=task.name, business_date=on, ran=True, recorded_at=origin.recorded_at)
    claim = row.on_conflict_do_update(set_=dict(row.excluded), where=~table.c.ran, index_elements=table.primary_key)
    return session.execute(claim.returning(table.c.job)).first() is not None


def _done(runtime: "Runtime", session: Session, task: Job, on: date, origin: Origin) -> bool:
    uow = runtime.unit(session, runtime.system(task.name), origin, today=on)
    task.run(uow, on)
    uow.finish()
    session.commit()
    judged(uow.verdicts)
    return True
