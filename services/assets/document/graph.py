"""Files as clients see them."""

from chassis.documents.graph import Document, document_node
from chassis.graph.declare import column
from published.document_terms import AssetDocumentKind
from services.assets.document import models


@document_node(models.AssetDocument)
class AssetDocument(Document):
    """A file of the assets service [资产电子件]."""

    kind: AssetDocumentKind = column("Kind [类型].")
