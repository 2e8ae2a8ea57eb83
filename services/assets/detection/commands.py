"""Making an asset suspect: what is known of its use, what speaks for idleness, and the case that follows."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.uow import UnitOfWork
from published.idle_terms import IdleCaseState, SignalSource
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.assets.asset.models import Asset
from services.assets.detection.rules import RULES, UseFacts, source_of
from services.assets.idle.commands import Suspicion, add_signals, open_case
from services.assets.idle.models import IdleCase, IdleSignal
from services.assets.idle.states import CLOSED
from services.assets.packs import PACKS
from services.assets.use import known_use

Signals = Sequence[tuple[SignalSource, Verdict]]
BROKEN: Final = frozenset({Outcome.WARN, Outcome.BLOCK})


def report_idle(uow: UnitOfWork, asset_id: UUID, received_on: date, reports: int = 1) -> None:
    """The public reported an asset, `reports` times in all since it was last seen in use.

    Nothing follows if it is not watched, such as an asset of a household, or if a dismissal spares it.
    """
    row = uow.session.execute(known_use(received_on, col(Asset.id) == asset_id)).mappings().one_or_none()
    if row is not None:
        facts, region = facts_of(row, received_on, reports=reports)
        suspect(uow, asset_id, facts, [each for each in signals_of(facts, region) if each[0] is SignalSource.REPORT])


def facts_of(row: Any, on: date, reports: int = 0) -> tuple[UseFacts, str]:
    """Facts from a row of `known_use`, and the code of the region whose pack judges them."""
    known: dict[str, Any] = {name: row[name] for name in UseFacts.__dataclass_fields__ if name in row}
    return UseFacts(on=on, reports=reports, **known), row["region_code"]


def signals_of(facts: UseFacts, region_code: str) -> Signals:
    """The broken detectors with their sources, in the order of the rules."""
    verdicts = judge(RULES, facts, PACKS.select(region_code, facts.on))
    return [(source_of(each.rule_id, facts), each) for each in verdicts if each.outcome in BROKEN]


def suspect(uow: UnitOfWork, asset_id: UUID, facts: UseFacts, signals: Signals) -> None:
    """A case of the asset, or one more signal in the case that it has; nothing without a signal."""
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
    spoken = set(uow.session.scalars(select(col(IdleSignal.rule_id)).where(col(IdleSignal.case_id) == case.id)))
    fresh = [each for each in signals if each[1].rule_id not in spoken]
    if fresh:
        add_signals(uow, case, fresh, on)
        uow.record(case, action="idle_case.signal", verdicts=[verdict for _, verdict in fresh])
