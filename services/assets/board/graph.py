"""The board as clients see it."""

from datetime import date, datetime
from typing import Any

import strawberry
from strawberry import UNSET

from chassis.errors import RequestCode, RequestFault
from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.dates import dates
from chassis.graph.fields import reference_to, returning
from chassis.graph.instances import made
from chassis.graph.query import computed, query
from chassis.graph.scalars import DecimalText, Money, RegionCode
from chassis.graph.values import described
from services.assets.board.types import ROOT, Board

_Dimension: Any = names.find(ROOT, "AssetDimension")


async def _region(self: Any) -> Any:
    return reference_to(names.find(ROOT, "Region"), self.board.region_id)


async def _children(self: Any) -> Any:
    return [_shown(board, sums) for board, sums in await self.board.below()]


async def _group_by(self: Any, by: list[_Dimension]) -> Any:
    return await self.board.groups([dimension.name for dimension in by])


def _measure(name: str, annotation: Any, description: str) -> Any:
    async def resolve(self: Any) -> Any:
        return getattr(await self.board.measures(), name)

    return returning(resolve, annotation, description)


def _computed(resolve: Any, annotation: str, description: str) -> Any:
    return returning(resolve, names.resolve(annotation, __name__), description)


@strawberry.type(
    description="Board of a region; every number opens with `assets` on the same date and filter [资产看板]."
)
class AssetBoard:
    """A board with its sums."""

    region = _computed(_region, "Region | None", "Region [地区].")
    children = _computed(_children, "list[AssetBoard]", "The same for each region directly below, by code [下级看板].")
    as_of: date = described("Date it is true for [截止日].")
    since: date = described("Date that changes count from [对比日].")
    count: int = described("Assets [资产数量].")
    original_value: Money = described("Original value, yuan [原值].")
    net_value: Money = described("Net value, yuan [净值].")
    group_by = _computed(_group_by, "list[AssetGroup]", "The same by one or two dimensions, largest first [分组].")
    idle_rate_by_count_bps = _measure(
        "idle_rate_by_count_bps", int | None, "Idle ÷ in service by count, 10 000 = 100 % [闲置率(数量)]."
    )
    idle_rate_by_value_bps = _measure("idle_rate_by_value_bps", int | None, "By net value [闲置率(价值)].")
    average_idle_days = _measure("average_idle_days", DecimalText | None, "Average days of idle assets [平均闲置天数].")
    overdue_plan_count = _measure("overdue_plan_count", int, "Plans past their date [逾期方案].")
    relapse_count = _measure("relapse_count", int, "Relapses within the watch [复发数].")
    revitalisation_by_count_bps = _measure(
        "revitalisation_by_count_bps", int | None, "Revived ÷ to revive by count [盘活率(数量)]."
    )
    revitalisation_by_value_bps = _measure("revitalisation_by_value_bps", int | None, "By value [盘活率(价值)].")
    revitalisation_blended_bps = _measure("revitalisation_blended_bps", int | None, "Mean of both [盘活率(综合)].")
    collection_rate_bps = _measure("collection_rate_bps", int | None, "Received ÷ due, 12 months [收缴率].")
    yield_bps = _measure("yield_bps", int | None, "Net income ÷ original value, 12 months [收益率].")


names.register(AssetBoard)


def _shown(board: Board, sums: dict[str, int]) -> Any:
    return made(AssetBoard, {"board": board, "as_of": board.dates.as_of, "since": board.dates.since, **sums})


async def asset_board(
    ctx: ReadContext,
    region_code: RegionCode,
    as_of: date | None = UNSET,
    known_at: datetime | None = UNSET,
    since: date | None = UNSET,
) -> Any:
    """The board; INVALID_INPUT for an unknown region or a day to come, PARTIAL_SCOPE for a region partly in scope."""
    region = await ctx.region(region_code)
    if region is None:
        raise RequestFault(
            RequestCode.INVALID_INPUT,
            f"行政区划代码{region_code}不存在,请核对后重新查询",
            f"There is no region with the code {region_code}; check it and ask again",
        )
    board = Board(ctx, region.id, region.code, region.path, await dates(ctx, as_of, since, known_at))
    return _shown(board, await board.sums())


@query
class BoardQuery:
    """Reads of boards."""

    asset_board: "AssetBoard | None" = computed(
        asset_board,
        "Board of a region and all below on a date, today if left out; changes count from `since`, the day before if "
        "left out [资产看板].",
    )
