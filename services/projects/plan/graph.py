"""Annual plans as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlmodel import col
from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.rows import instance, selecting
from chassis.graph.scalars import Money
from services.projects.plan import models
from services.projects.plan.states import AnnualPlanState

if TYPE_CHECKING:
    from services.projects.region.graph import Region


@node(models.AnnualPlan)
class AnnualPlan:
    """Project plan of a county and year [年度项目计划]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    region: "Region" = reference(models.AnnualPlan.region_id, "County [县].")
    year: int = column("Year [年度].")
    state: AnnualPlanState = column("State [状态].")
    planned_amount: Money = column("Sum, yuan [计划总额].")


async def _plans(ctx: ReadContext, rows: Sequence[Mapping[str, Any]], year: int) -> list[Any]:
    places = [row["id"] for row in rows]
    statement = selecting(ctx, AnnualPlan).where(
        col(models.AnnualPlan.region_id).in_(places), col(models.AnnualPlan.year) == year
    )
    found = {row["ref_region"]: instance(AnnualPlan, row) for row in await ctx.fetch(statement)}
    return [found.get(place) for place in places]


@adds_to("Region")
class RegionPlans:
    """What plans add to a region."""

    annual_plan: "AnnualPlan | None" = batched(_plans, "Its plan of a year [年度计划].")
