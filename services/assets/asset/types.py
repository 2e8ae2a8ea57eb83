"""What assets are listed and summed by, each as it holds on the list's date, and the values they show."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

import strawberry
from sqlalchemy import select
from sqlmodel import col

from chassis.graph.aggregate import aggregate, by_enum, by_part, by_region_below, by_value, change, total
from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.dates import Dates
from chassis.graph.enums import enum_type
from chassis.graph.filter_types import (
    DateFilterInput,
    IDFilterInput,
    IntFilterInput,
    MoneyFilterInput,
    RegionFilterInput,
    StringFilterInput,
    enum_filter,
)
from chassis.graph.filters import on, on_region, on_some, where_input
from chassis.graph.listing import Asked
from chassis.graph.ordering import by, by_desc, order_of, ordering
from chassis.graph.scalars import Money, RegionCode
from chassis.graph.values import described
from published.asset_terms import (
    AssetClass,
    LifecycleState,
    OperationState,
    OwnerLevel,
    RightKind,
    TitleState,
    UtilisationState,
)
from published.idle_terms import IdleReason
from published.project_terms import OrganisationKind
from services.assets.asof import HELD, IDLE_DAYS, IDLE_REASON, NET_VALUE, OPERATOR_KIND, STATES
from services.assets.asset import models
from services.assets.asset.rules import AssetGoal
from services.assets.asset.states import TITLE, UTILISATION
from services.assets.category.models import CATEGORIES
from services.assets.parts import BY_FUNDING, FUNDED_BY, OF_ASSET, OTHER_SOURCE
from services.assets.replicas import FundCategory, Region
from services.assets.rights.models import AssetRight


@enum_filter(AssetClass)
class AssetClassFilterInput:
    """Class."""


@enum_filter(OwnerLevel)
class OwnerLevelFilterInput:
    """Level of the owner."""


@enum_filter(TitleState)
class TitleStateFilterInput:
    """Title."""


@enum_filter(UtilisationState)
class UtilisationStateFilterInput:
    """Utilisation."""


@enum_filter(OrganisationKind)
class OrganisationKindFilterInput:
    """Kind of organisation."""


@enum_filter(IdleReason)
class IdleReasonFilterInput:
    """Idle reason."""


for _enum in (TitleState, OperationState, UtilisationState, LifecycleState, AssetGoal):
    enum_type(_enum)


@strawberry.type(description="The four states and the value of an asset on one date [资产状态].")
class AssetState:
    """State on a date."""

    as_of: date = described("Date it is true for [截止日].")
    title: TitleState = described("Title [权属].")
    operation: OperationState = described("Operation [经营].")
    utilisation: UtilisationState = described("Utilisation [使用].")
    lifecycle: LifecycleState = described("Life [生命周期].")
    net_value: Money = described("Net value, yuan [净值].")
    idle_days: int | None = described("Days without use since service began; null while in use or unknown [闲置天数].")

    @classmethod
    def of(cls, as_of: date, row: Any) -> Self:
        """From a row of `asof.STATE_COLUMNS`."""
        return cls(
            as_of=as_of,
            title=TitleState(row["title"]),
            operation=OperationState(row["operation"]),
            utilisation=UtilisationState(row["utilisation"]),
            lifecycle=LifecycleState(row["lifecycle"]),
            net_value=row["net_value"],
            idle_days=row["idle_days"],
        )


@strawberry.type(description="How complete an entry is [完整度].")
class Completeness:
    """Goals met and missing."""

    met: list[AssetGoal] = described("Goals met [已达目标].")
    missing: list[str] = described("What is missing, named [缺项].")


OWNED = HELD & (col(AssetRight.kind) == RightKind.OWNERSHIP)


@where_input
class AssetWhereInput:
    """Which assets; all given conditions hold [资产条件]."""

    code: StringFilterInput | None = on(models.Asset.code, "Code [编码].")
    name: StringFilterInput | None = on(models.Asset.name, "Name [名称].")
    region: RegionFilterInput | None = on_region(models.Asset, "Where [所在区划].")
    asset_class: AssetClassFilterInput | None = on(models.Asset.asset_class, "Class [类型].")
    category_code: StringFilterInput | None = on(models.Asset.category_code, "Category code [类别代码].")
    project_id: IDFilterInput | None = on(models.Asset.project_id, "Project [项目].")
    owner_id: IDFilterInput | None = on_some(AssetRight.holder_id, OWNED, "Owner [所有者].")
    title: TitleStateFilterInput | None = on(STATES[TITLE.axis], "Title [权属].")
    utilisation: UtilisationStateFilterInput | None = on(STATES[UTILISATION.axis], "Utilisation [使用].")
    idle_days: IntFilterInput | None = on(IDLE_DAYS, "Idle days [闲置天数].")
    net_value: MoneyFilterInput | None = on(NET_VALUE, "Net value, yuan [净值].")
    in_service_on: DateFilterInput | None = on(models.Asset.in_service_on, "In service since [投用日期].")
    owner_level: OwnerLevelFilterInput | None = on(models.Asset.owner_level, "Level of the owner [所有者层级].")
    operator_kind: OrganisationKindFilterInput | None = on(OPERATOR_KIND, "Kind of the operator [经营主体类型].")
    fund_category_code: StringFilterInput | None = on_some(FUNDED_BY, OF_ASSET, "Category of its money [资金来源].")
    idle_reason: IdleReasonFilterInput | None = on(IDLE_REASON, "Idle reason [闲置原因].")


@ordering
class AssetOrder:
    """Order [排序]."""

    CODE_ASC = by(models.Asset.code, "Code [编码升序].")
    NAME_ASC = by(models.Asset.name_sort, "Name in pinyin [名称升序].")
    NET_VALUE_DESC = by_desc(NET_VALUE, "Largest net value first [净值降序].")
    IDLE_DAYS_DESC = by_desc(IDLE_DAYS, "Longest idle first [闲置天数降序].")


async def _category_names(_: ReadContext, keys: Sequence[str]) -> dict[str, str]:
    return {key: CATEGORIES[key].name for key in keys if key in CATEGORIES}


async def _fund_category_names(ctx: ReadContext, keys: Sequence[str]) -> dict[str, str]:
    rows = await ctx.fetch(
        select(col(FundCategory.code), col(FundCategory.name)).where(col(FundCategory.code).in_(keys))
    )
    return {row["code"]: row["name"] for row in rows} | {OTHER_SOURCE: "其他来源"}


@aggregate("Asset", "Assets [数量].")
class AssetAggregate:
    """Sums over all rows of a filter, on the date of the list [汇总]."""

    original_value: Money = total(models.Asset.original_value, "Original value, yuan [原值].")
    net_value: Money = total(NET_VALUE, "Net value, yuan [净值].")
    count_change: int = change("count", "Change of the count since [数量变化].")
    net_value_change: Money = change("net_value", "Change of the net value since, yuan, signed [净值变化].")
    UTILISATION = by_enum(STATES[UTILISATION.axis], UtilisationState, "Utilisation [使用状态].")
    TITLE = by_enum(STATES[TITLE.axis], TitleState, "Title [权属状态].")
    ASSET_CLASS = by_enum(models.Asset.asset_class, AssetClass, "Class [类型].")
    CATEGORY = by_value(models.Asset.category_code, "Category [类别].", _category_names)
    REGION = by_region_below(models.Asset, Region, "Region directly below [下级区划].")
    OWNER_LEVEL = by_enum(models.Asset.owner_level, OwnerLevel, "Owner level [所有者层级].")
    OPERATOR_KIND = by_enum(OPERATOR_KIND, OrganisationKind, "Operator kind [经营主体类型].")
    FUND_CATEGORY = by_part(FUNDED_BY, "Fund category [资金来源].", _fund_category_names, BY_FUNDING)
    IDLE_REASON = by_enum(IDLE_REASON, IdleReason, "Idle reason [闲置原因].")


@connection("Asset", aggregate="AssetAggregate")
class AssetConnection:
    """Assets, with sums over the whole filter."""


def all_below(region_code: str, dates: Dates) -> Asked:
    """What `assets(where: {region: {under: …}}, asOf: …)` asks, so that a sum over a region is the sum of that list."""
    where_class: Any = AssetWhereInput
    order: Any = AssetOrder
    where = where_class(region=RegionFilterInput(under=RegionCode(region_code)))
    return Asked(1, None, where, order_of(order.CODE_ASC), dates=dates)
