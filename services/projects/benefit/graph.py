"""What promised benefits have become, as GraphQL shows it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched
from chassis.graph.node import adds_to
from chassis.graph.scalars import Money
from published.project_terms import BenefitMode
from services.projects.benefit.models import RealisedBenefit, attributed
from services.projects.project.models import BenefitLink


async def _realised(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    projects = {row["project"] for row in rows}
    amounts = await _amounts(ctx, projects)
    columns = (BenefitLink.id, BenefitLink.project_id, BenefitLink.mode, BenefitLink.promised_amount)
    links = select(*map(col, columns)).where(col(BenefitLink.project_id).in_(projects))
    found: dict[UUID, list[Mapping[str, Any]]] = {project: [] for project in projects}
    for link in await ctx.fetch(
        links.where(col(BenefitLink.project_id).in_(projects)).order_by(col(BenefitLink.place))
    ):
        found[link["project_id"]].append(dict(link))
    realised: dict[UUID, int] = {}
    for project, promised in found.items():
        promises = [(BenefitMode(link["mode"]), link["promised_amount"]) for link in promised]
        parts = attributed(amounts.get(project, 0), promises)
        realised |= {link["id"]: part for link, part in zip(promised, parts, strict=True)}
    return [realised[row["id"]] for row in rows]


async def _amounts(ctx: ReadContext, projects: set[UUID]) -> dict[UUID, int]:
    project = col(RealisedBenefit.project_id)
    sums = select(project, func.sum(RealisedBenefit.amount).label("amount")).where(project.in_(projects))
    return {row["project_id"]: int(row["amount"]) for row in await ctx.fetch(sums.group_by(project))}


@adds_to("BenefitLink")
class BenefitLinkRealised:
    """What distributions add to a promised benefit."""

    realised_amount: Money = batched(_realised, "Realised so far, yuan [已实现金额].", project=BenefitLink.project_id)
