"""The projects service in process, with the regions of the sample."""

import pytest

from cli.sample import FOLDER, region_import
from tests.harness.plugin import MakeSubgraph
from tests.harness.subgraph import Subgraph
from tests.journeys.operations import document


@pytest.fixture(scope="module")
def empty(make_subgraph: MakeSubgraph) -> Subgraph:
    return make_subgraph("projects")


@pytest.fixture(scope="module")
def projects(empty: Subgraph) -> Subgraph:
    payload = empty.run(document("ImportRegions"), region_import(FOLDER), "platform_operator")
    assert payload["errors"] == []
    return empty
