"""Files as clients see them."""

from chassis.documents.graph import Document, UploadTicket, document_node, upload_ticket
from chassis.graph.declare import column
from chassis.graph.payload import command, entity, mutation, payload
from published.document_terms import FundDocumentKind
from services.funds.document import commands, models


@document_node(models.FundDocument)
class FundDocument(Document):
    """A file of the funds service [资金电子件]."""

    kind: FundDocumentKind = column("Kind [类型].")


@payload
class FundDocumentPayload:
    """Outcome [办理结果]."""

    fund_document: "FundDocument | None" = entity("File after it [电子件].")
    upload: "UploadTicket | None" = upload_ticket(models.FundDocument)


@mutation
class FundDocumentMutation:
    """Commands on files."""

    fund_document_create: "FundDocumentPayload | None" = command(
        commands.create_document, "Announce a file and get its upload address [新建电子件]."
    )
    fund_document_complete: "FundDocumentPayload | None" = command(
        commands.complete_document, "Check an uploaded file and make it usable [确认电子件]."
    )
