"""Appraisals and reviews as GraphQL shows them, and the commands that record them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, children, column
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, mutation
from chassis.graph.rows import instance, selecting
from chassis.graph.values import Actor
from published.project_terms import RegionLevel
from published.review_terms import AppraisalBody, ReviewDecision
from services.projects.document.types import documents_of
from services.projects.review import commands, models
from services.projects.review.types import AspectResult, appraisal_bodies, aspect_results, reviewer

if TYPE_CHECKING:
    from services.projects.document.graph import ProjectDocument
    from services.projects.project.graph import ProjectPayload


@node(models.Appraisal)
class Appraisal:
    """County appraisal [论证]."""

    bodies: list[AppraisalBody] = built(appraisal_bodies, "Bodies [论证主体].", bodies=models.Appraisal.bodies)
    aspects: list[AspectResult] = built(aspect_results, "Aspects [要点结论].", aspects=models.Appraisal.aspects)
    passed: bool = column("Passed [是否通过].")
    appraised_on: date = column("Date [日期].")
    documents: "list[ProjectDocument]" = documents_of(models.Appraisal.id, "Files [电子件].")


@node(models.Review)
class Review:
    """One review of what was sent up [审核记录]."""

    level: RegionLevel = column("Level that decided [审核层级].")
    round: int = column("First or second time up [轮次].")
    decision: ReviewDecision = column("Decision [审核意见].")
    aspects: list[AspectResult] = built(aspect_results, "Aspects [要点结论].", aspects=models.Review.aspects)
    comments: str | None = column("Comments [意见].")
    reviewed_on: date = column("Date [日期].")
    reviewer: Actor = built(
        reviewer,
        "Who [审核人].",
        subject=models.Review.reviewer_subject,
        name=models.Review.reviewer_name,
        role=models.Review.reviewer_role,
    )


async def _last_appraisals(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    statement = (
        selecting(ctx, Appraisal, col(models.Appraisal.project_id).label("project_"), from_parent=True)
        .where(col(models.Appraisal.project_id).in_([row["id"] for row in rows]))
        .order_by(col(models.Appraisal.place))
    )
    found = {row["project_"]: instance(Appraisal, row) for row in await ctx.fetch(statement)}
    return [found.get(row["id"]) for row in rows]


@adds_to("Project")
class ProjectReviews:
    """What appraisal and review add to a project."""

    appraisal: "Appraisal | None" = batched(_last_appraisals, "Appraisal; null before it [论证].")
    reviews: "list[Review]" = children(
        models.Review.project_id, "Reviews, oldest first [审核记录].", order=(models.Review.place,)
    )


@mutation
class ReviewMutation:
    """Commands of township and county on the way up."""

    project_review: "ProjectPayload | None" = command(
        commands.review_project, "Township or county decides on what was sent up [审核]."
    )
    project_appraise: "ProjectPayload | None" = command(
        commands.appraise_project, "County records the appraisal [论证]."
    )
