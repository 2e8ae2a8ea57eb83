import pytest

from tests.harness.plugin import MakeSubgraph
from tests.integration.funds.scene import Scene, bound, issue, received


@pytest.fixture(scope="module")
def scene(make_subgraph: MakeSubgraph) -> Scene:
    """The funds service, told of the sample's regions."""
    made = Scene(make_subgraph("funds"))
    made.prepare()
    return made


@pytest.fixture(scope="module")
def money(scene: Scene) -> dict[str, str]:
    """1.20 received, 0.80 issued to the county, 0.30 bound (each a million yuan), sealed."""
    line = received(scene)["lines"][0]["id"]
    pot = scene.do("IssueAllocation", issue(line), "prefecture_finance")["allocation"]["id"]
    project = scene.project()
    funding = bound(scene, project, pot, "300000.00")["id"]
    scene.seal()
    return {"line": line, "pot": pot, "project": project, "funding": funding}
