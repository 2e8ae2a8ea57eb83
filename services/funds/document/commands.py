"""Commands on files, and what other nouns do with them."""

from typing import Final
from uuid import UUID

from chassis.documents import filing
from chassis.documents.inputs import DocumentCompleteInput
from chassis.documents.uses import Uses
from chassis.outcome import Ids
from chassis.uow import UnitOfWork
from published.document_terms import FundDocumentKind
from services.funds.document.inputs import FundDocumentCreateInput
from services.funds.document.models import DocumentUse, FundDocument

USES: Final = Uses(FundDocument, DocumentUse, FundDocumentKind)
attach = USES.attach
attach_one = USES.attach_one
papers_of = USES.papers_of


def create_document(uow: UnitOfWork, cmd: FundDocumentCreateInput) -> Ids:
    """Announce a file; the answer says where to upload it."""
    identifier = filing.create(uow, FundDocument, cmd)
    return {"fund_document": identifier, "upload": identifier}


def complete_document(uow: UnitOfWork, cmd: DocumentCompleteInput) -> UUID:
    """Check and keep what was uploaded."""
    return filing.complete(uow, FundDocument, cmd)
