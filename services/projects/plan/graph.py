"""Annual plans as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import strawberry
from sqlmodel import col
from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.rows import instance, selecting
from chassis.graph.scalars import Money
from chassis.graph.steps import what_blocks
from chassis.graph.values import StepCheck, described
from services.projects.plan import commands, models
from services.projects.plan.states import AnnualPlanState
from services.projects.plan.steps import STEPS

if TYPE_CHECKING:
    from services.projects.region.graph import Region


@strawberry.type(description="Decision of a leading group [会议].")
class Meeting:
    """A meeting and its minutes."""

    held_on: date = described("Held on [会议日期].")
    reference: str = described("Reference of the minutes [会议纪要号].")


def _meeting(row: Mapping[str, Any]) -> Meeting | None:
    if row["held_on"] is None:
        return None
    return Meeting(held_on=row["held_on"], reference=row["reference"])


@node(models.AnnualPlan)
class AnnualPlan:
    """Project plan of a county and year [年度项目计划]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    region: "Region" = reference(models.AnnualPlan.region_id, "County [县].")
    year: int = column("Year [年度].")
    state: AnnualPlanState = column("State [状态].")
    planned_amount: Money = column("Sum, yuan [计划总额].")
    meeting: Meeting | None = built(
        _meeting,
        "Approving meeting [批复会议].",
        held_on=models.AnnualPlan.meeting_held_on,
        reference=models.AnnualPlan.meeting_reference,
    )
    what_blocks: list[StepCheck] = what_blocks(models.AnnualPlan, STEPS)


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


@payload
class AnnualPlanPayload:
    """Outcome [办理结果]."""

    annual_plan: "AnnualPlan | None" = entity("Plan after it [年度计划].")


@mutation
class AnnualPlanMutation:
    """Commands on annual plans."""

    annual_plan_draft: "AnnualPlanPayload | None" = command(
        commands.draft_annual_plan, "Schedule library projects for a year [编制年度计划]."
    )
    annual_plan_approve: "AnnualPlanPayload | None" = command(
        commands.approve_annual_plan, "Leading group approves the plan [批复年度计划]."
    )
