"""Commands at the end of a case: the trial, the strike-off by somebody else, and the watch for relapses."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.duties import require_another
from chassis.uow import UnitOfWork
from published.asset_terms import UtilisationState
from published.idle_terms import AssetAlertKind, IdleCaseState
from services.assets.alert.commands import resolve_alerts
from services.assets.asset.states import UTILISATION
from services.assets.document.commands import attach, papers_of
from services.assets.idle.commands import PHOTO_KINDS, PHOTOS, hold
from services.assets.idle.events import idle_case_revitalised
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CASE
from services.assets.income.models import Income
from services.assets.packs import PACKS
from services.assets.trial.inputs import IdleCaseStartTrialInput, IdleCaseStrikeOffInput
from services.assets.trial.rules import TRIAL_RULES, A24Params, TrialFacts

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
    uow.move(case, CASE, IdleCaseState.REVITALISED, cmd.verified_on, ("input", "verifiedOn"))
    case.struck_off_on = case.closed_on = cmd.verified_on
    case.strike_off_finding = cmd.finding
    case.relapse_watch_ends_on = _params(case).watch_ends_on(cmd.verified_on)
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
