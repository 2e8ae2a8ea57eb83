"""Lists of files that other nouns show."""

from chassis.documents.graph import documents_field
from services.projects.document.models import DocumentUse, ProjectDocument

documents_of = documents_field("ProjectDocument", ProjectDocument, DocumentUse)
