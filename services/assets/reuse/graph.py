"""Idle assets that could serve a project instead of something new (A-25)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case
from sqlmodel import col

from chassis.graph import names
from chassis.graph.connection import connect
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched
from chassis.graph.listing import Asked, listing
from chassis.graph.node import adds_to
from chassis.graph.ordering import By
from published.asset_terms import UtilisationState
from services.assets import replicas
from services.assets.asof import STATES
from services.assets.asset.models import Asset
from services.assets.asset.states import UTILISATION
from services.assets.asset.types import AssetConnection
from services.assets.reuse.models import SERVES

ROOT = "services.assets"
IDLE = STATES[UTILISATION.axis].in_((UtilisationState.IDLE, UtilisationState.INEFFICIENT))
ANYWHERE = 99
"""Further than any region that the project lies in."""


def _distance(path: str) -> ColumnElement[int]:
    """How many regions up from the project one has to go until the asset lies below."""
    steps = path.strip("/").split("/")
    prefixes = [f"/{'/'.join(steps[:depth])}/" for depth in range(len(steps), 0, -1)]
    near = [(col(Asset.region_path).like(f"{prefix}%"), up) for up, prefix in enumerate(prefixes)]
    return case(*near, else_=ANYWHERE)


async def _reusable(
    ctx: ReadContext, rows: Sequence[dict[str, Any]], first: int, after: str | None = None
) -> list[Any]:
    """One list per project, nearest first: in its village, then its township, and so on up."""
    return [await _near(ctx, row, first, after or None) for row in rows]


async def _near(ctx: ReadContext, project: dict[str, Any], first: int, after: str | None) -> Any:
    nearest = By("Nearest first [由近及远].", _distance(project["region_path"] or ""), descending=False)
    asked = Asked(first, after, None, nearest)
    field = f"Project.reusableAssets:{project['id']}"
    found = await listing(ctx, names.find(ROOT, "Asset"), asked, field)
    serving = col(Asset.category_code).in_(SERVES.get(project["category_code"], frozenset()))
    return connect(AssetConnection, replace(found, where=and_(found.where, IDLE, serving)))


@adds_to("Project")
class ProjectReuse:
    """What reuse adds to a project, of projects."""

    reusable_assets: "AssetConnection | None" = batched(
        _reusable,
        "Idle assets of its category nearby that could serve instead, nearest first [闲置资产复用].",
        category_code=replicas.Project.category_code,
        region_path=replicas.Project.region_path,
    )
