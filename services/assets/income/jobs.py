"""What is late is noticed every day."""

from datetime import date, timedelta

from sqlalchemy import exists
from sqlmodel import col

from chassis.jobs import job
from chassis.uow import UnitOfWork
from published.idle_terms import AlertState, AssetAlertKind
from services.assets.alert.models import AssetAlert
from services.assets.income.commands import watch_income
from services.assets.income.models import Income


@job("incomes.overdue")
def watch_incomes(uow: UnitOfWork, on: date) -> None:
    """Judge every income that is late and that no alert is open about yet."""
    told = exists().where(
        col(AssetAlert.kind) == AssetAlertKind.INCOME_OVERDUE,
        col(AssetAlert.subject_id) == Income.id,
        col(AssetAlert.state) != AlertState.RESOLVED,
    )
    late = col(Income.due_on) <= on - timedelta(days=1)
    for income in uow.lock(Income, late, col(Income.received_on).is_(None), ~told):
        watch_income(uow, income)
