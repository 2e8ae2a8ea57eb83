"""Raising and resolving alerts; every step that finds or takes away a cause calls these two."""

from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import col

from chassis.uow import UnitOfWork
from published.idle_terms import AlertState, AssetAlertKind
from rulebook.verdict import Verdict
from services.assets.alert.models import AssetAlert
from services.assets.alert.rules import ONE_BPS, A10Params
from services.assets.alert.states import ALERT
from services.assets.packs import PACKS

PERMISSION = "alert.raise"


class Placed(Protocol):
    """A row that lies in a region."""

    region_id: UUID
    region_code: str
    region_path: str


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
    its kind, unless `due_on` says otherwise. `verdict` says why. The caller has required its own permission; a job
    or handler has none to require.
    """
    about: dict[str, Any] = {
        "idle_case_id": idle_case_id,
        "contract_id": contract_id,
        "asset_id": asset_id,
        "project_id": project_id,
    }
    subject = subject_id or next(found for found in about.values() if found is not None)
    if open_now := _open(uow, kind, subject):
        return open_now
    params = urgency_params(place, raised_on)
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
    _record(uow, alert, "alert.raise", (verdict,))
    return alert


def resolve_alerts(uow: UnitOfWork, kind: AssetAlertKind, subject_id: UUID, on: date) -> None:
    """The cause is gone: the open alert of this kind about the subject, if there is one, is resolved."""
    for alert in _open_rows(uow, kind, subject_id):
        uow.move(alert, ALERT, AlertState.RESOLVED, on=max(on, alert.state_since))
        _record(uow, alert, "alert.resolve")


def assign_alerts(uow: UnitOfWork, kind: AssetAlertKind, subject_id: UUID, assignee_id: UUID, due_on: date) -> None:
    """The open alert of this kind about the subject, if there is one, is somebody's, to be dealt with by a day."""
    for alert in _open_rows(uow, kind, subject_id):
        if alert.state is AlertState.OPEN:
            uow.move(alert, ALERT, AlertState.ASSIGNED, on=max(uow.today, alert.state_since))
        alert.assignee_id, alert.due_on = assignee_id, due_on
        _record(uow, alert, "alert.assign")


def urgency_params(place: Placed, on: date) -> A10Params:
    """How urgency is reckoned in a place on a day."""
    params = PACKS.select(place.region_code, on).params["A-10"]
    if not isinstance(params, A10Params):
        raise TypeError("the packs hold other parameters for A-10")
    return params


def _open_rows(uow: UnitOfWork, kind: AssetAlertKind, subject_id: UUID) -> list[AssetAlert]:
    return uow.lock(
        AssetAlert,
        col(AssetAlert.kind) == kind,
        col(AssetAlert.subject_id) == subject_id,
        col(AssetAlert.state) != AlertState.RESOLVED,
    )


def _open(uow: UnitOfWork, kind: AssetAlertKind, subject_id: UUID) -> AssetAlert | None:
    return next(iter(_open_rows(uow, kind, subject_id)), None)


def _record(uow: UnitOfWork, alert: AssetAlert, action: str, verdicts: tuple[Verdict, ...] = ()) -> None:
    if uow.principal.system:
        uow.require(PERMISSION, alert)
    uow.record(alert, action=action, verdicts=verdicts)
