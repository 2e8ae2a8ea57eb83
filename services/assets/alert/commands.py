"""Raising and resolving alerts; every step that finds or takes away a cause calls these two."""

from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import col

from chassis.uow import UnitOfWork
from published.idle_terms import AlertState, AssetAlertKind
from rulebook.engine import judge
from rulebook.verdict import Verdict
from services.assets.alert.models import AssetAlert
from services.assets.alert.rules import DEADLINE_RULES, ONE_BPS, A10Params, DeadlineFacts
from services.assets.alert.states import ALERT
from services.assets.packs import PACKS


class Placed(Protocol):
    """Anything that lies in a region."""

    @property
    def region_id(self) -> UUID:
        """The region."""

    @property
    def region_code(self) -> str:
        """Its code at the time."""

    @property
    def region_path(self) -> str:
        """The keys from the top."""


def raise_alert(
    uow: UnitOfWork,
    kind: AssetAlertKind,
    place: Placed,
    verdict: Verdict,
    *,
    raised_on: date,
    asset_id: UUID | None = None,
    project_id: UUID | None = None,
    idle_case_id: UUID | None = None,
    contract_id: UUID | None = None,
    subject_id: UUID | None = None,
    due_on: date | None = None,
    value: int = 0,
    counted_from: date | None = None,
    clustering_bps: int = ONE_BPS,
) -> AssetAlert:
    """An alert about a subject, or the one of its kind that is open about it already; `value` is fen at stake.

    The subject is `subject_id`, or else the case, contract, asset or project that is given, the first of them.
    Days count from `counted_from`, else from the day it is raised; it is due after the days that the pack gives
    its kind, unless `due_on` says otherwise. `verdict` says why.
    """
    about: dict[str, Any] = {
        "idle_case_id": idle_case_id,
        "contract_id": contract_id,
        "asset_id": asset_id,
        "project_id": project_id,
    }
    subject = subject_id or next(found for found in about.values() if found is not None)
    if open_now := _open_rows(uow, subject, kind):
        return open_now[0]
    params = PACKS.params(PACKS.select(place.region_code, raised_on).id, "A-10", A10Params)
    alert = AssetAlert(
        kind=kind,
        region_id=place.region_id,
        region_code=place.region_code,
        region_path=place.region_path,
        subject_id=subject,
        **about,
        verdict=verdict.model_dump(mode="json"),
        raised_on=raised_on,
        due_on=due_on or params.due_on(kind, raised_on),
        value=value,
        counted_from=counted_from or raised_on,
        clustering_bps=clustering_bps,
        risk_bps=params.risk_bps[kind],
    )
    return _raised(uow, alert, verdict)


def _raised(uow: UnitOfWork, alert: AssetAlert, verdict: Verdict) -> AssetAlert:
    uow.add(alert)
    uow.begin(alert, ALERT, AlertState.OPEN, on=alert.raised_on)
    uow.record(alert, action="alert.raise", verdicts=(verdict,))
    return alert


def resolve_alerts(uow: UnitOfWork, kind: AssetAlertKind, subject_id: UUID, on: date) -> None:
    """The cause is gone: the open alert of this kind about the subject, if there is one, is resolved."""
    for alert in _open_rows(uow, subject_id, kind):
        uow.move(alert, ALERT, AlertState.RESOLVED, on=max(on, alert.state_since))
        uow.record(alert, action="alert.resolve", verdicts=())


def assign_alerts(uow: UnitOfWork, subject_id: UUID, assignee_id: UUID, due_on: date) -> None:
    """Every open alert about the subject is somebody's, to be dealt with by a day."""
    for alert in _open_rows(uow, subject_id):
        if alert.state is AlertState.OPEN:
            uow.move(alert, ALERT, AlertState.ASSIGNED, on=max(uow.today, alert.state_since))
        alert.assignee_id, alert.due_on = assignee_id, due_on
        uow.record(alert, action="alert.assign", verdicts=())


def clustering(pack: str, likes: int) -> int:
    """The clustering factor of something with so many others of its kind nearby, 10 000 = 1.00."""
    return PACKS.params(pack, "A-10", A10Params).clustering(likes)


def risk(pack: str, kind: AssetAlertKind) -> int:
    """The risk factor of what a kind of alert tells, 10 000 = 1.00."""
    return PACKS.params(pack, "A-10", A10Params).risk_bps[kind]


def overdue(pack: str, deadline: date, on: date) -> Verdict:
    """What rule A-10 says of something that was to be done by a day."""
    (verdict,) = judge(DEADLINE_RULES, DeadlineFacts(deadline, on), PACKS.get(pack))
    return verdict


def recluster(uow: UnitOfWork, subject_id: UUID, clustering_bps: int) -> None:
    """The open alerts about the subject have more or fewer likes nearby."""
    for alert in _open_rows(uow, subject_id):
        alert.clustering_bps = clustering_bps
        uow.record(alert, action="alert.recluster", verdicts=())


def _open_rows(uow: UnitOfWork, subject_id: UUID, *kinds: AssetAlertKind) -> list[AssetAlert]:
    return uow.lock(
        AssetAlert,
        col(AssetAlert.subject_id) == subject_id,
        col(AssetAlert.kind).in_(kinds or AssetAlertKind),
        col(AssetAlert.state) != AlertState.RESOLVED,
    )
