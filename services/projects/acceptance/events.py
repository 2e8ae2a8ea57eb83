"""What projects tells of acceptance, final account and hand-over."""

from published.projects import ProjectAcceptedV1, ProjectHandedOverV1, ProjectSettledV1
from services.projects.project.events import Funding, Targets, snapshot_of
from services.projects.project.models import Project


def project_accepted(project: Project, funding: Funding, targets: Targets) -> ProjectAcceptedV1:
    """The joint acceptance passed."""
    return ProjectAcceptedV1(project=snapshot_of(project, funding, targets))


def project_settled(project: Project, funding: Funding, targets: Targets) -> ProjectSettledV1:
    """The final account was reviewed."""
    return ProjectSettledV1(project=snapshot_of(project, funding, targets))


def project_handed_over(project: Project, funding: Funding, targets: Targets) -> ProjectHandedOverV1:
    """Every asset it formed has been handed over."""
    return ProjectHandedOverV1(project=snapshot_of(project, funding, targets))
