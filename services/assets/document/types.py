"""Lists of files that other nouns show."""

from chassis.documents.graph import documents_field
from services.assets.document.models import AssetDocument, DocumentUse

documents_of = documents_field("AssetDocument", AssetDocument, DocumentUse)
