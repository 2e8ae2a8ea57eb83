"""The board of a region: the same sums as the list on the same filter and date."""

from typing import Any

import pytest

from chassis.graph.context import ReadContext
from tests.integration.assets.scene import COUNTY, OTHER_COUNTY, OTHER_VILLAGE, SIBLING, TOWNSHIP, VILLAGE, Scene

BOARD = """query($region: RegionCode!, $on: Date) { assetBoard(regionCode: $region, asOf: $on) {
  region { id } asOf count originalValue netValue groupBy(by: [ASSET_CLASS, REGION]) { keys count netValue }
  children { region { id } count originalValue netValue groupBy(by: UTILISATION) { keys count }
    children { count netValue } } } }"""
LIST = """query($region: RegionCode!, $on: Date) { assets(first: 1, asOf: $on, where: {region: {under: $region}}) {
  aggregate { count originalValue netValue groupBy(by: [ASSET_CLASS, REGION]) { keys count netValue } } } }"""
SUMS = ("count", "originalValue", "netValue")


@pytest.fixture(scope="module", autouse=True)
def ledger(scene: Scene) -> None:
    project = scene.project(COUNTY)
    for code, amount, formed in (
        (VILLAGE, "100.00", "2020-08-05"),
        (VILLAGE, "200.00", "2020-09-01"),
        (SIBLING, "300.00", "2020-10-01"),
        (OTHER_VILLAGE, "400.00", "2020-08-05"),
        (TOWNSHIP, "500.00", "2020-08-05"),
        (COUNTY, "600.00", "2020-08-05"),
    ):
        money = [{"source": "自筹", "amount": amount}]
        scene.register(projectId=project, regionCode=code, formedOn=formed, otherFundings=money)


@pytest.mark.parametrize("region", ["650000", "652800", COUNTY, TOWNSHIP, VILLAGE])
@pytest.mark.parametrize("on", [None, "2020-08-31", "2020-09-01", "2020-08-04"])
def test_the_board_says_what_the_list_says(scene: Scene, region: str, on: str | None) -> None:
    board = scene.ask(BOARD, "provincial_auditor", region=region, on=on)["assetBoard"]
    sums = scene.ask(LIST, "provincial_auditor", region=region, on=on)["assets"]["aggregate"]
    assert {name: board[name] for name in (*SUMS, "groupBy")} == sums


def test_the_board_of_a_county(scene: Scene) -> None:
    board = scene.ask(BOARD, region=COUNTY)["assetBoard"]
    assert {name: board[name] for name in SUMS} == {"count": 6, "originalValue": "2100.00", "netValue": "2100.00"}
    assert [(child["count"], child["netValue"]) for child in board["children"]] == [(4, "1100.00"), (1, "400.00")]
    below = [[(village["count"], village["netValue"]) for village in child["children"]] for child in board["children"]]
    assert below == [[(2, "300.00"), (1, "300.00")], [(1, "400.00"), (0, "0.00")]]
    assert [child["groupBy"] for child in board["children"]] == [
        [{"keys": ["UNKNOWN"], "count": 4}],
        [{"keys": ["UNKNOWN"], "count": 1}],
    ]


def test_a_child_says_what_its_own_board_says(scene: Scene) -> None:
    children = scene.ask(BOARD, "provincial_auditor", region="652800")["assetBoard"]["children"]
    own = scene.ask(BOARD, region=COUNTY)["assetBoard"]
    (child,) = [each for each in children if each["region"] == own["region"]]
    assert {name: child[name] for name in SUMS} == {name: own[name] for name in SUMS}
    assert len(children) == 9
    assert sum(each["count"] for each in children) == 6


def test_a_day_before_anything_was_formed(scene: Scene) -> None:
    board = scene.ask(BOARD, region=COUNTY, on="2019-12-31")["assetBoard"]
    assert {name: board[name] for name in SUMS} == {"count": 0, "originalValue": "0.00", "netValue": "0.00"}
    assert board["groupBy"] == []
    assert [child["count"] for child in board["children"]] == [0, 0]


def test_a_retired_code_finds_its_successor(scene: Scene) -> None:
    """许昌县 became 建安区; its board is that of the new county, and no child of the prefecture's."""
    old, new = (scene.ask(BOARD, "platform_operator", region=code)["assetBoard"] for code in ("411023", "411003"))
    assert old == new
    children = scene.ask(BOARD, "platform_operator", region="411000")["assetBoard"]["children"]
    assert [child["region"] for child in children] == [new["region"]]


def test_an_unknown_region(scene: Scene) -> None:
    assert scene.codes_refused(BOARD, region="659999") == ({"assetBoard": None}, ["INVALID_INPUT"])


@pytest.mark.parametrize(
    ("persona", "region"),
    [
        ("county_asset_manager", "652800"),
        ("county_asset_manager", OTHER_COUNTY),
        ("township_clerk", COUNTY),
        ("village_clerk", TOWNSHIP),
        ("stranger", COUNTY),
        (None, COUNTY),
        (None, VILLAGE),
    ],
)
def test_a_part_never_looks_like_a_whole(scene: Scene, persona: str | None, region: str) -> None:
    assert scene.codes_refused(BOARD, persona, region=region) == ({"assetBoard": None}, ["PARTIAL_SCOPE"])
    data, codes = scene.codes_refused(LIST, persona, region=region)
    assert codes == ["PARTIAL_SCOPE"]
    assert data == {"assets": None}


@pytest.mark.parametrize(
    ("persona", "region", "count"),
    [("township_clerk", TOWNSHIP, 4), ("village_clerk", VILLAGE, 2), ("prefecture_finance", "652800", 6)],
)
def test_the_whole_of_the_grant(scene: Scene, persona: str, region: str, count: int) -> None:
    assert scene.ask(BOARD, persona, region=region)["assetBoard"]["count"] == count


def test_one_statement_per_level_not_per_child(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children come with their sums from one grouping, however many they are."""
    asked: list[Any] = []
    fetch = ReadContext.fetch

    async def counted(self: ReadContext, statement: Any, parameters: Any = None) -> Any:
        asked.append(statement)
        return await fetch(self, statement, parameters)

    monkeypatch.setattr(ReadContext, "fetch", counted)
    scene.ask('{ assetBoard(regionCode: "652800") { count children { count netValue } } }', "provincial_auditor")
    nine = len(asked)
    asked.clear()
    scene.ask('{ assetBoard(regionCode: "652822") { count children { count netValue } } }')
    assert len(asked) == nine
