"""What projects tells of modifications."""

from collections.abc import Sequence

from published.money import Fen
from published.projects import ProjectModifiedV1
from services.projects.modification.models import Modification
from services.projects.project.events import Funding, Targets, snapshot_of
from services.projects.project.models import Project


def project_modified(
    project: Project, funding: Funding, targets: Targets, changes: Sequence[Modification]
) -> ProjectModifiedV1:
    """The project as it was modified, what changed, and how much all changes of its amount make up by now."""
    return ProjectModifiedV1(
        project=snapshot_of(project, funding, targets),
        kinds=tuple(each.kind for each in changes),
        amount_change=Fen(sum(each.amount_change or 0 for each in changes)),
        modified_bps=project.modified_bps,
    )
