"""Commands on files, and what other nouns do with them."""

from typing import Final

from chassis.documents.uses import Uses
from published.document_terms import AssetDocumentKind
from services.assets.document.models import AssetDocument, DocumentUse

USES: Final = Uses(AssetDocument, DocumentUse, AssetDocumentKind)
attach = USES.attach
attach_one = USES.attach_one
papers_of = USES.papers_of
