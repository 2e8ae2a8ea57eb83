from datetime import date

import pytest

from tests.harness.plugin import MakeSubgraph
from tests.integration.assets.scene import Scene
from tests.integration.assets.village import Village


@pytest.fixture(scope="module")
def scene(make_subgraph: MakeSubgraph) -> Scene:
    """The assets service, told of the sample's regions, a village collective and a county enterprise."""
    made = Scene(make_subgraph("assets"))
    made.prepare()
    return made


@pytest.fixture(scope="module")
def village(scene: Scene) -> Village:
    """A village that may be given assets, in November 2020."""
    made = Village(scene)
    made.prepare()
    scene.assets.set_today(date(2020, 11, 30))
    return made
