"""Inputs of the commands on files."""

from pydantic import Field

from chassis.documents.inputs import DocumentCreateInput
from published.document_terms import AssetDocumentKind


class AssetDocumentCreateInput(DocumentCreateInput):
    """A file to upload [新建电子件]."""

    kind: AssetDocumentKind = Field(description="Kind [类型].")
