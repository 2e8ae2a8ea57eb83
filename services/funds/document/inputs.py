"""Inputs of the commands on files."""

from pydantic import Field

from chassis.documents.inputs import DocumentCreateInput
from published.document_terms import FundDocumentKind


class FundDocumentCreateInput(DocumentCreateInput):
    """A file to upload [新建电子件]."""

    kind: FundDocumentKind = Field(description="Kind [类型].")
