"""Files as clients see them."""

from chassis.documents.graph import Document, UploadTicket, document_node, upload_ticket
from chassis.graph.declare import column
from chassis.graph.payload import command, entity, mutation, payload
from published.document_terms import ProjectDocumentKind
from services.projects.document import commands, models


@document_node(models.ProjectDocument)
class ProjectDocument(Document):
    """A file of the projects service [项目电子件]."""

    kind: ProjectDocumentKind = column("Kind [类型].")


@payload
class ProjectDocumentPayload:
    """Outcome [办理结果]."""

    project_document: "ProjectDocument | None" = entity("File after it [电子件].")
    upload: "UploadTicket | None" = upload_ticket(models.ProjectDocument)


@mutation
class ProjectDocumentMutation:
    """Commands on files."""

    project_document_create: "ProjectDocumentPayload | None" = command(
        commands.create_document, "Announce a file and get its upload address [新建电子件]."
    )
    project_document_complete: "ProjectDocumentPayload | None" = command(
        commands.complete_document, "Check an uploaded file and make it usable [确认电子件]."
    )
