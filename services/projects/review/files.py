"""Papers that come with the steps of the way up."""

from collections.abc import Sequence
from uuid import UUID

from chassis.uow import UnitOfWork
from published.document_terms import ProjectDocumentKind
from services.projects.document.commands import attach, papers_of
from services.projects.project.models import OfProject, Project

DOCUMENTS = ("input", "documentIds")


def file_papers(
    uow: UnitOfWork,
    project: Project,
    document_ids: Sequence[UUID],
    field: tuple[str, ...] = DOCUMENTS,
    of: OfProject | None = None,
) -> None:
    """Put files among the project's papers, and those `of` a step or appraisal among its own too."""
    attach(uow, project, document_ids, field)
    if of is not None:
        attach(uow, of, document_ids, field, subject=project)


def papers_on_file(uow: UnitOfWork, project: Project) -> frozenset[ProjectDocumentKind]:
    """Kinds of everything that was filed with the project so far."""
    return papers_of(uow, project.id)
