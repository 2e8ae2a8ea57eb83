"""What is computed for assets where a column does not say it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, case, select
from sqlmodel import col

from chassis.graph.context import ReadContext
from chassis.graph.dates import dates
from chassis.graph.enums import enum_type
from chassis.graph.scalars import Money
from chassis.graph.values import Category, GeoPoint, described
from published.asset_terms import LifecycleState, OperationState, RightKind, TitleState, UtilisationState
from services.assets.asset.asof import FORMED, HELD, NET_VALUE, STATES
from services.assets.asset.categories import AssetCategory, categories
from services.assets.asset.completeness import AssetGoal, EntryFacts, findings
from services.assets.asset.models import Asset
from services.assets.asset.rules import A03Params
from services.assets.packs import PACKS
from services.assets.rights.models import AssetRight

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


@strawberry.type(description="How complete an entry is [完整度].")
class Completeness:
    """Goals met and missing."""

    met: list[AssetGoal] = described("Goals met [已达目标].")
    missing: list[str] = described("What is missing, named [缺项].")


_STATE_COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(state.label(axis) for axis, state in STATES.items()),
    case((FORMED, NET_VALUE), else_=0).label("net_value"),
)


async def states_on(
    ctx: ReadContext, rows: Sequence[dict[str, Any]], as_of: date | None = strawberry.UNSET
) -> list[AssetState]:
    """State of each asset on a date, today if left out; INVALID_INPUT for a day that has not come."""
    asked = await dates(ctx, as_of or None)
    statement = select(col(Asset.id), *_STATE_COLUMNS).where(col(Asset.id).in_([row["id"] for row in rows]))
    found = {row["id"]: row for row in await ctx.fetch(statement, asked.parameters)}
    return [_state(asked.as_of, found[row["id"]]) for row in rows]


def _state(as_of: date, row: Any) -> AssetState:
    return AssetState(
        as_of=as_of,
        title=TitleState(row["title"]),
        operation=OperationState(row["operation"]),
        utilisation=UtilisationState(row["utilisation"]),
        lifecycle=LifecycleState(row["lifecycle"]),
        net_value=row["net_value"],
    )


async def completeness(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[Completeness]:
    """How far each entry meets the goals of the pack that it was judged under, as things stand today."""
    held = await _rights_held(ctx, [row["id"] for row in rows])
    return [_completeness(row, frozenset(held.get(row["id"], ()))) for row in rows]


async def _rights_held(ctx: ReadContext, ids: list[Any]) -> dict[Any, set[RightKind]]:
    statement = select(col(AssetRight.asset_id), col(AssetRight.kind)).join(Asset, HELD).where(col(Asset.id).in_(ids))
    held: dict[Any, set[RightKind]] = {}
    for row in await ctx.fetch(statement, (await dates(ctx)).parameters):
        held.setdefault(row["asset_id"], set()).add(RightKind(row["kind"]))
    return held


def _completeness(row: dict[str, Any], rights: frozenset[RightKind]) -> Completeness:
    params = PACKS.get(row["pack"]).params["A-03"]
    if not isinstance(params, A03Params):
        raise TypeError("the packs hold other parameters for A-03")
    facts = EntryFacts(
        original_value=row["original_value"],
        category_code=row["category_code"],
        title=TitleState(row["title"]),
        operation=OperationState(row["operation"]),
        rights=rights,
    )
    found = findings(facts, params.goals)
    return Completeness(met=list(found.met), missing=list(found.missing))


def category_of(row: dict[str, Any]) -> Category:
    """Node of the tree; a code that the tree has no longer names itself."""
    code = row["category_code"]
    return _category(categories().get(code) or AssetCategory(code, code, None))


async def all_categories(ctx: ReadContext) -> list[Category]:
    """The whole tree, for those signed in."""
    return [_category(node) for node in categories().values()] if ctx.identity.signed_in else []


def _category(node: AssetCategory) -> Category:
    return Category(code=node.code, name=node.name, parent_code=node.parent_code)


def location_of(row: dict[str, Any]) -> GeoPoint | None:
    """The point on the map, if one was given."""
    if row["latitude"] is None:
        return None
    return GeoPoint(latitude=row["latitude"], longitude=row["longitude"])
