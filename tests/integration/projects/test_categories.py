"""The tree of project categories for everybody signed in."""

from tests.harness.subgraph import Subgraph
from tests.integration.projects.desk import Desk


def test_the_tree_comes_flat_and_by_code(empty: Subgraph) -> None:
    found = Desk(empty).ask("Categories", "stranger")["projectCategories"]
    codes = [each["code"] for each in found]
    assert codes == sorted(codes)
    assert {"code": "INDUSTRY_LIVESTOCK", "name": "养殖业", "parentCode": "INDUSTRY"} in found
    assert {each["parentCode"] for each in found} <= {None, *codes}


def test_without_a_token_there_is_none(empty: Subgraph) -> None:
    assert Desk(empty).ask("Categories", None)["projectCategories"] == []
