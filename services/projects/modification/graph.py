"""Modifications as GraphQL shows them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from chassis.graph.declare import built, children, column
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, mutation
from chassis.graph.scalars import Money
from chassis.graph.values import Actor
from published.review_terms import ModificationKind
from services.projects.modification import commands, models

if TYPE_CHECKING:
    from services.projects.project.graph import ProjectPayload


def _approver(row: Mapping[str, Any]) -> Actor:
    return Actor(subject=row["subject"], name=row["name"], role=row["role"])


@node(models.Modification)
class Modification:
    """A modification of a running project [项目调整]."""

    kind: ModificationKind = column("Kind [类型].")
    before: str = column("Before [调整前].")
    after: str = column("After [调整后].")
    amount_change: Money | None = column("Change of the amount, yuan, signed [调整金额].")
    reason: str = column("Why [理由].")
    approved_on: date = column("Approved on [批准日].")
    approver: Actor = built(
        _approver,
        "Approved by [批准人].",
        subject=models.Modification.approver_subject,
        name=models.Modification.approver_name,
        role=models.Modification.approver_role,
    )


@adds_to("Project")
class ProjectModifications:
    """What modifications add to a project."""

    modifications: "list[Modification]" = children(
        models.Modification.project_id, "Modifications, oldest first [调整记录].", order=(models.Modification.place,)
    )


@mutation
class ModificationMutation:
    """Commands that modify."""

    project_modify: "ProjectPayload | None" = command(
        commands.modify_project, "Modify amount, scope, time or place [项目调整]."
    )
