"""Public cards as clients see them: safe facts, each named here, shown to everybody who holds the token."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlmodel import col

from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.dates import dates
from chassis.graph.declare import batched, built, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.query import computed, query
from chassis.graph.rows import load
from chassis.graph.scalars import Money
from published.asset_terms import AssetClass, RightKind
from services.assets import replicas
from services.assets.asof import HELD, operator
from services.assets.asset.models import Asset
from services.assets.card import models
from services.assets.card.types import card_url, qr_png
from services.assets.category.types import category
from services.assets.distribution.models import Distribution
from services.assets.funding.models import AssetFunding
from services.assets.income.models import Income
from services.assets.report.commands import hotline
from services.assets.rights.models import AssetRight
from services.assets.upkeep.models import UpkeepDuty


def _of_asset(what: Any, *on: Any) -> ScalarSelect[Any]:
    """A fact about the card's asset, from the asset itself or from the one row of `on` beside it."""
    found = select(what).where(col(Asset.id) == models.AssetCard.asset_id, *on)
    return found.correlate(models.AssetCard).scalar_subquery()


CODE, NAME = _of_asset(Asset.code), _of_asset(Asset.name)
REGION = _of_asset(replicas.Region.name, col(replicas.Region.id) == Asset.region_id)
PROJECT = _of_asset(replicas.Project.name, col(replicas.Project.id) == Asset.project_id)
UPKEEP = _of_asset(
    replicas.Organisation.name,
    col(UpkeepDuty.asset_id) == Asset.id,
    col(replicas.Organisation.id) == UpkeepDuty.party_id,
)


async def _qr_codes(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[str]:
    return [qr_png(card_url(ctx.runtime.settings.public_url, row["token"])) for row in rows]


async def _hotlines(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[str]:
    today = await ctx.today()
    return [hotline(row["region_code"], today) for row in rows]


async def _fund_sources(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    """What the kinds of money are called, in the order of entry, each once."""
    named = func.coalesce(
        AssetFunding.other_source, replicas.FundCategory.name, replicas.ProjectFunding.fund_category_code
    )
    statement = (
        select(col(AssetFunding.asset_id), named.label("name"))
        .outerjoin(replicas.ProjectFunding, col(replicas.ProjectFunding.id) == AssetFunding.project_funding_id)
        .outerjoin(replicas.FundCategory, col(replicas.FundCategory.code) == replicas.ProjectFunding.fund_category_code)
        .where(col(AssetFunding.asset_id).in_([row["asset_id"] for row in rows]))
        .order_by(col(AssetFunding.id))
    )
    return _names(rows, await ctx.fetch(statement))


async def _owner_names(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    statement = (
        select(col(AssetRight.asset_id), col(replicas.Organisation.name))
        .join(replicas.Organisation, col(replicas.Organisation.id) == AssetRight.holder_id)
        .join(Asset, HELD)
        .where(
            col(AssetRight.kind) == RightKind.OWNERSHIP,
            col(Asset.id).in_([row["asset_id"] for row in rows]),
        )
        .order_by(col(AssetRight.share_bps).desc(), col(AssetRight.id))
    )
    return _names(rows, await ctx.fetch(statement, (await dates(ctx)).parameters))


async def _operator_names(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[str | None]:
    assets = [row["asset_id"] for row in rows]
    named = select(col(Asset.id), operator(replicas.Organisation.name).label("name"))
    statement = named.where(col(Asset.id).in_(assets))
    found = {row["id"]: row["name"] for row in await ctx.fetch(statement, (await dates(ctx)).parameters)}
    return [found[asset] for asset in assets]


def _last_disclosed(what: Any) -> ScalarSelect[Any]:
    """A column of the last disclosed distribution that shared out an income of the card's asset."""
    shared = select(col(Income.distribution_id)).where(col(Income.asset_id) == models.AssetCard.asset_id)
    found = select(what).where(
        col(Distribution.disclosed_on).is_not(None),
        col(Distribution.id).in_(shared.correlate(models.AssetCard)),
    )
    newest = found.order_by(col(Distribution.disclosed_on).desc(), col(Distribution.id)).limit(1)
    return newest.correlate(models.AssetCard).scalar_subquery()


def _names(rows: Sequence[dict[str, Any]], found: Sequence[Any]) -> list[list[str]]:
    of: dict[Any, dict[str, None]] = {row["asset_id"]: {} for row in rows}
    for each in found:
        if each["name"] is not None:
            of[each["asset_id"]][each["name"]] = None
    return [list(of[row["asset_id"]]) for row in rows]


@node(models.AssetCard)
class AssetCard:
    """Safe facts on a public page [资产身份证]."""

    token: str = column("Token in the QR code [二维码标识].")
    qr_code_url: str = batched(_qr_codes, "Picture of the QR code, PNG [二维码].", token=models.AssetCard.token)
    code: str = column("Code [资产编码].", CODE)
    name: str = column("Name [名称].", NAME)
    asset_class: AssetClass = column("Class [类型].", _of_asset(Asset.asset_class))
    category_name: str = built(
        lambda row: category(row["code"]).name, "Category [类别].", code=_of_asset(Asset.category_code)
    )
    region_name: str = column("Place [地点].", REGION)
    formed_on: date | None = column("Formed on [形成日期].", _of_asset(Asset.formed_on))
    original_value: Money = column("Original value, yuan [原值].", _of_asset(Asset.original_value))
    project_name: str | None = column("Project [来源项目].", PROJECT)
    fund_sources: list[str] = batched(_fund_sources, "Sources of money [资金来源].", asset_id=models.AssetCard.asset_id)
    owner_names: list[str] = batched(_owner_names, "Owners [所有者].", asset_id=models.AssetCard.asset_id)
    operator_name: str | None = batched(_operator_names, "Operator [经营主体].", asset_id=models.AssetCard.asset_id)
    upkeep_name: str | None = column("Who keeps it up [管护单位].", UPKEEP)
    hotline: str = batched(_hotlines, "Hotline [监督电话].", region_code=models.AssetCard.region_code)
    last_distributed_amount: Money | None = column(
        "Last disclosed distribution, yuan [最近分配金额].", _last_disclosed(Distribution.distributable_amount)
    )
    last_distributed_on: date | None = column("Its date [最近分配日期].", _last_disclosed(Distribution.disclosed_on))


@adds_to("Asset")
class AssetCards:
    """What cards add to an asset."""

    card: "AssetCard" = reference(
        select(col(models.AssetCard.id))
        .where(col(models.AssetCard.asset_id) == Asset.id)
        .correlate(Asset)
        .scalar_subquery(),
        "Its public page [资产身份证].",
    )


async def _card(ctx: ReadContext, token: str) -> Any:
    found = await ctx.fetch(select(col(models.AssetCard.id)).where(col(models.AssetCard.token) == token))
    return await load(ctx, names.find("services.assets", "AssetCard"), found[0]["id"] if found else None)


@query
class CardQuery:
    """Reads of cards."""

    asset_card: "AssetCard | None" = computed(
        _card, "Public page behind the QR code: safe facts only, no login [资产身份证]."
    )
