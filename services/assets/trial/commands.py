"""Commands at the end of a case: the trial, the strike-off by somebody else, and the watch for relapses."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from chassis.duties import require_another
from chassis.jobs import job
from chassis.uow import UnitOfWork
from published.asset_terms import UtilisationState
from published.idle_terms import AssetAlertKind, IdleCaseState
from rulebook.engine import judge
from services.assets.alert.commands import resolve_alerts, risk
from services.assets.asset.states import UTILISATION
from services.assets.document.commands import attach, papers_of
from services.assets.idle.commands import PHOTO_KINDS, PHOTOS, hold, raise_case_alert
from services.assets.idle.events import idle_case_relapsed, idle_case_revitalised
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CASE
from services.assets.income.models import Income
from services.assets.packs import PACKS
from services.assets.trial.inputs import IdleCaseStartTrialInput, IdleCaseStrikeOffInput
from services.assets.trial.rules import TRIAL_RULES, WATCH_RULES, A24Params, RelapseFacts, TrialFacts

CASE_ALERTS = (AssetAlertKind.IDLE_PLAN_OVERDUE, AssetAlertKind.RELAPSE)
"""Alerts about a case that its strike-off takes the cause of away."""


def start_trial(uow: UnitOfWork, cmd: IdleCaseStartTrialInput) -> UUID:
    """What was planned is done; the asset is tried for the days of the pack."""
    case, asset = hold(uow, cmd)
    uow.require("idle_case.start_trial", case)
    uow.require_step(case, CASE, "idleCaseStartTrial")
    case.trial_ends_on = _params(case).trial_ends_on(cmd.started_on)
    case.executed_by = [*case.executed_by, uow.principal.identity.subject]
    uow.move(case, CASE, IdleCaseState.TRIAL, cmd.started_on, ("input", "startedOn"))
    uow.record(case, action="idle_case.start_trial")
    uow.move(asset, UTILISATION, UtilisationState.TRIAL, cmd.started_on, ("input", "startedOn"))
    uow.record(asset, action="idle_case.start_trial")
    resolve_alerts(uow, AssetAlertKind.IDLE_PLAN_OVERDUE, case.id, cmd.started_on)
    return case.id


def strike_off(uow: UnitOfWork, cmd: IdleCaseStrikeOffInput) -> UUID:
    """The trial is over and the asset was seen in use, or gave income; emits idle_case.revitalised."""
    case, asset = hold(uow, cmd)
    uow.require("idle_case.strike_off", case)
    require_another(
        uow,
        (case.planned_by, *case.executed_by),
        "制定方案或实施盘活的人员不能办理销号,请由其他有权限的人员核验",
        "Who planned or carried it out may not strike it off; somebody else has to verify it",
    )
    uow.require_step(case, CASE, "idleCaseStrikeOff")
    attach(uow, case, cmd.photo_ids, PHOTOS, PHOTO_KINDS)
    use_seen = not papers_of(uow, case.id).isdisjoint(PHOTO_KINDS)
    uow.enforce(TRIAL_RULES, trial_facts(uow, case, cmd.verified_on, use_seen=use_seen), pack=case.pack)
    case.struck_off_on = case.closed_on = cmd.verified_on
    case.strike_off_finding = cmd.finding
    case.relapse_watch_ends_on = _params(case).watch_ends_on(cmd.verified_on)
    uow.move(case, CASE, IdleCaseState.REVITALISED, cmd.verified_on, ("input", "verifiedOn"))
    uow.record(case, idle_case_revitalised, action="idle_case.strike_off")
    uow.move(asset, UTILISATION, UtilisationState.IN_USE, cmd.verified_on, ("input", "verifiedOn"))
    uow.record(asset, action="idle_case.strike_off")
    for kind in CASE_ALERTS:
        resolve_alerts(uow, kind, case.id, cmd.verified_on)
    return case.id


def trial_facts(uow: UnitOfWork, case: IdleCase, on: date, *, use_seen: bool | None) -> TrialFacts:
    """A case on trial, as it stands on a day."""
    if case.trial_ends_on is None:
        raise RuntimeError("a case on trial has no end of its trial")
    return TrialFacts(case.state_since, case.trial_ends_on, on, _incomes_since(uow, case, on), use_seen)


def _incomes_since(uow: UnitOfWork, case: IdleCase, on: date) -> int:
    received = col(Income.received_on)
    statement = select(func.count()).where(
        col(Income.asset_id) == case.asset_id, received >= case.state_since, received <= on
    )
    return int(uow.session.scalars(statement).one())


def _params(case: IdleCase) -> A24Params:
    return PACKS.params(case.pack, "A-24", A24Params)


@job("idle.relapse")
def mark_relapses(uow: UnitOfWork, on: date) -> None:
    """A struck-off case whose asset was found idle again within its watch has relapsed."""
    for before_id, again_id in uow.session.execute(_RELAPSES).all():
        rows = {case.id: case for case in uow.lock(IdleCase, col(IdleCase.id).in_((before_id, again_id)))}
        _relapse(uow, rows[before_id], rows[again_id], on)


_BEFORE, _AGAIN = aliased(IdleCase), aliased(IdleCase)
_RELAPSES = (
    select(_BEFORE.id, _AGAIN.id)
    .join(_AGAIN, _AGAIN.asset_id == _BEFORE.asset_id)
    .where(
        _BEFORE.state == IdleCaseState.REVITALISED,
        _AGAIN.finding.is_not(None),  # type: ignore[union-attr]
        _AGAIN.opened_on.between(_BEFORE.struck_off_on, _BEFORE.relapse_watch_ends_on),  # type: ignore[attr-defined]
        _AGAIN.id != _BEFORE.id,
    )
    .order_by(_BEFORE.id)
)


def _relapse(uow: UnitOfWork, before: IdleCase, again: IdleCase, on: date) -> None:
    if before.struck_off_on is None or before.relapse_watch_ends_on is None:
        raise RuntimeError("a case under watch was never struck off")
    facts = RelapseFacts(before.struck_off_on, before.relapse_watch_ends_on, again.opened_on)
    (verdict,) = judge(WATCH_RULES, facts, PACKS.get(before.pack))
    uow.move(before, CASE, IdleCaseState.RELAPSED, on)
    uow.record(before, idle_case_relapsed, action="idle.relapse", verdicts=(verdict,))
    again.relapse_of_id, again.risk_bps = before.id, risk(again.pack, AssetAlertKind.RELAPSE)
    uow.record(again, action="idle.relapse", verdicts=(verdict,))
    raise_case_alert(uow, again, AssetAlertKind.RELAPSE, verdict, on)
