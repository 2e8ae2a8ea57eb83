"""Importing the tree of regions, and reading it."""

from tests.harness.subgraph import Subgraph


def test_the_sample(projects: Subgraph) -> None:
    around = "parent { code children { code successors { code } } }"
    answer = projects.post(f'{{ region(code: "411023") {{ code formerCodes name level {around} }} }}')
    assert answer == {
        "data": {
            "region": {
                "code": "411003",
                "formerCodes": ["411023"],
                "name": "建安区",
                "level": "COUNTY",
                "parent": {
                    "code": "411000",
                    "children": [
                        {"code": "411003", "successors": []},
                        {"code": "411023", "successors": [{"code": "411003"}]},
                    ],
                },
            }
        }
    }
