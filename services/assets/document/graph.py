"""Files as clients see them."""

from chassis.documents.graph import Document, UploadTicket, document_node, upload_ticket
from chassis.graph.declare import column
from chassis.graph.payload import command, entity, mutation, payload
from published.document_terms import AssetDocumentKind
from services.assets.document import commands, models


@document_node(models.AssetDocument)
class AssetDocument(Document):
    """A file of the assets service [资产电子件]."""

    kind: AssetDocumentKind = column("Kind [类型].")


@payload
class AssetDocumentPayload:
    """Outcome [办理结果]."""

    asset_document: "AssetDocument | None" = entity("File after it [电子件].")
    upload: "UploadTicket | None" = upload_ticket(models.AssetDocument)


@mutation
class AssetDocumentMutation:
    """Commands on files."""

    asset_document_create: "AssetDocumentPayload | None" = command(
        commands.create_document, "Announce a file and get its upload address [新建电子件]."
    )
    asset_document_complete: "AssetDocumentPayload | None" = command(
        commands.complete_document, "Check an uploaded file and make it usable [确认电子件]."
    )
