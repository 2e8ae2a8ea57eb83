"""Until funds has told of its categories, nobody can say that one does not exist."""

from tests.harness.subgraph import Subgraph
from tests.integration.projects.desk import Desk


def test_a_declaration_waits_for_the_first_category(projects: Subgraph) -> None:
    desk = Desk(projects)
    given = desk.declaration()
    assert desk.refused("DeclareProject", given, "village_clerk") == [("REPLICA_BEHIND", ["input", "plannedFunding"])]
