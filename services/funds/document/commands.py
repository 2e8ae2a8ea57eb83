"""Commands on files, and what other nouns do with them."""

from typing import Final

from chassis.documents.uses import Uses
from published.document_terms import FundDocumentKind
from services.funds.document.models import DocumentUse, FundDocument

USES: Final = Uses(FundDocument, DocumentUse, FundDocumentKind)
attach = USES.attach
attach_one = USES.attach_one
papers_of = USES.papers_of
