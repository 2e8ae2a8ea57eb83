"""Files of the assets service."""

from uuid import UUID

from sqlmodel import Field

from chassis.columns import coded
from chassis.documents.models import DocumentColumns, DocumentUseColumns, document_constraints, use_arguments
from published.document_terms import AssetDocumentKind
from services.assets.base import Row


class AssetDocument(DocumentColumns, Row, table=True):
    """A file of the assets service [资产电子件]."""

    __tablename__ = "asset_document"
    __table_args__ = document_constraints()

    kind: AssetDocumentKind = Field(sa_type=coded(AssetDocumentKind))


class DocumentUse(DocumentUseColumns, Row, table=True):
    """A document among the papers of something [电子件使用]."""

    __tablename__ = "document_use"
    __table_args__ = use_arguments()

    document_id: UUID = Field(primary_key=True, index=True, foreign_key="asset_document.id")
