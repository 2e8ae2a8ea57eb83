"""Looking for idle assets: every day by what is known of their use, and when the public reports one."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.jobs import job
from chassis.uow import UnitOfWork
from published.idle_terms import AssetAlertKind, IdleCaseState, SignalSource
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.assets.alert.commands import clustering, overdue, recluster, risk
from services.assets.asset.models import Asset
from services.assets.detection.rules import RULES, A12Params, UseFacts, source_of
from services.assets.idle.commands import Suspicion, add_signals, open_case, raise_case_alert
from services.assets.idle.models import IdleCase, IdleSignal
from services.assets.idle.states import CLOSED, PLANS
from services.assets.packs import PACKS
from services.assets.use import known_use

Signals = Sequence[tuple[SignalSource, Verdict]]
BROKEN: Final = frozenset({Outcome.WARN, Outcome.BLOCK})


@job("idle.detect")
def detect_idle(uow: UnitOfWork, on: date) -> None:
    """Every watched asset that a detector finds suspect gets a case, or its case another signal."""
    for asset_id, facts, signals in _found(uow, on):
        _suspect(uow, asset_id, facts, signals)
    _recluster(uow)


def report_idle(uow: UnitOfWork, asset_id: UUID, received_on: date, reports: int = 1) -> None:
    """The public reported an asset: `reports` in all since it was last seen in use. Nothing follows if it is not
    watched, such as an asset of a household, or if a dismissal spares it."""
    row = uow.session.execute(known_use(received_on, col(Asset.id) == asset_id)).mappings().one_or_none()
    if row is not None:
        facts, region = _facts(row, received_on, reports=reports)
        _suspect(uow, asset_id, facts, [each for each in _signals(facts, region) if each[0] is SignalSource.REPORT])


def _found(uow: UnitOfWork, on: date) -> Iterator[tuple[UUID, UseFacts, Signals]]:
    rows = uow.session.execute(known_use(on, quiet_since=on - timedelta(days=_shortest()))).mappings().all()
    for row in rows:
        facts, region = _facts(row, on)
        if signals := _signals(facts, region):
            yield row["asset_id"], facts, signals


def _shortest() -> int:
    """No pack finds an asset suspect after fewer days."""
    packs = (PACKS.params(pack, "A-12", A12Params) for pack in PACKS.packs)
    return min(days for params in packs for days in params.idle_days.values())


def _facts(row: Any, on: date, **more: int) -> tuple[UseFacts, str]:
    known = {name: row[name] for name in UseFacts.__dataclass_fields__ if name in row}
    return UseFacts(on=on, **known, **more), row["region_code"]


def _signals(facts: UseFacts, region_code: str) -> Signals:
    verdicts = judge(RULES, facts, PACKS.select(region_code, facts.on))
    return [(source_of(each.rule_id, facts), each) for each in verdicts if each.outcome in BROKEN]


def _suspect(uow: UnitOfWork, asset_id: UUID, facts: UseFacts, signals: Signals) -> None:
    if not signals:
        return
    (asset,) = uow.lock(Asset, col(Asset.id) == asset_id)
    cases = uow.lock(IdleCase, col(IdleCase.asset_id) == asset_id, col(IdleCase.state).not_in(CLOSED))
    if not cases:
        open_case(uow, asset, Suspicion(signals, facts.last_used_on, facts.counted_from), facts.on)
    elif cases[0].state is IdleCaseState.SUSPECTED:
        _add_new(uow, cases[0], signals, facts.on)


def _add_new(uow: UnitOfWork, case: IdleCase, signals: Signals, on: date) -> None:
    """Signals of rules that have not spoken in the case yet."""
    known = uow.session.scalars(select(IdleSignal.verdict).where(col(IdleSignal.case_id) == case.id))
    spoken = {verdict["rule_id"] for verdict in known}
    fresh = [each for each in signals if each[1].rule_id not in spoken]
    if fresh:
        add_signals(uow, case, fresh, on)
        uow.record(case, action="idle_case.signal", verdicts=[verdict for _, verdict in fresh])


def _recluster(uow: UnitOfWork) -> None:
    """Open cases whose likes nearby have become more or fewer count for more or less from today on."""
    likes = func.count().over(partition_by=(IdleCase.category_code, IdleCase.area_path)) - 1
    rows = uow.session.execute(
        select(IdleCase.id, IdleCase.pack, IdleCase.clustering_bps, likes).where(col(IdleCase.state).not_in(CLOSED))
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
