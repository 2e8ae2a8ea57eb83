"""Assets as clients see them."""

from datetime import date
from typing import TYPE_CHECKING

from strawberry import ID

from chassis.graph.declare import batched, built, children, column, reference
from chassis.graph.history import history
from chassis.graph.node import node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import by_id, computed, listed, query
from chassis.graph.scalars import DecimalText, Money
from chassis.graph.values import Category, GeoPoint, StateChange
from published.asset_terms import AssetClass, AssetForm, OwnerLevel
from published.origin import RecordOrigin
from services.assets import replicas
from services.assets.asset import commands, models
from services.assets.asset.asof import FORMED
from services.assets.asset.lists import AssetConnection, AssetOrder
from services.assets.asset.reads import (
    AssetState,
    Completeness,
    all_categories,
    category_of,
    completeness,
    location_of,
    states_on,
)

if TYPE_CHECKING:
    from services.assets.neighbours import Project, ProjectFunding, Region


@node(models.Asset, during=FORMED)
class Asset:
    """Something the money became [资产]."""

    id: ID = column("Id [标识].")
    version: int = column("Version, for expectedVersion [版本].")
    code: str = column("Asset code, never re-used [资产编码].")
    name: str = column("Name [资产名称].")
    origin: RecordOrigin = column("How it came in [来源方式].")
    asset_class: AssetClass = column("Class [资产类型].")
    category: Category = built(category_of, "Category [资产类别].", category_code=models.Asset.category_code)
    form: AssetForm = column("Form [资产形态].")
    quantity: DecimalText = column("Quantity in `unit` [数量].")
    unit: str = column("Unit of the quantity [计量单位].")
    region: "Region | None" = reference(models.Asset.region_id, "Where [所在区划].", via=replicas.Region)
    address: str | None = column("Address [地址].")
    location: GeoPoint | None = built(
        location_of, "Point on the map [坐标].", latitude=models.Asset.latitude, longitude=models.Asset.longitude
    )
    project: "Project | None" = reference(
        models.Asset.project_id, "Project that formed it [来源项目].", via=replicas.Project
    )
    formed_on: date | None = column("Formed on; null only for an import [形成日期].")
    in_service_on: date | None = column("In service since; idle days count from here [投用日期].")
    useful_life_months: int | None = column("Useful life in months [使用年限].")
    original_value: Money = column("Sum of its funding, yuan [原值].")
    fundings: "list[AssetFunding]" = children(
        models.AssetFunding.asset_id,
        "Money it was made of; adds up to originalValue [资金构成].",
        order=(models.AssetFunding.id,),
    )
    state: AssetState = batched(states_on, "States and net value on a date, today if left out [资产状态].")
    owner_level: OwnerLevel = column("Level of the owner [所有者层级].")
    completeness: Completeness = batched(
        completeness,
        "Five ledger goals [完整度].",
        pack=models.Asset.pack,
        original_value=models.Asset.original_value,
        category_code=models.Asset.category_code,
        title=models.Asset.title_state,
        operation=models.Asset.operation_state,
    )
    history: list[StateChange] = history("Dated states, oldest first [状态历史].")


@node(models.AssetFunding)
class AssetFunding:
    """Money of one source in one asset [资金构成]."""

    asset: "Asset" = reference(models.AssetFunding.asset_id, "Asset [资产].")
    project_funding: "ProjectFunding | None" = reference(
        models.AssetFunding.project_funding_id,
        "Bound project money; null for other sources [项目资金].",
        via=replicas.ProjectFunding,
    )
    other_source: str | None = column("Other source, such as self-raised [其他来源].")
    amount: Money = column("Yuan [金额].")


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
    asset_categories: list[Category] | None = computed(
        all_categories, "Tree of asset categories, flat, by code [资产类别]."
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
