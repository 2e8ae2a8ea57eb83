"""Lists of assets: filters, orders, pages, sums; and the board that says the same."""

from typing import Any

import pytest

from published.project_terms import OrganisationKind
from tests.integration.assets.scene import COUNTY, OTHER_VILLAGE, SIBLING, TOWNSHIP, VILLAGE, Scene

PUBLIC = "PUBLIC_BENEFIT"
LIST = """query($first: Int! = 100, $after: String, $where: AssetWhereInput, $order: AssetOrder! = CODE_ASC) {
  assets(first: $first, after: $after, where: $where, orderBy: $order) {
    nodes { name } edges { cursor node { name } } totalCount { count precision }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage } aggregate { count originalValue netValue } } }"""
GROUPS = """query($where: AssetWhereInput, $by: [AssetDimension!]!) { assets(first: 1, where: $where) {
  aggregate { count originalValue netValue groupBy(by: $by) { keys labels count originalValue netValue } } } }"""


@pytest.fixture(scope="module")
def ledger(scene: Scene) -> dict[str, Any]:
    """Four assets that differ in everything that can be asked for."""
    household = scene.organisation(VILLAGE, OrganisationKind.INDIVIDUAL)
    project = scene.project(COUNTY)

    def asset(name: str, amount: str, code: str, **more: Any) -> str:
        money = [{"source": "自筹", "amount": amount}]
        return scene.register(name=name, projectId=project, regionCode=code, otherFundings=money, **more)

    county = [{"holderId": str(scene.county_body), "shareBps": 10_000}]
    one = [{"holderId": str(household), "shareBps": 10_000}]
    return {
        "project": project,
        "household": household,
        "阿羊舍": asset("阿羊舍", "300.00", VILLAGE, inServiceOn="2020-09-01"),
        "冷库": asset("冷库", "100.00", SIBLING, categoryCode="COLD_STORE", owners=county),
        "水渠": asset(
            "水渠", "200.00", OTHER_VILLAGE, categoryCode="CANAL", assetClass="PUBLIC_BENEFIT", owners=county
        ),
        "母羊": asset("母羊", "50.00", VILLAGE, categoryCode="LIVESTOCK", assetClass="HOUSEHOLD", owners=one),
    }


def names(scene: Scene, persona: str | None = "county_asset_manager", **variables: Any) -> list[str]:
    return [node["name"] for node in scene.ask(LIST, persona, **variables)["assets"]["nodes"]]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"name": {"contains": "羊"}}, ["阿羊舍", "母羊"]),
        ({"name": {"in": ["冷库", "水渠"]}}, ["冷库", "水渠"]),
        ({"assetClass": {"in": ["HOUSEHOLD", "PUBLIC_BENEFIT"]}}, ["水渠", "母羊"]),
        ({"categoryCode": {"eq": "COLD_STORE"}}, ["冷库"]),
        ({"region": {"under": TOWNSHIP}}, ["阿羊舍", "冷库", "母羊"]),
        ({"region": {"in": [SIBLING, OTHER_VILLAGE]}}, ["冷库", "水渠"]),
        ({"region": {"eq": TOWNSHIP}}, []),
        ({"region": {"under": "999999"}}, []),
        ({"ownerLevel": {"eq": "HOUSEHOLD"}}, ["母羊"]),
        ({"netValue": {"gte": "100.00", "lte": "200.00"}}, ["冷库", "水渠"]),
        ({"netValue": {"eq": "50.00"}}, ["母羊"]),
        ({"inServiceOn": {"isNull": True}}, ["冷库", "水渠", "母羊"]),
        ({"inServiceOn": {"gte": "2020-09-01", "lte": "2020-09-01"}}, ["阿羊舍"]),
        ({"utilisation": {"eq": "IN_USE"}}, ["阿羊舍"]),
        ({"title": {"eq": "REGISTERED"}}, ["阿羊舍", "冷库", "水渠", "母羊"]),
        ({"title": {"eq": "CONFIRMED"}}, []),
        ({"ownerId": {"isNull": True}}, []),
        ({"OR": [{"name": {"eq": "冷库"}}, {"utilisation": {"eq": "IN_USE"}}]}, ["阿羊舍", "冷库"]),
        ({"NOT": {"assetClass": {"eq": "OPERATING"}}}, ["水渠", "母羊"]),
    ],
)
def test_filters(scene: Scene, ledger: dict[str, Any], where: dict[str, Any], found: list[str]) -> None:
    mine = {"projectId": {"eq": str(ledger["project"])}}
    assert names(scene, where={"AND": [mine, where]}) == found


def test_by_owner(scene: Scene, ledger: dict[str, Any]) -> None:
    assert names(scene, where={"ownerId": {"eq": str(ledger["household"])}}) == ["母羊"]
    assert names(scene, where={"ownerId": {"in": [str(scene.county_body)]}}) == ["冷库", "水渠"]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("CODE_ASC", ["阿羊舍", "冷库", "水渠", "母羊"]),
        ("NAME_ASC", ["阿羊舍", "冷库", "母羊", "水渠"]),
        ("NET_VALUE_DESC", ["阿羊舍", "水渠", "冷库", "母羊"]),
    ],
)
def test_orders_and_pages(scene: Scene, ledger: dict[str, Any], order: str, found: list[str]) -> None:
    asked: dict[str, Any] = {"where": {"projectId": {"eq": str(ledger["project"])}}, "order": order, "first": 3}
    page = scene.ask(LIST, **asked)["assets"]
    assert [node["name"] for node in page["nodes"]] == found[:3]
    assert (page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]) == (True, False)
    assert page["totalCount"] == {"count": 4, "precision": "EXACT"}
    rest = scene.ask(LIST, **asked, after=page["pageInfo"]["endCursor"])["assets"]
    assert [edge["node"]["name"] for edge in rest["edges"]] == found[3:]
    assert (rest["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"]) == (False, True)
    assert page["aggregate"] == rest["aggregate"] == {"count": 4, "originalValue": "650.00", "netValue": "650.00"}


def test_a_cursor_belongs_to_its_filter_order_and_date(scene: Scene, ledger: dict[str, Any]) -> None:
    where = {"projectId": {"eq": str(ledger["project"])}}
    cursor = scene.ask(LIST, where=where, first=1)["assets"]["pageInfo"]["endCursor"]
    others: list[dict[str, Any]] = [{"where": {}}, {"where": where, "order": "NAME_ASC"}]
    for other in others:
        data, codes = scene.codes_refused(LIST, after=cursor, **other)
        assert (data, codes[0]) == ({"assets": None}, "INVALID_INPUT")
    dated = LIST.replace("orderBy: $order)", 'orderBy: $order, asOf: "2020-12-31")')
    assert scene.codes_refused(dated, after=cursor, where=where)[1][0] == "INVALID_INPUT"


@pytest.mark.parametrize("first", [0, 101, -1])
def test_a_page_has_a_size(scene: Scene, first: int) -> None:
    assert scene.codes_refused(LIST, first=first) == ({"assets": None}, ["LIMIT_EXCEEDED"])


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"netValue": {"gte": "1.001"}}, "1.001"),
        ({"inServiceOn": {"eq": "2020"}}, "2020"),
        ({"ownerId": {"eq": "x"}}, "x"),
    ],
)
def test_a_filter_value_that_is_none(scene: Scene, where: dict[str, Any], said: str) -> None:
    answer = scene.assets.post(LIST, {"where": where}, "county_asset_manager")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_INPUT"]
    assert said in answer["errors"][0]["message"]


DIMENSIONS = ["UTILISATION", "TITLE", "ASSET_CLASS", "CATEGORY", "REGION", "OWNER_LEVEL"]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_groups_add_up_to_the_whole_and_open_to_their_rows(
    scene: Scene, ledger: dict[str, Any], dimension: str
) -> None:
    where = {"projectId": {"eq": str(ledger["project"])}, "region": {"under": COUNTY}}
    whole = scene.ask(GROUPS, where=where, by=[dimension])["assets"]["aggregate"]
    groups = whole.pop("groupBy")
    assert sum(group["count"] for group in groups) == whole["count"] == 4
    assert sum(float(group["originalValue"]) for group in groups) == float(whole["originalValue"])
    assert [float(group["netValue"]) for group in groups] == sorted(
        (float(group["netValue"]) for group in groups), reverse=True
    )
    for group in groups:
        opened = {"AND": [where, condition(dimension, group["keys"][0])]}
        rows = scene.ask(LIST, where=opened)["assets"]
        assert rows["aggregate"] == {name: group[name] for name in ("count", "originalValue", "netValue")}


def condition(dimension: str, key: str) -> dict[str, Any]:
    name = {
        "UTILISATION": "utilisation",
        "TITLE": "title",
        "ASSET_CLASS": "assetClass",
        "CATEGORY": "categoryCode",
        "REGION": "region",
        "OWNER_LEVEL": "ownerLevel",
    }[dimension]
    return {name: {"under" if name == "region" else "eq": key}}


def test_groups_are_labelled_in_chinese(scene: Scene, ledger: dict[str, Any]) -> None:
    where = {"projectId": {"eq": str(ledger["project"])}, "region": {"under": COUNTY}}
    groups = scene.ask(GROUPS, where=where, by=["CATEGORY", "REGION"])["assets"]["aggregate"]["groupBy"]
    assert [(group["keys"], group["labels"]) for group in groups[:2]] == [
        (["LIVESTOCK_SHED", "652822100"], ["畜禽圈舍", "示范镇"]),
        (["CANAL", "652822101"], ["渠道与节水灌溉", "示范二镇"]),
    ]


@pytest.mark.parametrize("by", [[], ["REGION", "REGION"], ["REGION", "TITLE", "CATEGORY"]])
def test_one_or_two_dimensions(scene: Scene, by: list[str]) -> None:
    assert scene.codes_refused(GROUPS, by=by)[1] == ["INVALID_INPUT"]


def test_the_assets_of_a_project_with_their_own_filter_and_sums(scene: Scene, ledger: dict[str, Any]) -> None:
    selection = """assets(first: 2, where: {netValue: {gte: "100.00"}}, orderBy: NET_VALUE_DESC) {
      nodes { name } totalCount { count } pageInfo { hasNextPage } aggregate { netValue } }"""
    other = scene.project()
    known = [{"__typename": "Project", "id": str(project)} for project in (ledger["project"], other)]
    first, second = scene.assets.entities(known, selection, "county_asset_manager")
    assert first["assets"] == {
        "nodes": [{"name": "阿羊舍"}, {"name": "水渠"}],
        "totalCount": {"count": 3},
        "pageInfo": {"hasNextPage": True},
        "aggregate": {"netValue": "600.00"},
    }
    assert second["assets"]["nodes"] == []


def test_what_bound_money_became(scene: Scene) -> None:
    project = scene.project()
    used, unused = scene.funding(project, "100.00"), scene.funding(project, "100.00")
    for amount in ("60.00", "40.00"):
        scene.register(projectId=project, fundings=[{"projectFundingId": str(used), "amount": amount}])
    known = [{"__typename": "ProjectFunding", "id": str(each)} for each in (used, unused)]
    first, second = scene.assets.entities(known, "assetFundings { amount asset { name } }", "county_asset_manager")
    assert [each["amount"] for each in first["assetFundings"]] == ["60.00", "40.00"]
    assert second["assetFundings"] == []


def test_the_category_tree(scene: Scene) -> None:
    tree = scene.ask("{ assetCategories { code name parentCode } }")["assetCategories"]
    codes = [node["code"] for node in tree]
    assert codes == sorted(codes)
    assert {node["parentCode"] for node in tree} - {None} <= set(codes)
    assert {"code": "LIVESTOCK_SHED", "name": "畜禽圈舍", "parentCode": "INDUSTRY"} in tree
