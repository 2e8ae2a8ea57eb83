"""Files of the projects service."""

from uuid import UUID

from sqlmodel import Field

from chassis.columns import coded
from chassis.documents.models import DocumentColumns, DocumentUseColumns, document_constraints, use_arguments
from published.document_terms import ProjectDocumentKind
from services.projects.base import Row


class ProjectDocument(DocumentColumns, Row, table=True):
    """A file of the projects service [项目电子件]."""

    __tablename__ = "project_document"
    __table_args__ = document_constraints()

    region_id: UUID = Field(index=True, foreign_key="region.id")
    kind: ProjectDocumentKind = Field(sa_type=coded(ProjectDocumentKind))


class DocumentUse(DocumentUseColumns, Row, table=True):
    """A document among the papers of something [电子件使用]."""

    __tablename__ = "document_use"
    __table_args__ = use_arguments()

    document_id: UUID = Field(primary_key=True, index=True, foreign_key="project_document.id")
