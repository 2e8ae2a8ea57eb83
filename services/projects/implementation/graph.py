"""Works as GraphQL shows them."""

from datetime import date
from typing import TYPE_CHECKING

from chassis.graph.declare import children, column
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, mutation
from chassis.graph.scalars import Money
from services.projects.implementation import commands, models

if TYPE_CHECKING:
    from services.projects.project.graph import ProjectPayload


@node(models.ProgressReport)
class ProgressReport:
    """A monthly report [进度报告]."""

    month: str = column("Month as YYYY-MM [月份].")
    progress_bps: int = column("Physical progress, 10 000 = 100 % [形象进度].")
    note: str | None = column("Note [说明].")
    reported_on: date = column("Reported on [报告日].")


@adds_to("Project")
class ProjectWorks:
    """What its works add to a project."""

    progress_bps: int = column("Physical progress, 10 000 = 100 % [形象进度].")
    modified_bps: int = column("Cumulative change of the amount against the plan, 10 000 = 100 % [累计调整比例].")
    completed_on: date | None = column("Completed [完工日期].")
    accepted_on: date | None = column("Accepted [验收日期].")
    final_amount: Money | None = column("Reviewed final amount, yuan [决算金额].")
    progress_reports: "list[ProgressReport]" = children(
        models.ProgressReport.project_id,
        "Monthly reports, oldest first [进度报告].",
        order=(models.ProgressReport.place,),
    )


@mutation
class WorksMutation:
    """Commands on works."""

    project_start: "ProjectPayload | None" = command(commands.start_project, "Start implementation [开工].")
    project_report_progress: "ProjectPayload | None" = command(
        commands.report_progress, "Report monthly progress [月进度]."
    )
    project_complete: "ProjectPayload | None" = command(commands.complete_project, "Declare the works complete [完工].")
    project_self_inspect: "ProjectPayload | None" = command(
        commands.self_inspect_project, "Township inspects its own works [自验]."
    )
