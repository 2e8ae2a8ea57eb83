"""The three services in process, each told of the sample's regions, with their buckets."""

import pytest

from cli.sample import FOLDER, region_import
from tests.harness.plugin import MakeSubgraph
from tests.harness.regions import sample_regions
from tests.harness.subgraph import Subgraph
from tests.journeys.operations import document


@pytest.fixture(scope="module")
def projects(make_subgraph: MakeSubgraph) -> Subgraph:
    made = make_subgraph("projects")
    payload = made.run(made.own_part(document("ImportRegions")), region_import(FOLDER), "platform_operator")
    assert payload["errors"] == []
    return made


@pytest.fixture(scope="module")
def funds(make_subgraph: MakeSubgraph) -> Subgraph:
    return _told_of_regions(make_subgraph("funds"))


@pytest.fixture(scope="module")
def assets(make_subgraph: MakeSubgraph) -> Subgraph:
    return _told_of_regions(make_subgraph("assets"))


@pytest.fixture(scope="module", params=["projects", "funds", "assets"])
def service(request: pytest.FixtureRequest) -> Subgraph:
    """Each of the three in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Subgraph)
    return found


def _told_of_regions(subgraph: Subgraph) -> Subgraph:
    for region in sample_regions():
        subgraph.deliver(region)
    return subgraph
