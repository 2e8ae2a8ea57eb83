"""Commands of bound money."""

from chassis.graph.payload import command, entity, mutation, payload
from services.funds.binding import commands
from services.funds.binding.types import ProjectFunding


@payload
class ProjectFundingPayload:
    """Outcome [办理结果]."""

    project_funding: "ProjectFunding | None" = entity("Bound money after it [项目资金].")


@mutation
class BindingMutation:
    """Commands."""

    project_funding_bind: "ProjectFundingPayload | None" = command(
        commands.bind_funding, "Bind allocated money to an approved project [资金安排到项目]."
    )
