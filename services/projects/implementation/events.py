"""What projects tells of running works."""

from published.projects import (
    ProjectCompletedV1,
    ProjectProgressReportedV1,
    ProjectSelfInspectedV1,
    ProjectStartedV1,
)
from services.projects.implementation.models import ProgressReport
from services.projects.project.events import Funding, Targets, snapshot_of
from services.projects.project.models import Project


def project_started(project: Project, funding: Funding, targets: Targets) -> ProjectStartedV1:
    """The works began."""
    return ProjectStartedV1(project=snapshot_of(project, funding, targets))


def project_progress_reported(
    project: Project, funding: Funding, targets: Targets, report: ProgressReport
) -> ProjectProgressReportedV1:
    """A month's progress."""
    snapshot = snapshot_of(project, funding, targets)
    return ProjectProgressReportedV1(project=snapshot, month=report.month, reported_on=report.reported_on)


def project_completed(project: Project, funding: Funding, targets: Targets) -> ProjectCompletedV1:
    """The works are complete; told again where an acceptance sent the project back to that."""
    return ProjectCompletedV1(project=snapshot_of(project, funding, targets))


def project_self_inspected(project: Project, funding: Funding, targets: Targets) -> ProjectSelfInspectedV1:
    """The township inspected its own works."""
    return ProjectSelfInspectedV1(project=snapshot_of(project, funding, targets))
