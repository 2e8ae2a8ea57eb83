"""Commands on files, and what other nouns do with them."""

from typing import Final

from chassis.documents.uses import Uses
from published.document_terms import ProjectDocumentKind
from services.projects.document.models import DocumentUse, ProjectDocument

USES: Final = Uses(ProjectDocument, DocumentUse, ProjectDocumentKind)
attach = USES.attach
attach_one = USES.attach_one
papers_of = USES.papers_of
