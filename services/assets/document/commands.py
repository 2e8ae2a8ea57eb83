"""Commands on files, and what other nouns do with them."""

from typing import Final
from uuid import UUID

from chassis.documents import filing
from chassis.documents.inputs import DocumentCompleteInput
from chassis.documents.uses import Uses
from chassis.outcome import Ids
from chassis.uow import UnitOfWork
from published.document_terms import AssetDocumentKind
from services.assets.document.inputs import AssetDocumentCreateInput
from services.assets.document.models import AssetDocument, DocumentUse

USES: Final = Uses(AssetDocument, DocumentUse, AssetDocumentKind)
attach = USES.attach
attach_one = USES.attach_one
papers_of = USES.papers_of


def create_document(uow: UnitOfWork, cmd: AssetDocumentCreateInput) -> Ids:
    """Announce a file; the answer says where to upload it."""
    identifier = filing.create(uow, AssetDocument, cmd)
    return {"asset_document": identifier, "upload": identifier}


def complete_document(uow: UnitOfWork, cmd: DocumentCompleteInput) -> UUID:
    """Check and keep what was uploaded."""
    return filing.complete(uow, AssetDocument, cmd)
