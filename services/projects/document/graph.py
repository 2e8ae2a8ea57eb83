"""Files as clients see them."""

from chassis.documents.graph import Document, document_node
from chassis.graph.declare import column
from published.document_terms import ProjectDocumentKind
from services.projects.document import models


@document_node(models.ProjectDocument)
class ProjectDocument(Document):
    """A file of the projects service [项目电子件]."""

    kind: ProjectDocumentKind = column("Kind [类型].")
