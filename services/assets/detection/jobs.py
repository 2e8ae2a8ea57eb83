"""Looking for idle assets and late plans, every day."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.jobs import job
from chassis.uow import UnitOfWork
from published.idle_terms import AssetAlertKind
from services.assets.alert.commands import clustering, overdue, recluster, risk
from services.assets.detection.commands import Signals, facts_of, signals_of, suspect
from services.assets.detection.rules import A12Params, UseFacts
from services.assets.idle.commands import raise_case_alert
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CLOSED, PLANS
from services.assets.packs import PACKS
from services.assets.use import known_use


@job("idle.detect")
def detect_idle(uow: UnitOfWork, on: date) -> None:
    """Every watched asset that a detector finds suspect gets a case, or its case another signal."""
    for asset_id, facts, signals in _found(uow, on):
        suspect(uow, asset_id, facts, signals)
    _recluster(uow)


def _found(uow: UnitOfWork, on: date) -> Iterator[tuple[UUID, UseFacts, Signals]]:
    rows = uow.session.execute(known_use(on, quiet_since=on - timedelta(days=_shortest()))).mappings().all()
    for row in rows:
        facts, region = facts_of(row, on)
        if signals := signals_of(facts, region):
            yield row["asset_id"], facts, signals


def _shortest() -> int:
    """No pack finds an asset suspect after fewer days."""
    packs = (PACKS.params(pack, "A-12", A12Params) for pack in PACKS.packs)
    return min(days for params in packs for days in params.idle_days.values())


def _recluster(uow: UnitOfWork) -> None:
    """Open cases whose likes nearby have become more or fewer count for more or less from today on."""
    likes = func.count().over(partition_by=(IdleCase.category_code, IdleCase.area_path)) - 1
    rows = uow.session.execute(
        select(col(IdleCase.id), col(IdleCase.pack), col(IdleCase.clustering_bps), likes).where(
            col(IdleCase.state).not_in(CLOSED)
        )
    )
    for case_id, pack, factor, count in rows.all():
        if (now := clustering(pack, count)) != factor:
            (case,) = uow.lock(IdleCase, col(IdleCase.id) == case_id)
            case.clustering_bps = now
            uow.record(case, action="idle_case.recluster", verdicts=())
            recluster(uow, case_id, now)


@job("idle.overdue")
def watch_plans(uow: UnitOfWork, on: date) -> None:
    """A plan that is not carried out by its date is more urgent, and an alert says so."""
    late = (col(IdleCase.state).in_(PLANS), col(IdleCase.target_on) < on)
    for case in uow.lock(IdleCase, *late):
        factor = max(case.risk_bps, risk(case.pack, AssetAlertKind.IDLE_PLAN_OVERDUE))
        if case.target_on is None or case.overdue_since == case.target_on:
            continue
        case.overdue_since, case.risk_bps = case.target_on, factor
        verdict = overdue(case.pack, case.target_on, on)
        uow.record(case, action="idle.overdue", verdicts=(verdict,))
        raise_case_alert(uow, case, AssetAlertKind.IDLE_PLAN_OVERDUE, verdict, on)
