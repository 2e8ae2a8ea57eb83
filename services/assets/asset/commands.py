"""Commands on assets."""

from typing import Any, Final
from uuid import UUID

from chassis.errors import ErrorCode, Fault, invalid
from chassis.pinyin import sort_key
from chassis.region import in_region
from chassis.uow import UnitOfWork
from published.asset_terms import LifecycleState, OperationState, RightKind, TitleState, UtilisationState
from published.project_terms import ProjectState
from services.assets.asset.events import asset_formed
from services.assets.asset.inputs import AssetRegisterInput
from services.assets.asset.models import CODE, Asset
from services.assets.asset.rules import RULES, EntryFacts, RegistrationFacts
from services.assets.asset.states import LIFECYCLE, OPERATION, TITLE, UTILISATION
from services.assets.category.models import CATEGORIES
from services.assets.funding.commands import require_money, take_money
from services.assets.packs import PACKS
from services.assets.replicas import Project, Region
from services.assets.rights.commands import Ownership, require_ownership, take_ownership

PROJECT = ("input", "projectId")
GIVEN_UP: Final = {ProjectState.REMOVED, ProjectState.CANCELLED}


def register_asset(uow: UnitOfWork, cmd: AssetRegisterInput) -> UUID:
    """Register an asset with its money and owners; emits asset.formed."""
    region: Region = uow.region(cmd.region_code)
    project = uow.get(Project, cmd.project_id, PROJECT)
    uow.require("asset.register", region)
    pack = PACKS.select(region.code, cmd.formed_on).id
    ownership = require_ownership(uow, cmd.owners, pack=pack)
    _require_approved(project)
    _require_within(region, project)
    value = require_money(uow, project, cmd.money)
    asset = _new_asset(uow, cmd, {**in_region(region), "pack": pack, "original_value": value}, ownership)
    owners = take_ownership(uow, asset, ownership)
    fundings = take_money(uow, asset, cmd.money)
    uow.judge(RULES, _facts(asset, project), pack=pack)
    uow.record(asset, lambda made: asset_formed(made, fundings, owners), action="asset.register")
    return asset.id


def _require_approved(project: Project) -> None:
    if project.approved_on is None or project.state in GIVEN_UP:
        raise Fault(
            ErrorCode.WRONG_STATE,
            "该项目尚未审定或已退出,不能登记资产,请先完成项目审定",
            "The project is not approved, or was given up; it cannot form an asset",
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


def _next_code(uow: UnitOfWork) -> str:
    return f"ZC{uow.session.scalar(CODE.next_value()):08d}"


def _begin(uow: UnitOfWork, asset: Asset) -> None:
    """The first fact of each axis, from the business date it became true on: formed, or put to use."""
    formed, used = asset.formed_on, asset.in_service_on
    uow.begin(asset, TITLE, TitleState.REGISTERED, on=formed)
    uow.begin(asset, OPERATION, OperationState.NOT_STARTED, on=formed)
    uow.begin(asset, UTILISATION, UtilisationState.IN_USE if used else UtilisationState.UNKNOWN, on=used or formed)
    uow.begin(asset, LIFECYCLE, LifecycleState.IN_SERVICE if used else LifecycleState.PLANNED, on=used or formed)


def _facts(asset: Asset, project: Project) -> RegistrationFacts:
    entry = EntryFacts(
        original_value=asset.original_value,
        category_known=asset.category_code in CATEGORIES,
        title=asset.title_state,
        operation=asset.operation_state,
        rights=frozenset({RightKind.OWNERSHIP}),
    )
    return RegistrationFacts(entry, project.household_count)
