"""Registering assets and confirming their titles."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.errors import ErrorCode, Fault, invalid
from chassis.pinyin import sort_key
from chassis.region import in_region
from chassis.uow import UnitOfWork
from published.asset_terms import LifecycleState, OperationState, RightKind, TitleState, UtilisationState
from published.assets import AssetSnapshot
from published.idle_terms import AssetAlertKind
from published.project_terms import ProjectState
from published.projects import ProjectSnapshot
from services.assets.alert.commands import raise_alert, resolve_alerts
from services.assets.asset.events import asset_formed, snapshot, title_confirmed
from services.assets.asset.inputs import AssetConfirmTitleInput, AssetRegisterInput
from services.assets.asset.models import CODE, Asset
from services.assets.asset.rules import (
    FORMATION_RULES,
    RULES,
    VALUE_RULES,
    A16Params,
    EntryFacts,
    FormationFacts,
    RegistrationFacts,
    ValueFacts,
    depreciation,
)
from services.assets.asset.states import LIFECYCLE, OPERATION, TITLE, UTILISATION
from services.assets.card.commands import make_card
from services.assets.category.models import CATEGORIES
from services.assets.document.commands import attach
from services.assets.funding.commands import require_money, take_money
from services.assets.funding.models import AssetFunding
from services.assets.packs import PACKS
from services.assets.replicas import Project, Region
from services.assets.rights.commands import (
    Ownership,
    certify,
    holders,
    require_owned,
    require_ownership,
    take_ownership,
)

PROJECT = ("input", "projectId")
DOCUMENTS = ("input", "documentIds")
ACCEPTED: Final = {ProjectState.ACCEPTED, ProjectState.SETTLED, ProjectState.HANDED_OVER, ProjectState.CLOSED}
"""States of a project that has formed what it was to form."""


def register_asset(uow: UnitOfWork, cmd: AssetRegisterInput) -> UUID:
    """Register an asset of an accepted project with its money and owners; emits asset.formed."""
    region: Region = uow.region(cmd.region_code)
    project = uow.get_for_update(Project, cmd.project_id, field=PROJECT)
    uow.require("asset.register", region)
    _require_accepted(project)
    pack = PACKS.select(region.code, cmd.formed_on).id
    ownership = require_ownership(uow, cmd.owners, pack=pack)
    _require_within(region, project)
    value = require_money(uow, project, cmd.money)
    asset = _new_asset(uow, cmd, {**in_region(region), "pack": pack, **_value(uow, cmd, value, pack)}, ownership)
    take_ownership(uow, asset, ownership)
    take_money(uow, asset, cmd.money)
    make_card(uow, asset)
    attach(uow, asset, cmd.document_ids, DOCUMENTS)
    uow.judge(RULES, _facts(asset, project), pack=pack)
    uow.record(asset, lambda made: asset_formed(snapshot_of(uow, made)), action="asset.register")
    resolve_alerts(uow, AssetAlertKind.ASSET_UNREGISTERED, project.id, on=uow.today)
    return asset.id


def _require_accepted(project: Project) -> None:
    if project.state in ACCEPTED:
        return
    state = project.state.label if project.state else "未知"
    raise Fault(
        ErrorCode.WRONG_STATE,
        f"该项目当前为“{state}”,尚未通过验收,不能登记资产,请先完成验收",
        f"The project is {project.state} and not accepted yet; it forms assets once it is",
        PROJECT,
    )


def _require_within(region: Region, project: Project) -> None:
    if not region.path.startswith(str(project.region_path)):
        raise invalid(
            "资产所在区划须在项目所在区划之内,请核对",
            "The asset must lie in the project's region or below it; check its place",
            ("input", "regionCode"),
        )


def _new_asset(uow: UnitOfWork, cmd: AssetRegisterInput, judged: dict[str, Any], ownership: Ownership) -> Asset:
    asset = Asset(
        **judged,
        **cmd.model_dump(include=_COPIED),
        code=_next_code(uow),
        name_sort=sort_key(cmd.name),
        owner_level=ownership.level,
        **(cmd.location.model_dump() if cmd.location else {}),
    )
    uow.add(asset)
    _begin(uow, asset)
    return asset


_COPIED: Final = {
    "project_id",
    "name",
    "asset_class",
    "category_code",
    "form",
    "quantity",
    "unit",
    "formed_on",
    "in_service_on",
    "address",
    "useful_life_months",
}
"""Columns that hold the input's field of the same name."""


def _value(uow: UnitOfWork, cmd: AssetRegisterInput, value: int, pack: str) -> dict[str, Any]:
    """What the asset is worth and how that goes, as its columns."""
    rules, params = PACKS.get(pack).settings["A-16"], PACKS.get(pack).params["A-16"]
    if not isinstance(params, A16Params):
        raise TypeError("the packs hold other parameters for A-16")
    facts = ValueFacts(value, cmd.formed_on, cmd.useful_life_months)
    uow.judge(VALUE_RULES, facts, pack=pack)
    goes = depreciation(facts, params) if rules.enabled else None
    if goes is None:
        return {"original_value": value}
    return {"original_value": value, "depreciable_value": goes.amount, "depreciates_from": goes.begins_on}


def _next_code(uow: UnitOfWork) -> str:
    return f"ZC{uow.session.scalar(CODE.next_value()):08d}"


def _begin(uow: UnitOfWork, asset: Asset) -> None:
    """The first fact of each axis, from the business date it became true on: formed, or put to use."""
    formed, used = asset.formed_on, asset.in_service_on
    uow.begin(asset, TITLE, TitleState.REGISTERED, on=formed)
    uow.begin(asset, OPERATION, OperationState.NOT_STARTED, on=formed)
    uow.begin(asset, UTILISATION, UtilisationState.IN_USE if used else UtilisationState.UNKNOWN, on=used or formed)
    uow.begin(asset, LIFECYCLE, LifecycleState.IN_SERVICE if used else LifecycleState.PLANNED, on=used or formed)


def snapshot_of(uow: UnitOfWork, asset: Asset) -> AssetSnapshot:
    """The asset as it is told to others, with its money and the owners of today or of the day it was formed."""
    fundings = select(AssetFunding).where(col(AssetFunding.asset_id) == asset.id).order_by(col(AssetFunding.id))
    owners = holders(uow, asset, RightKind.OWNERSHIP, max(uow.today, asset.formed_on))
    return snapshot(asset, uow.session.scalars(fundings).all(), owners)


def confirm_title(uow: UnitOfWork, cmd: AssetConfirmTitleInput) -> UUID:
    """Confirm the title of a registered asset; its certificate goes into the owners' rights."""
    asset = uow.get_for_update(Asset, cmd.id, cmd.expected_version)
    uow.require("asset.confirm_title", asset)
    uow.require_step(asset, TITLE, "assetConfirmTitle")
    require_owned(uow, asset, max(cmd.confirmed_on, asset.formed_on))
    uow.move(asset, TITLE, TitleState.CONFIRMED, on=cmd.confirmed_on, field=("input", "confirmedOn"))
    certify(uow, asset, cmd.confirmed_on, cmd.certificate_number)
    attach(uow, asset, cmd.document_ids, DOCUMENTS)
    uow.record(
        asset,
        lambda made: title_confirmed(snapshot_of(uow, made), cmd.confirmed_on, cmd.certificate_number),
        action="asset.confirm_title",
    )
    return asset.id


def tell_unregistered(uow: UnitOfWork, project: ProjectSnapshot) -> None:
    """Raise an alert for an accepted project of which no asset is registered, nor being registered now."""
    uow.lock(Project, col(Project.id) == project.id)
    formed = select(func.count()).select_from(Asset).where(col(Asset.project_id) == project.id)
    accepted_on = project.accepted_on or uow.today
    facts = FormationFacts(accepted_on, uow.session.scalars(formed).one())
    pack = PACKS.select(project.region_code, accepted_on).id
    (verdict,) = uow.judge(FORMATION_RULES, facts, pack=pack)
    if facts.assets == 0:
        raise_alert(
            uow,
            AssetAlertKind.ASSET_UNREGISTERED,
            project,
            verdict,
            raised_on=accepted_on,
            project_id=project.id,
            value=project.accepted_amount or 0,
        )


def _facts(asset: Asset, project: Project) -> RegistrationFacts:
    entry = EntryFacts(
        original_value=asset.original_value,
        category_known=asset.category_code in CATEGORIES,
        title=asset.title_state,
        operation=asset.operation_state,
        rights=frozenset({RightKind.OWNERSHIP}),
    )
    return RegistrationFacts(entry, project.household_count)
