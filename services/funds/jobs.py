"""What funds does by itself on every business date."""

from datetime import date

from chassis.jobs import job
from chassis.uow import UnitOfWork
from services.funds.payment.commands import mark_retention_due
from services.funds.payment.states import FALL_DUE


@job(FALL_DUE)
def let_retention_fall_due(uow: UnitOfWork, on: date) -> None:
    """Retention whose day has come is due from that day."""
    mark_retention_due(uow, on)


JOBS = (let_retention_fall_due,)
