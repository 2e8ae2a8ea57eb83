"""Files as clients see them."""

from chassis.documents.graph import Document, document_node
from chassis.graph.declare import column
from published.document_terms import FundDocumentKind
from services.funds.document import models


@document_node(models.FundDocument)
class FundDocument(Document):
    """A file of the funds service [资金电子件]."""

    kind: FundDocumentKind = column("Kind [类型].")
