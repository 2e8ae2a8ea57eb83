"""Files of the funds service."""

from uuid import UUID

from sqlmodel import Field

from chassis.columns import coded
from chassis.documents.models import DocumentColumns, DocumentUseColumns, document_constraints, use_arguments
from published.document_terms import FundDocumentKind
from services.funds.base import Row


class FundDocument(DocumentColumns, Row, table=True):
    """A file of the funds service [资金电子件]."""

    __tablename__ = "fund_document"
    __table_args__ = document_constraints()

    kind: FundDocumentKind = Field(sa_type=coded(FundDocumentKind))


class DocumentUse(DocumentUseColumns, Row, table=True):
    """A document among the papers of something [电子件使用]."""

    __tablename__ = "document_use"
    __table_args__ = use_arguments()

    document_id: UUID = Field(primary_key=True, index=True, foreign_key="fund_document.id")
