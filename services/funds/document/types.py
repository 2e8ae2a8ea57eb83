"""Lists of files that other nouns show."""

from chassis.documents.graph import documents_field
from services.funds.document.models import DocumentUse, FundDocument

documents_of = documents_field("FundDocument", FundDocument, DocumentUse)
