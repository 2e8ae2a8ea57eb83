"""The api process of projects: `python -m services.projects.app`."""

from typing import Final

from chassis.graph.api import serve
from chassis.graph.subgraph import schema_of
from services.projects.acceptance.graph import AcceptanceMutation
from services.projects.benefit import graph as _benefit  # noqa: F401  # adds to benefit links
from services.projects.category.graph import CategoryQuery
from services.projects.deliberation.graph import DeliberationMutation
from services.projects.document.graph import ProjectDocumentMutation
from services.projects.implementation.graph import WorksMutation
from services.projects.modification.graph import ModificationMutation
from services.projects.objection.graph import ObjectionMutation
from services.projects.organisation.graph import OrganisationMutation, OrganisationQuery
from services.projects.plan.graph import AnnualPlanMutation
from services.projects.project.graph import ProjectMutation, ProjectQuery
from services.projects.publicity.graph import NoticeMutation, NoticeQuery
from services.projects.region.graph import RegionMutation, RegionQuery
from services.projects.review.graph import ReviewMutation
from services.projects.service import SERVICE
from services.projects.viewer.graph import ViewerQuery

QUERIES = (ViewerQuery, RegionQuery, OrganisationQuery, ProjectQuery, CategoryQuery, NoticeQuery)
MUTATIONS = (
    RegionMutation,
    OrganisationMutation,
    ProjectMutation,
    DeliberationMutation,
    ReviewMutation,
    AnnualPlanMutation,
    NoticeMutation,
    ObjectionMutation,
    WorksMutation,
    ModificationMutation,
    AcceptanceMutation,
    ProjectDocumentMutation,
)

SCHEMA: Final = schema_of("services.projects", QUERIES, MUTATIONS)

if __name__ == "__main__":
    serve(SERVICE, SCHEMA)
