"""Commands on idle cases: opened by a signal, checked in the field, dismissed, handed to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.errors import invalid
from chassis.uow import UnitOfWork
from published.asset_terms import UtilisationState
from published.document_terms import AssetDocumentKind
from published.idle_terms import AssetAlertKind, IdleCaseState, SignalSource
from rulebook.verdict import Verdict
from services.assets.alert.commands import assign_alerts, clustering, raise_alert, resolve_alerts, risk
from services.assets.asof import NET_VALUE
from services.assets.asset.models import Asset
from services.assets.asset.states import UTILISATION
from services.assets.document.commands import attach, papers_of
from services.assets.idle.events import idle_case_confirmed, idle_case_dismissed, idle_case_suspected
from services.assets.idle.inputs import CaseInput, IdleCaseAssignInput, IdleCaseConfirmInput, IdleCaseDismissInput
from services.assets.idle.models import FieldCheck, IdleCase, IdleSignal
from services.assets.idle.rules import RULES, FieldCheckFacts
from services.assets.idle.states import CASE, CLOSED, FOUND
from services.assets.packs import PACKS
from services.assets.replicas import Official

PHOTOS = ("input", "photoIds")
PHOTO_KINDS = frozenset({AssetDocumentKind.FIELD_PHOTO})


@dataclass(frozen=True)
class Suspicion:
    """Why an asset is suspect: its signals, the first of them the one to tell, and since when it lies unused."""

    signals: Sequence[tuple[SignalSource, Verdict]]
    last_used_on: date | None
    counted_from: date


def open_case(uow: UnitOfWork, asset: Asset, why: Suspicion, on: date) -> IdleCase:
    """A case of a locked asset that has none; the asset is suspect from that day, and an alert says why."""
    case = uow.add(_new_case(uow, asset, why, on))
    uow.begin(case, CASE, IdleCaseState.SUSPECTED, on=on)
    add_signals(uow, case, why.signals, on)
    verdicts = tuple(verdict for _, verdict in why.signals)
    uow.record(case, idle_case_suspected, action="idle_case.suspect", verdicts=verdicts)
    uow.move(asset, UTILISATION, UtilisationState.SUSPECT, on=max(on, asset.utilisation_since))
    uow.record(asset, action="asset.suspect", verdicts=verdicts)
    raise_case_alert(uow, case, AssetAlertKind.IDLE_SUSPECT, verdicts[0], on)
    return case


def _new_case(uow: UnitOfWork, asset: Asset, why: Suspicion, on: date) -> IdleCase:
    pack, area = PACKS.select(asset.region_code, on).id, area_of(asset.region_path)
    same = ("region_id", "region_code", "region_path", "project_id", "category_code")
    return IdleCase(
        **{name: getattr(asset, name) for name in same},
        asset_id=asset.id,
        pack=pack,
        area_path=area,
        opened_on=on,
        last_used_on=why.last_used_on,
        counted_from=min(why.counted_from, on),
        value=_net_value(uow, asset, on),
        clustering_bps=clustering(pack, _likes(uow, asset.category_code, area)),
        risk_bps=risk(pack, AssetAlertKind.IDLE_SUSPECT),
    )


def _net_value(uow: UnitOfWork, asset: Asset, on: date) -> int:
    """What is at stake, fen."""
    return int(uow.session.execute(select(NET_VALUE).where(col(Asset.id) == asset.id), {"as_of": on}).scalar_one())


def area_of(path: str) -> str:
    """The path of the region directly above: what lies under it is nearby."""
    return path[: path.rstrip("/").rfind("/") + 1]


def _likes(uow: UnitOfWork, category_code: str, area_path: str) -> int:
    """Open cases of the same category nearby."""
    like = (col(IdleCase.category_code) == category_code, col(IdleCase.area_path) == area_path)
    statement = select(func.count()).where(*like, col(IdleCase.state).not_in(CLOSED))
    return int(uow.session.scalars(statement).one())


def add_signals(
    uow: UnitOfWork, case: IdleCase, signals: Sequence[tuple[SignalSource, Verdict]], observed_on: date
) -> None:
    """What else speaks for it, seen on a day."""
    for source, verdict in signals:
        uow.add(
            IdleSignal(
                case_id=case.id,
                rule_id=verdict.rule_id,
                source=source,
                observed_on=observed_on,
                verdict=verdict.model_dump(mode="json"),
            )
        )


def raise_case_alert(uow: UnitOfWork, case: IdleCase, kind: AssetAlertKind, verdict: Verdict, on: date) -> None:
    """An alert about a case, as urgent as the case."""
    raise_alert(
        uow,
        kind,
        case,
        verdict,
        raised_on=on,
        asset_id=case.asset_id,
        idle_case_id=case.id,
        value=case.value,
        counted_from=case.counted_from,
        clustering_bps=case.clustering_bps,
    )


def hold(uow: UnitOfWork, cmd: CaseInput) -> tuple[IdleCase, Asset]:
    """The case and its asset to change, the asset locked first."""
    found = uow.get(IdleCase, cmd.id)
    (asset,) = uow.lock(Asset, col(Asset.id) == found.asset_id)
    return uow.get_for_update(IdleCase, cmd.id, cmd.expected_version), asset


def confirm_case(uow: UnitOfWork, cmd: IdleCaseConfirmInput) -> UUID:
    """The asset was found idle or inefficient; emits idle_case.confirmed."""
    case, asset = hold(uow, cmd)
    uow.require("idle_case.confirm", case)
    uow.require_step(case, CASE, "idleCaseConfirm")
    uow.reason = cmd.reason.label
    check = uow.add(_check(uow, case, cmd))
    attach(uow, check, cmd.photo_ids, PHOTOS, PHOTO_KINDS, subject=case)
    uow.enforce(RULES, FieldCheckFacts(papers_of(uow, check.id)), pack=case.pack)
    case.field_check_id, case.finding, case.reason = check.id, cmd.finding, cmd.reason
    uow.move(case, CASE, IdleCaseState.CONFIRMED, cmd.checked_on, ("input", "checkedOn"))
    uow.record(case, idle_case_confirmed, action="idle_case.confirm")
    uow.move(asset, UTILISATION, FOUND[cmd.finding], cmd.checked_on, ("input", "checkedOn"))
    uow.record(asset, action="idle_case.confirm")
    resolve_alerts(uow, AssetAlertKind.IDLE_SUSPECT, case.id, cmd.checked_on)
    return case.id


def _check(uow: UnitOfWork, case: IdleCase, cmd: IdleCaseConfirmInput) -> FieldCheck:
    return FieldCheck(
        region_path=case.region_path,
        case_id=case.id,
        checked_on=cmd.checked_on,
        finding=cmd.finding,
        reason=cmd.reason,
        condition=cmd.condition,
        checker=uow.actor,
    )


def dismiss_case(uow: UnitOfWork, cmd: IdleCaseDismissInput) -> UUID:
    """The asset is in use after all; no detector asks again until the day given. Emits idle_case.dismissed."""
    case, asset = hold(uow, cmd)
    uow.require("idle_case.dismiss", case)
    uow.require_step(case, CASE, "idleCaseDismiss")
    if cmd.until < uow.today:
        raise invalid(
            f"免扰截止{cmd.until}早于今天,请填写今天或以后的日期",
            f"Not to be asked again until {cmd.until}, which has passed; give today or a later day",
            ("input", "until"),
        )
    attach(uow, case, cmd.photo_ids, PHOTOS, PHOTO_KINDS)
    uow.move(case, CASE, IdleCaseState.DISMISSED, uow.today)
    case.dismissed_until, case.closed_on = cmd.until, uow.today
    uow.record(case, idle_case_dismissed, action="idle_case.dismiss")
    uow.move(asset, UTILISATION, UtilisationState.IN_USE, uow.today)
    uow.record(asset, action="idle_case.dismiss")
    resolve_alerts(uow, AssetAlertKind.IDLE_SUSPECT, case.id, uow.today)
    return case.id


def assign_cases(uow: UnitOfWork, cmd: IdleCaseAssignInput) -> dict[str, UUID | list[UUID]]:
    """All cases and their open alerts are given to one person, or none is."""
    official = uow.get(Official, cmd.assignee_id, ("input", "assigneeId"))
    if cmd.due_on < uow.today:
        raise invalid(
            f"期限{cmd.due_on}已过,请填写今天或以后的日期",
            f"The due date {cmd.due_on} has passed; give today or a later day",
            ("input", "dueOn"),
        )
    for place, target in sorted(enumerate(cmd.cases), key=lambda each: each[1].id):
        _assign(uow, target, official.id, cmd.due_on, ("input", "cases", str(place)))
    return {"idle_cases": [target.id for target in cmd.cases]}


def _assign(uow: UnitOfWork, target: CaseInput, assignee: UUID, due_on: date, field: tuple[str, ...]) -> None:
    case = uow.get_for_update(IdleCase, target.id, target.expected_version, (*field, "id"))
    uow.require("idle_case.assign", case)
    uow.require_step(case, CASE, "idleCaseAssign")
    case.assignee_id, case.due_on = assignee, due_on
    uow.record(case, action="idle_case.assign")
    assign_alerts(uow, case.id, assignee, due_on)
