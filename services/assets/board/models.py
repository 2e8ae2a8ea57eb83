"""What the indicators of a region, or of each region directly below it, rest on: three statements."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Interval, and_, cast, exists, func, literal, or_, select
from sqlmodel import col

from chassis.graph.aggregate import step_below
from chassis.graph.context import ReadContext
from chassis.graph.dates import AS_OF, KNOWN, Dates
from chassis.visibility import under
from published.asset_terms import LifecycleState, UtilisationState
from published.distribution_terms import DeductionKind
from published.idle_terms import IdleCaseState
from services.assets.asof import ALL_KNOWN, CASE_STATE, FORMED, IDLE_DAYS, NET_VALUE, STATES
from services.assets.asset.models import Asset
from services.assets.asset.states import LIFECYCLE, UTILISATION
from services.assets.base import TABLES
from services.assets.board.rules import Measures, Sums
from services.assets.distribution.models import Deduction, Distribution
from services.assets.idle.models import IdleCase
from services.assets.idle.states import PLANS
from services.assets.income.models import Income, IncomeReceipt

NOTHING: Final[Sums] = {}
IN_SERVICE: Final = STATES[LIFECYCLE.axis].in_((LifecycleState.IN_SERVICE, LifecycleState.UNDER_REPAIR))
IDLE: Final = and_(IN_SERVICE, STATES[UTILISATION.axis].in_((UtilisationState.IDLE, UtilisationState.INEFFICIENT)))
"""What A-12 speaks of: found idle or inefficient, and not being revived yet."""
TO_REVIVE: Final = CASE_STATE.not_in((IdleCaseState.SUSPECTED, IdleCaseState.DISMISSED))
REVIVED: Final = CASE_STATE == IdleCaseState.REVITALISED
"""Struck off and not idle again."""
KEPT_UP: Final = (DeductionKind.FEES, DeductionKind.UPKEEP)
"""Deductions that are a cost of the income; debts and reserves are a use of it."""
YEAR_AGO: Final = AS_OF - cast(literal("12 months"), Interval)


async def measured(ctx: ReadContext, path: str, dates: Dates, *, below: bool) -> dict[str, Measures]:
    """By the path of the region, or of each region directly below; no entry for a region without anything."""
    found = [await _sums(ctx, statement(path, below=below), dates) for statement in (_assets, _cases, _incomes)]
    return {key: Measures(*(sums.get(key, NOTHING) for sums in found)) for key in set().union(*found)}


async def _sums(ctx: ReadContext, statement: Any, dates: Dates) -> dict[str, Sums]:
    return {row["key_"]: dict(row) for row in await ctx.fetch(statement, dates.parameters)}


def _key(model: Any, path: str, *, below: bool) -> ColumnElement[Any]:
    return (step_below(model.region_path, path) if below else literal(path)).label("key_")


def _of(model: Any, path: str, *, below: bool, **sums: ColumnElement[Any]) -> Any:
    statement = select(_key(model, path, below=below), *(each.label(name) for name, each in sums.items()))
    return statement.select_from(model).where(under(model.region_path, [path])).group_by("key_")


def _assets(path: str, *, below: bool) -> Any:
    return _of(
        Asset,
        path,
        below=below,
        in_service=func.count().filter(IN_SERVICE),
        idle=func.count().filter(IDLE),
        in_service_value=func.coalesce(func.sum(NET_VALUE).filter(IN_SERVICE), 0),
        idle_value=func.coalesce(func.sum(NET_VALUE).filter(IDLE), 0),
        idle_days=func.avg(IDLE_DAYS).filter(IDLE),
        original_value=func.sum(Asset.original_value),
    ).where(FORMED)


def _cases(path: str, *, below: bool) -> Any:
    return _of(
        IdleCase,
        path,
        below=below,
        overdue=func.count().filter(CASE_STATE.in_(PLANS), col(IdleCase.target_on) < AS_OF),
        relapsed=func.count().filter(CASE_STATE == IdleCaseState.RELAPSED),
        to_revive=func.count().filter(TO_REVIVE),
        revived=func.count().filter(REVIVED),
        to_revive_value=func.coalesce(func.sum(IdleCase.value).filter(TO_REVIVE), 0),
        revived_value=func.coalesce(func.sum(IdleCase.value).filter(REVIVED), 0),
    ).where(col(IdleCase.opened_on) <= AS_OF)


def _in_the_year(day: Any) -> ColumnElement[bool]:
    return and_(day > YEAR_AGO, day <= AS_OF)


def _received(*where: ColumnElement[bool]) -> ColumnElement[Any]:
    """Fen of an income that came in by AS_OF."""
    mine = col(IncomeReceipt.income_id) == Income.id
    found = select(func.coalesce(func.sum(IncomeReceipt.amount), 0)).where(mine, *where)
    return found.correlate(Income).scalar_subquery()


JOURNAL: Final = TABLES.journal.c
INCOME_KNOWN: Final = or_(
    ALL_KNOWN, exists().where(JOURNAL.entity_id == Income.id, JOURNAL.id <= KNOWN).correlate(Income)
)


def _costs() -> ColumnElement[Any]:
    """Fen that came off an income as its costs: of a distribution's, the part that the income makes."""
    costs = select(func.coalesce(func.sum(Deduction.amount), 0)).where(
        col(Deduction.distribution_id) == Distribution.id, col(Deduction.kind).in_(KEPT_UP)
    )
    part = costs.correlate(Distribution).scalar_subquery() * Income.due_amount // Distribution.income_amount
    found = select(part).where(col(Distribution.id) == Income.distribution_id)
    return func.coalesce(found.correlate(Income).scalar_subquery(), 0)


def _incomes(path: str, *, below: bool) -> Any:
    due, this_year = _in_the_year(col(Income.due_on)), _in_the_year(col(IncomeReceipt.received_on))
    return _of(
        Income,
        path,
        below=below,
        due=func.coalesce(func.sum(Income.due_amount).filter(due), 0),
        collected=func.coalesce(func.sum(_received(col(IncomeReceipt.received_on) <= AS_OF)).filter(due), 0),
        received=func.coalesce(func.sum(_received(this_year)), 0),
        costs=func.coalesce(func.sum(_costs()).filter(_in_the_year(col(Income.received_on))), 0),
    ).where(INCOME_KNOWN)
