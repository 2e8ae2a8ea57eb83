"""The watch over struck-off cases."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from chassis.jobs import job
from chassis.uow import UnitOfWork
from published.idle_terms import AssetAlertKind, IdleCaseState
from rulebook.engine import judge
from services.assets.alert.commands import risk
from services.assets.idle.commands import raise_case_alert
from services.assets.idle.events import idle_case_relapsed
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CASE
from services.assets.packs import PACKS
from services.assets.trial.rules import WATCH_RULES, RelapseFacts


@job("idle.relapse")
def mark_relapses(uow: UnitOfWork, on: date) -> None:
    """A struck-off case whose asset was found idle again within its watch has relapsed."""
    for before_id, again_id in uow.session.execute(_RELAPSES).all():
        rows = {case.id: case for case in uow.lock(IdleCase, col(IdleCase.id).in_((before_id, again_id)))}
        _relapse(uow, rows[before_id], rows[again_id], on)


_BEFORE, _AGAIN = aliased(IdleCase), aliased(IdleCase)
_RELAPSES = (
    select(col(_BEFORE.id), col(_AGAIN.id))
    .join(_AGAIN, col(_AGAIN.asset_id) == col(_BEFORE.asset_id))
    .where(
        col(_BEFORE.state) == IdleCaseState.REVITALISED,
        col(_AGAIN.finding).is_not(None),
        col(_AGAIN.opened_on).between(col(_BEFORE.struck_off_on), col(_BEFORE.relapse_watch_ends_on)),
        col(_AGAIN.id) != col(_BEFORE.id),
    )
    .order_by(col(_BEFORE.id))
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
