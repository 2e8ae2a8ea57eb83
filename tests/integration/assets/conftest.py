import pytest

from tests.harness.plugin import MakeSubgraph
from tests.integration.assets.scene import Scene


@pytest.fixture(scope="module")
def scene(make_subgraph: MakeSubgraph) -> Scene:
    """The assets service, told of the sample's regions, a village collective and a county enterprise."""
    made = Scene(make_subgraph("assets"))
    made.prepare()
    return made
