"""Who learns of an asset: each root field and relation, for own, sibling, parent and strange regions, and nobody."""

from typing import Any

import pytest

from chassis.tables import new_id
from tests.integration.assets.scene import COUNTY, OTHER_TOWNSHIP, OTHER_VILLAGE, SIBLING, TOWNSHIP, VILLAGE, Scene

ONE = """query($id: ID!) { asset(id: $id) { name region { id } project { id } rights { holder { id } }
  fundings { projectFunding { id } } history { toState } } }"""
LIST = "{ assets(first: 100) { nodes { name } totalCount { count } aggregate { count } } }"
NAMED = {VILLAGE: "村", SIBLING: "邻村", TOWNSHIP: "镇", OTHER_VILLAGE: "别镇村", COUNTY: "县"}
SEES = {
    "village_clerk": {"村"},
    "township_clerk": {"村", "邻村", "镇"},
    "county_office": set(NAMED.values()),
    "county_leading_group": set(NAMED.values()),
    "county_finance": set(NAMED.values()),
    "county_asset_manager": set(NAMED.values()),
    "prefecture_finance": set(NAMED.values()),
    "provincial_auditor": set(NAMED.values()),
    "platform_operator": set(NAMED.values()),
    "stranger": set(),
    None: set(),
}


@pytest.fixture(scope="module")
def ledger(scene: Scene) -> dict[str, Any]:
    """One asset in each place, of a county project whose money lies with the county."""
    project = scene.project(COUNTY)
    money = scene.funding(project, "500.00", COUNTY)
    part = [{"projectFundingId": str(money), "amount": "1.00"}]
    made: dict[str, Any] = {
        name: scene.register(projectId=project, regionCode=code, name=name, fundings=part)
        for code, name in NAMED.items()
    }
    return made | {"project": project, "money": money}


@pytest.mark.parametrize("persona", SEES)
def test_a_list_and_its_sums_hold_what_lies_within_the_grants(
    scene: Scene, ledger: dict[str, Any], persona: str | None
) -> None:
    found = scene.ask(LIST, persona)["assets"]
    assert {node["name"] for node in found["nodes"]} == SEES[persona]
    assert found["totalCount"]["count"] == found["aggregate"]["count"] == len(SEES[persona])


@pytest.mark.parametrize("persona", SEES)
@pytest.mark.parametrize("name", NAMED.values())
def test_one_outside_is_like_one_that_does_not_exist(
    scene: Scene, ledger: dict[str, Any], persona: str | None, name: str
) -> None:
    answer = scene.assets.post(ONE, {"id": ledger[name]}, persona)
    nowhere = scene.assets.post(ONE, {"id": str(new_id())}, persona)
    assert nowhere == {"data": {"asset": None}}
    if name in SEES[persona]:
        assert answer["data"]["asset"]["name"] == name
        assert "errors" not in answer
    else:
        assert answer == nowhere


def test_references_to_what_lies_above_the_grant_are_null(scene: Scene, ledger: dict[str, Any]) -> None:
    """A village sees its asset, and that it was made of bound money, but neither the county's project nor its money."""
    asset = scene.ask(ONE, "village_clerk", id=ledger["村"])["asset"]
    assert asset["project"] is None
    assert [each["projectFunding"] for each in asset["fundings"]] == [None, None]
    assert asset["region"]["id"]
    assert asset["rights"] == [{"holder": {"id": str(scene.village)}}]
    seen = scene.ask(ONE, "county_office", id=ledger["村"])["asset"]
    assert seen["project"] == {"id": str(ledger["project"])}
    assert seen["fundings"][0]["projectFunding"] == {"id": str(ledger["money"])}


@pytest.mark.parametrize(
    ("typename", "key", "selection"),
    [
        ("Project", "project", "assets(first: 5) { nodes { name } }"),
        ("ProjectFunding", "money", "assetFundings { amount }"),
    ],
)
@pytest.mark.parametrize("persona", ["stranger", "village_clerk", "township_clerk", None])
def test_what_is_added_to_a_neighbours_type_needs_that_to_be_visible(
    scene: Scene, ledger: dict[str, Any], persona: str | None, typename: str, key: str, selection: str
) -> None:
    known = [{"__typename": typename, "id": str(each)} for each in (ledger[key], new_id(), "x")]
    assert scene.assets.entities(known, selection, persona) == [None, None, None]
    (seen, *_) = scene.assets.entities(known[:1], selection, "county_office")
    assert seen is not None


def test_of_a_visible_project_only_visible_assets_are_shown(scene: Scene) -> None:
    """A township's project seen by the township: none of what another township's clerk would see."""
    project = scene.project(TOWNSHIP)
    scene.register(projectId=project, regionCode=SIBLING, name="镇项目")
    known = [{"__typename": "Project", "id": str(project)}]
    (seen,) = scene.assets.entities(known, "assets(first: 5) { nodes { name } }", "township_clerk")
    assert seen["assets"]["nodes"] == [{"name": "镇项目"}]
    assert scene.assets.entities(known, "assets(first: 5) { nodes { name } }", "village_clerk") == [None]


def test_a_filter_gives_no_hint_of_what_lies_outside(scene: Scene, ledger: dict[str, Any]) -> None:
    for where in ({"region": {"under": OTHER_TOWNSHIP}}, {"projectId": {"eq": str(ledger["project"])}}):
        document = "query($where: AssetWhereInput) { assets(first: 5, where: $where) { nodes { name } } }"
        found = scene.ask(document, "stranger", where=where)["assets"]["nodes"]
        assert found == []


def test_categories_are_shown_to_everybody_signed_in(scene: Scene) -> None:
    assert scene.ask("{ assetCategories { code } }", "stranger")["assetCategories"]
    assert scene.ask("{ assetCategories { code } }", None)["assetCategories"] == []


def test_entities_are_answered_in_one_batch(scene: Scene, ledger: dict[str, Any]) -> None:
    known = [{"__typename": "Project", "id": str(scene.project())} for _ in range(20)]
    found = scene.assets.entities(known, "assets(first: 5) { nodes { name } }", "county_office")
    assert [each["assets"]["nodes"] for each in found] == [[]] * 20
