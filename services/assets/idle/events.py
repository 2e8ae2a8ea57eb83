"""What assets tells of an idle case."""

from published import idle as published
from published.money import Fen
from services.assets.idle.models import IdleCase


def idle_case_suspected(case: IdleCase) -> published.IdleCaseSuspectedV1:
    """A signal made an asset suspect."""
    return published.IdleCaseSuspectedV1(idle_case=_snapshot(case))


def idle_case_confirmed(case: IdleCase) -> published.IdleCaseConfirmedV1:
    """It was found idle or inefficient."""
    return published.IdleCaseConfirmedV1(idle_case=_snapshot(case))


def idle_case_dismissed(case: IdleCase) -> published.IdleCaseDismissedV1:
    """It is in use after all."""
    return published.IdleCaseDismissedV1(idle_case=_snapshot(case))


def idle_case_planned(case: IdleCase) -> published.IdleCasePlannedV1:
    """Its plan passed the guards of its mode."""
    return published.IdleCasePlannedV1(idle_case=_snapshot(case))


def idle_case_revitalised(case: IdleCase) -> published.IdleCaseRevitalisedV1:
    """The trial succeeded."""
    return published.IdleCaseRevitalisedV1(idle_case=_snapshot(case))


def idle_case_relapsed(case: IdleCase) -> published.IdleCaseRelapsedV1:
    """Its asset lies idle again within the watch."""
    return published.IdleCaseRelapsedV1(idle_case=_snapshot(case))


def _snapshot(case: IdleCase) -> published.IdleCaseSnapshot:
    return published.IdleCaseSnapshot(
        id=case.id,
        version=case.version,
        region_id=case.region_id,
        region_code=case.region_code,
        region_path=case.region_path,
        asset_id=case.asset_id,
        project_id=case.project_id,
        state=case.state,
        opened_on=case.opened_on,
        since=case.last_used_on,
        value=Fen(case.value),
        reason=case.reason,
        mode=case.mode,
    )
