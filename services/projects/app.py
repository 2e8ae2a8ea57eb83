"""The api process of projects: `python -m services.projects.app`."""

from typing import Final

from chassis.graph.api import serve
from chassis.graph.subgraph import schema_of
from services.projects.category.graph import CategoryQuery
from services.projects.document.graph import ProjectDocumentMutation
from services.projects.organisation.graph import OrganisationMutation, OrganisationQuery
from services.projects.plan import graph as _plan  # noqa: F401  # adds to regions
from services.projects.project.graph import ProjectMutation, ProjectQuery
from services.projects.region.graph import RegionMutation, RegionQuery
from services.projects.service import SERVICE
from services.projects.viewer.graph import ViewerQuery

QUERIES = (ViewerQuery, RegionQuery, OrganisationQuery, ProjectQuery, CategoryQuery)
MUTATIONS = (RegionMutation, OrganisationMutation, ProjectMutation, ProjectDocumentMutation)

SCHEMA: Final = schema_of("services.projects", QUERIES, MUTATIONS)

if __name__ == "__main__":
    serve(SERVICE, SCHEMA)
