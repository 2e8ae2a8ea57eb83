"""Assets as clients see them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, select
from sqlmodel import col
from strawberry import ID, UNSET

from chassis.graph.context import ReadContext
from chassis.graph.dates import dates
from chassis.graph.declare import batched, built, column, reference
from chassis.graph.history import history
from chassis.graph.node import node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import by_id, listed, query
from chassis.graph.scalars import DecimalText, Money
from chassis.graph.steps import what_blocks
from chassis.graph.values import Category, GeoPoint, StateChange, StepCheck
from published.asset_terms import AssetClass, AssetForm, OwnerLevel
from published.origin import RecordOrigin
from services.assets import replicas
from services.assets.asof import FORMED, HELD, STATE_COLUMNS
from services.assets.asset import commands, models, steps
from services.assets.asset.rules import A03Params, EntryFacts, findings
from services.assets.asset.types import AssetConnection, AssetOrder, AssetState, Completeness
from services.assets.category.models import CATEGORIES
from services.assets.category.types import category
from services.assets.document.types import documents_of
from services.assets.handover.steps import STEPS as HANDOVER_STEPS
from services.assets.operation.steps import ASSET_STEPS as OPERATION_STEPS
from services.assets.packs import PACKS
from services.assets.rights.models import AssetRight
from services.assets.upkeep.models import UpkeepDuty

if TYPE_CHECKING:
    from services.assets.document.graph import AssetDocument
    from services.assets.neighbours import Project, Region


async def _states(
    ctx: ReadContext,
    rows: Sequence[dict[str, Any]],
    as_of: date | None = UNSET,
    known_at: datetime | None = UNSET,
) -> list[AssetState]:
    """INVALID_INPUT for a day that has not come."""
    asked = await dates(ctx, as_of, known_at=known_at)
    statement = select(col(models.Asset.id), *STATE_COLUMNS).where(
        col(models.Asset.id).in_([row["id"] for row in rows])
    )
    found = {row["id"]: row for row in await ctx.fetch(statement, asked.parameters)}
    return [AssetState.of(asked.as_of, found[row["id"]]) for row in rows]


async def _completeness(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[Completeness]:
    """As things stand today, by the goals of the pack that the asset was judged under."""
    statement = (
        select(col(AssetRight.asset_id), col(AssetRight.kind))
        .join(models.Asset, HELD)
        .where(col(models.Asset.id).in_([row["id"] for row in rows]))
    )
    held = await ctx.fetch(statement, (await dates(ctx)).parameters)
    return [
        _complete(row, frozenset(right["kind"] for right in held if right["asset_id"] == row["id"])) for row in rows
    ]


KEPT_UP = exists().where(col(UpkeepDuty.asset_id) == models.Asset.id).correlate(models.Asset)


def _complete(row: dict[str, Any], rights: frozenset[Any]) -> Completeness:
    params = PACKS.get(row["pack"]).params["A-03"]
    if not isinstance(params, A03Params):
        raise TypeError("the packs hold other parameters for A-03")
    facts = EntryFacts(
        original_value=row["original_value"],
        category_known=row["category_code"] in CATEGORIES,
        title=row["title"],
        operation=row["operation"],
        rights=rights,
        kept_up=row["kept_up"],
    )
    found = findings(facts, params.goals)
    return Completeness(met=list(found.met), missing=list(found.missing))


def _location(row: dict[str, Any]) -> GeoPoint | None:
    if row["latitude"] is None:
        return None
    return GeoPoint(latitude=row["latitude"], longitude=row["longitude"])


@node(models.Asset, during=FORMED)
class Asset:
    """Something the money became [资产]."""

    id: ID = column("Id [标识].")
    version: int = column("Version, for expectedVersion [版本].")
    code: str = column("Asset code, never re-used [资产编码].")
    name: str = column("Name [资产名称].")
    origin: RecordOrigin = column("How it came in [来源方式].")
    asset_class: AssetClass = column("Class [资产类型].")
    category: Category = built(
        lambda row: category(row["code"]), "Category [资产类别].", code=models.Asset.category_code
    )
    form: AssetForm = column("Form [资产形态].")
    quantity: DecimalText = column("Quantity in `unit` [数量].")
    unit: str = column("Unit of the quantity [计量单位].")
    region: "Region | None" = reference(models.Asset.region_id, "Where [所在区划].", via=replicas.Region)
    address: str | None = column("Address [地址].")
    location: GeoPoint | None = built(
        _location, "Point on the map [坐标].", latitude=models.Asset.latitude, longitude=models.Asset.longitude
    )
    project: "Project | None" = reference(
        models.Asset.project_id, "Project that formed it [来源项目].", via=replicas.Project
    )
    formed_on: date | None = column("Formed on; null only for an import [形成日期].")
    in_service_on: date | None = column("In service since; idle days count from here [投用日期].")
    useful_life_months: int | None = column("Useful life in months [使用年限].")
    original_value: Money = column("Sum of its funding, yuan [原值].")
    state: AssetState = batched(_states, "States and net value on a date, today if left out [资产状态].")
    owner_level: OwnerLevel = column("Level of the owner [所有者层级].")
    completeness: Completeness = batched(
        _completeness,
        "Five ledger goals [完整度].",
        pack=models.Asset.pack,
        original_value=models.Asset.original_value,
        category_code=models.Asset.category_code,
        title=models.Asset.title_state,
        operation=models.Asset.operation_state,
        kept_up=KEPT_UP,
    )
    documents: "list[AssetDocument]" = documents_of(models.Asset.id, "Files [电子件].")
    what_blocks: list[StepCheck] = what_blocks(models.Asset, (*steps.STEPS, *HANDOVER_STEPS, *OPERATION_STEPS))
    history: list[StateChange] = history("Dated states, oldest first [状态历史].")


@query
class AssetQuery:
    """Reads of assets."""

    asset: "Asset | None" = by_id("An asset by id [资产].")
    assets: "AssetConnection | None" = listed(
        "Assets; `where` on states and values holds on `asOf`, today if left out [资产台账].",
        where="AssetWhereInput",
        order=AssetOrder,
        dated=True,
    )


@payload
class AssetPayload:
    """Outcome [办理结果]."""

    asset: "Asset | None" = entity("Asset after it; null when nothing was done [资产].")


@mutation
class AssetMutation:
    """Commands on assets."""

    asset_register: "AssetPayload | None" = command(
        commands.register_asset, "Register an asset with its money and owners [资产登记]."
    )
    asset_confirm_title: "AssetPayload | None" = command(commands.confirm_title, "Confirm the title [确权].")
