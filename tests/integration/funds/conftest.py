import pytest

from tests.harness.plugin import MakeSubgraph
from tests.integration.funds.scene import Scene


@pytest.fixture(scope="module")
def scene(make_subgraph: MakeSubgraph) -> Scene:
    """The funds service, told of the sample's regions."""
    made = Scene(make_subgraph("funds"))
    made.prepare()
    return made
