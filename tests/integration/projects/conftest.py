"""The projects service in process, with the regions of the sample and one fund category."""

import pytest

from cli.sample import FOLDER, region_import
from published.fund_terms import LibraryBinding
from published.funds import FundCategoryChangedV1, FundCategorySnapshot
from tests.harness.plugin import MakeSubgraph
from tests.harness.subgraph import Subgraph
from tests.integration.projects.desk import Desk
from tests.journeys.operations import document

DEVELOPMENT = FundCategoryChangedV1(
    fund_category=FundCategorySnapshot(
        id=Desk.CATEGORY,
        version=1,
        code="DEVELOPMENT",
        name="扶贫发展资金",
        parent_id=None,
        level=None,
        library_binding=LibraryBinding.MUST,
    )
)


@pytest.fixture(scope="module")
def empty(make_subgraph: MakeSubgraph) -> Subgraph:
    return make_subgraph("projects")


@pytest.fixture(scope="module")
def projects(empty: Subgraph) -> Subgraph:
    payload = empty.run(empty.own_part(document("ImportRegions")), region_import(FOLDER), "platform_operator")
    assert payload["errors"] == []
    return empty


@pytest.fixture(scope="module")
def desk(projects: Subgraph) -> Desk:
    projects.deliver(DEVELOPMENT)
    return Desk(projects)
