"""The journey's operations as front ends write them, as far as assets answers them."""

from typing import Any

import pytest

from tests.integration.assets.scene import COUNTY, SIBLING, VILLAGE, Scene
from tests.journeys.operations import document

BOARD_ON_DAY = """query($code: RegionCode!, $asOf: Date) {
  assetBoard(regionCode: $code, asOf: $asOf, since: "2020-09-01") { asOf since count originalValue netValue
    groupBy(by: UTILISATION) { keys labels count originalValue netValue countChange netValueChange } } }"""
NUMBER_OPENS = """query($region: RegionCode!, $asOf: Date!) {
  assets(first: 50, asOf: $asOf, where: { region: { under: $region }, utilisation: { in: [IN_USE, INEFFICIENT] },
      ownerLevel: { eq: VILLAGE } }, orderBy: NET_VALUE_DESC) {
    nodes { id code name state(asOf: $asOf) { asOf utilisation netValue } }
    aggregate { count originalValue netValue groupBy(by: [ASSET_CLASS, REGION]) { keys labels count netValue } }
    totalCount { count precision } pageInfo { endCursor hasNextPage startCursor hasPreviousPage } } }"""


@pytest.fixture(scope="module")
def shed(scene: Scene) -> dict[str, Any]:
    """The sheep shed of the journey's section 7: two bindings, two collectives."""
    project = scene.project()
    owners = [(scene.village, 7000), (scene.organisation(SIBLING), 3000)]
    money = [(scene.funding(project, "800000.00"), "800000.00"), (scene.funding(project, "200000.00"), "185600.00")]
    given = {
        "projectId": str(project),
        "name": "示范村羊舍1号",
        "assetClass": "OPERATING",
        "categoryCode": "LIVESTOCK_SHED",
        "form": "FIXED",
        "quantity": "1200.00",
        "unit": "平方米",
        "regionCode": VILLAGE,
        "formedOn": "2020-08-05",
        "inServiceOn": "2020-08-10",
        "fundings": [{"projectFundingId": str(binding), "amount": amount} for binding, amount in money],
        "owners": [{"holderId": str(owner), "shareBps": share} for owner, share in owners],
        "location": {"latitude": 41.77, "longitude": 84.25},
    }
    own = scene.assets.own_part(document("RegisterAsset"))
    assert scene.assets.run(own, given, "county_asset_manager", dryRun=True)["errors"] == []
    return scene.assets.run(own, given, "county_asset_manager")


def test_the_asset_is_registered(shed: dict[str, Any]) -> None:
    asset = shed["asset"]
    assert shed["errors"] == []
    assert asset["version"] == 1
    assert asset["originalValue"] == "985600.00"
    assert asset["state"] == {
        "title": "REGISTERED",
        "operation": "NOT_STARTED",
        "utilisation": "IN_USE",
        "lifecycle": "IN_SERVICE",
        "netValue": "985600.00",
    }
    assert [right["shareBps"] for right in asset["rights"]] == [7000, 3000]
    assert [funding["amount"] for funding in asset["fundings"]] == ["800000.00", "185600.00"]
    assert asset["completeness"] == {
        "met": ["KNOWN", "CLASS"],
        "missing": ["确权", "经营、监督或管护责任人", "经营方式"],
    }


def test_the_categories(scene: Scene) -> None:
    answer = scene.ask(scene.assets.own_part(document("Categories")))
    assert {"code": "LIVESTOCK_SHED", "name": "畜禽圈舍", "parentCode": "INDUSTRY"} in answer["assetCategories"]


def test_the_assets_at_the_end_of_region_to_asset(scene: Scene, shed: dict[str, Any]) -> None:
    """What the gateway asks of assets for `Region → projects → assets`."""
    project = scene.ask("query($id: ID!) { asset(id: $id) { project { id } } }", id=shed["asset"]["id"])["asset"]
    selection = (
        "assets(first: 10) { nodes { id name originalValue state { utilisation } } totalCount { count precision } }"
    )
    (found,) = scene.assets.entities([{"__typename": "Project", **project["project"]}], selection)
    assert found["assets"] == {
        "nodes": [
            {
                "id": shed["asset"]["id"],
                "name": "示范村羊舍1号",
                "originalValue": "985600.00",
                "state": {"utilisation": "IN_USE"},
            }
        ],
        "totalCount": {"count": 1, "precision": "EXACT"},
    }


def test_the_board_of_a_day_and_the_list_that_its_number_opens(scene: Scene, shed: dict[str, Any]) -> None:
    board = scene.ask(BOARD_ON_DAY, code=COUNTY, asOf="2020-09-25")["assetBoard"]
    assert (board["asOf"], board["since"], board["count"], board["netValue"]) == (
        "2020-09-25",
        "2020-09-01",
        1,
        "985600.00",
    )
    (group,) = board["groupBy"]
    assert (group["keys"], group["labels"], group["countChange"]) == (["IN_USE"], ["在用"], 0)
    opened = scene.ask(NUMBER_OPENS, region=COUNTY, asOf="2020-09-25")["assets"]
    assert [node["id"] for node in opened["nodes"]] == [shed["asset"]["id"]]
    assert opened["nodes"][0]["state"] == {"asOf": "2020-09-25", "utilisation": "IN_USE", "netValue": "985600.00"}
    assert opened["aggregate"]["netValue"] == group["netValue"]
    assert opened["aggregate"]["groupBy"][0]["labels"] == ["经营性", "示范镇"]
