"""Deliberations as GraphQL shows them, and the commands of the village."""

from datetime import date
from typing import TYPE_CHECKING

from chassis.graph.declare import children, column
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, mutation
from published.review_terms import DeliberationKind
from services.projects.deliberation import commands, models
from services.projects.document.types import documents_of

if TYPE_CHECKING:
    from services.projects.document.graph import ProjectDocument
    from services.projects.project.graph import ProjectPayload


@node(models.DeliberationStep)
class DeliberationStep:
    """One recorded village step [议事记录]."""

    kind: DeliberationKind = column("Step [步骤].")
    held_on: date = column("Held on [日期].")
    attendee_count: int = column("Present [到会人数].")
    for_count: int | None = column("In favour [同意].")
    against_count: int | None = column("Against [反对].")
    documents: "list[ProjectDocument]" = documents_of(models.DeliberationStep.id, "Files [电子件].")


@adds_to("Project")
class ProjectDeliberation:
    """What deliberation adds to a project."""

    deliberation: "list[DeliberationStep]" = children(
        models.DeliberationStep.project_id,
        "Village steps recorded [四议两公开].",
        order=(models.DeliberationStep.place,),
    )


@mutation
class DeliberationMutation:
    """Commands of the village on the way up."""

    project_deliberate: "ProjectPayload | None" = command(
        commands.deliberate_project, "Record the village's four deliberations and two disclosures [四议两公开]."
    )
    project_submit: "ProjectPayload | None" = command(
        commands.submit_project, "Send upward, first or second time [上报]."
    )
