"""Rights over assets as clients see them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col
from strawberry import UNSET

from chassis.graph.context import ReadContext
from chassis.graph.dates import dates
from chassis.graph.declare import batched, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.rows import instance, selecting
from published.asset_terms import RightKind
from services.assets import replicas
from services.assets.asof import HELD
from services.assets.asset.models import Asset
from services.assets.rights import models

if TYPE_CHECKING:
    from services.assets.neighbours import Organisation


@node(models.AssetRight)
class AssetRight:
    """A right held for a time [权利]."""

    kind: RightKind = column("Kind [权利类型].")
    holder: "Organisation | None" = reference(
        models.AssetRight.holder_id, "Holder [权利人].", via=replicas.Organisation
    )
    share_bps: int = column("Share, 10 000 = 100 % [份额].")
    starts_on: date = column("From [起].")
    ends_on: date | None = column("To; null while it lasts [止].")
    certificate_number: str | None = column("Certificate [权证编号].")


async def rights_on(
    ctx: ReadContext, rows: Sequence[dict[str, Any]], kind: RightKind | None = UNSET, as_of: date | None = UNSET
) -> list[list[Any]]:
    """Rights over each asset on a date, today if left out; the largest share of each kind first."""
    held = (
        selecting(ctx, AssetRight, col(models.AssetRight.asset_id).label("asset_"), from_parent=True)
        .join(Asset, HELD)
        .where(col(Asset.id).in_([row["id"] for row in rows]))
        .order_by(models.AssetRight.kind, col(models.AssetRight.share_bps).desc(), col(models.AssetRight.id))
    )
    statement = held.where(col(models.AssetRight.kind) == kind) if kind else held
    found: dict[Any, list[Any]] = {row["id"]: [] for row in rows}
    for row in await ctx.fetch(statement, (await dates(ctx, as_of)).parameters):
        found[row["asset_"]].append(instance(AssetRight, row))
    return [found[row["id"]] for row in rows]


@adds_to("Asset")
class AssetRights:
    """What rights add to an asset."""

    rights: "list[AssetRight]" = batched(
        rights_on, "Rights on a date; the shares of each kind add up to 10 000 [权利]."
    )
