"""Joint acceptances as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col
from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, children, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.rows import instance, selecting
from chassis.graph.scalars import Money
from chassis.graph.steps import what_blocks
from chassis.graph.values import StepCheck
from services.projects.acceptance import commands, models
from services.projects.acceptance.steps import STEPS
from services.projects.project.models import Project as ProjectRow

if TYPE_CHECKING:
    from services.projects.document.graph import ProjectDocument
    from services.projects.organisation.graph import Official, Organisation
    from services.projects.project.graph import Project, ProjectPayload


@node(models.PanelMember)
class PanelMember:
    """A member of the acceptance panel [验收成员]."""

    id: ID = column("Id [标识].")
    official: "Official" = reference(models.PanelMember.official_id, "Person [人员].")
    signed_on: date | None = column("Signed on; null until signed [签字日].")
    document: "ProjectDocument | None" = reference(models.PanelMember.document_id, "Signed form [签字件].")


@node(models.Acceptance)
class Acceptance:
    """Joint acceptance [验收]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    project: "Project" = reference(models.Acceptance.project_id, "Project [项目].")
    members: "list[PanelMember]" = children(
        models.PanelMember.acceptance_id, "Panel [验收组].", order=(models.PanelMember.place,)
    )
    third_party: "Organisation | None" = reference(
        models.Acceptance.third_party_id, "Third party; null if none [第三方]."
    )
    passed: bool | None = column("Passed; null until concluded [是否通过].")
    defects: list[str] = column("Defects [存在问题].")
    concluded_on: date | None = column("Concluded on [验收日期].")
    accepted_amount: Money | None = column("Accepted amount, yuan [验收金额].")
    what_blocks: list[StepCheck] = what_blocks(models.Acceptance, STEPS)


async def _latest(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The last acceptance of each project."""
    project = col(models.Acceptance.project_id)
    statement = selecting(ctx, Acceptance).where(project.in_([row["key"] for row in rows]))
    found = {row["ref_project"]: row for row in await ctx.fetch(statement.order_by(col(models.Acceptance.id)))}
    return [instance(Acceptance, found[row["key"]]) if row["key"] in found else None for row in rows]


@adds_to("Project")
class ProjectAcceptance:
    """What its acceptance adds to a project."""

    acceptance: "Acceptance | None" = batched(_latest, "Joint acceptance; null before it [验收].", key=ProjectRow.id)


@payload
class AcceptancePayload:
    """Outcome [办理结果]."""

    acceptance: "Acceptance | None" = entity("Acceptance after it [验收].")


@mutation
class AcceptanceMutation:
    """Commands on acceptance and final account."""

    acceptance_convene: "AcceptancePayload | None" = command(
        commands.convene_acceptance, "Call the joint acceptance panel [组成验收组]."
    )
    acceptance_sign: "AcceptancePayload | None" = command(
        commands.sign_acceptance, "One member signs and seals [验收签字]."
    )
    acceptance_conclude: "AcceptancePayload | None" = command(
        commands.conclude_acceptance, "Conclude once all have signed [验收结论]."
    )
    project_settle: "ProjectPayload | None" = command(commands.settle_project, "Final account reviewed [决算评审].")
