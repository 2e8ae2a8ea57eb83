"""Every number of a board opens: each group is found again through `assets` on the same date and filter."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.tables import new_id
from published.fund_terms import LibraryBinding
from published.funds import FundCategoryChangedV1, FundCategorySnapshot
from published.money import Fen, format_yuan, parse_yuan
from published.operation_terms import ContractState
from published.project_terms import OrganisationKind
from tests.integration.assets.idle_scene import CHECKED_ON, IN_SERVICE, OFFICE, SUSPECTED_ON, IdleScene
from tests.integration.assets.scene import COUNTY, OTHER_VILLAGE, SIBLING, VILLAGE, Scene, funding_event
from tests.integration.assets.village import Village

FIELDS = {
    "UTILISATION": "utilisation",
    "TITLE": "title",
    "ASSET_CLASS": "assetClass",
    "CATEGORY": "categoryCode",
    "REGION": "region",
    "OWNER_LEVEL": "ownerLevel",
    "OPERATOR_KIND": "operatorKind",
    "FUND_CATEGORY": "fundCategoryCode",
    "IDLE_REASON": "idleReason",
}
"""The condition of each dimension."""
SUMS = ("count", "originalValue", "netValue")
BOARD = """query($region: RegionCode!, $on: Date, $by: [AssetDimension!]!) {
  assetBoard(regionCode: $region, asOf: $on) { count originalValue netValue
    groupBy(by: $by) { keys labels count originalValue netValue } } }"""
OPENED = """query($where: AssetWhereInput, $on: Date, $by: [AssetDimension!]!) {
  assets(first: 100, asOf: $on, where: $where) { nodes { id } totalCount { count }
    aggregate { count originalValue netValue groupBy(by: $by) { keys count originalValue netValue } } } }"""
DAYS = (None, "2020-12-31", str(CHECKED_ON))


def condition(dimension: str, key: str) -> dict[str, Any]:
    operator = "under" if dimension == "REGION" else "eq"
    return {FIELDS[dimension]: {operator: key}}


@dataclass(frozen=True)
class Told:
    """A ledger in which every dimension has several values."""

    scene: Scene

    def funded(self, *amounts: tuple[str, str], **more: Any) -> str:
        """An asset of money of several categories, and of the village's own."""
        project = self.scene.project()
        fundings = []
        for category, amount in amounts:
            event = funding_event(VILLAGE, project, amount)
            told = event.project_funding.model_copy(update={"fund_category_code": category})
            self.scene.assets.deliver(event.model_copy(update={"project_funding": told}))
            fundings.append({"projectFundingId": str(told.id), "amount": amount})
        return self.scene.register(projectId=project, fundings=fundings, **more)


@pytest.fixture(scope="module", autouse=True)
def told(scene: Scene) -> Told:
    made, idle, village = Told(scene), IdleScene(scene), Village(scene)
    village.prepare()
    for code, name in (("DEVELOPMENT", "扶贫发展资金"), ("MINORITY", "少数民族发展资金")):
        node = FundCategorySnapshot(
            id=new_id(),
            version=1,
            code=code,
            name=name,
            parent_id=None,
            level=None,
            library_binding=LibraryBinding.MUST,
        )
        scene.assets.deliver(FundCategoryChangedV1(fund_category=node))
    _fall_idle(idle)
    county = [{"holderId": str(scene.county_body), "shareBps": 10_000}]
    made.funded(("DEVELOPMENT", "100.01"), ("MINORITY", "33.33"), owners=county, usefulLifeMonths=11)
    made.funded(("MINORITY", "0.07"), otherFundings=[], assetClass="PUBLIC_BENEFIT", categoryCode="CANAL")
    project = scene.project(COUNTY)
    scene.register(projectId=project, regionCode=SIBLING, usefulLifeMonths=3)
    scene.register(projectId=project, regionCode=OTHER_VILLAGE, assetClass="HOUSEHOLD")
    other = str(scene.organisation(COUNTY, OrganisationKind.ENTERPRISE))
    village.sign(startsOn="2020-09-01", endsOn="2021-06-30")
    village.sign(operatorId=other, startsOn="2020-10-01", endsOn="2021-03-31")
    return made


def _fall_idle(idle: IdleScene) -> None:
    """Three sheds that nobody uses: the first is found idle, the second still suspect, the third on trial."""
    idle.assets.set_today(IN_SERVICE)
    sheds = [idle.shed(usefulLifeMonths=7), idle.shed(), idle.shed()]
    idle.detect(SUSPECTED_ON)
    idle.assets.set_today(CHECKED_ON)
    first, _, third = (idle.cases_of(shed)[0] for shed in sheds)
    for case in (first, third):
        idle.done("ConfirmIdleCase", case, **idle.finding())
    idle.done("PlanIdleCase", third, **idle.plan())
    idle.done("ReviewIdleCase", third, OFFICE, decision="PASS", reviewedOn=str(CHECKED_ON))
    contract = idle.contract(sheds[2], CHECKED_ON, date(2023, 6, 30), ContractState.ACTIVE)
    idle.done("ExecuteIdleCase", third, startedOn=str(CHECKED_ON), contractId=str(contract))
    idle.done("StartTrial", third, startedOn=str(CHECKED_ON))


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("dimension", list(FIELDS))
def test_every_group_opens_to_its_own_number(scene: Scene, dimension: str, on: str | None) -> None:
    board = scene.ask(BOARD, region=COUNTY, on=on, by=[dimension])["assetBoard"]
    for group in board["groupBy"]:
        (key,) = group["keys"]
        where = {"region": {"under": COUNTY}, "AND": [condition(dimension, key)]}
        opened = scene.ask(OPENED, where=where, on=on, by=[dimension])["assets"]
        assert opened["totalCount"]["count"] == len(opened["nodes"]) == group["count"], group
        mine = {each["keys"][0]: each for each in opened["aggregate"]["groupBy"]}
        assert {name: mine[key][name] for name in SUMS} == {name: group[name] for name in SUMS} if key in mine else True
        if dimension not in {"FUND_CATEGORY", "REGION"}:
            assert {name: opened["aggregate"][name] for name in SUMS} == {name: group[name] for name in SUMS}
        assert group["labels"][0]


@pytest.mark.parametrize("on", DAYS)
def test_the_kinds_of_money_make_the_value_to_the_fen(scene: Scene, on: str | None) -> None:
    board = scene.ask(BOARD, region=COUNTY, on=on, by=["FUND_CATEGORY"])["assetBoard"]
    for name in ("originalValue", "netValue"):
        assert sum(parse_yuan(group[name]) for group in board["groupBy"]) == parse_yuan(board[name])
    assert {group["labels"][0] for group in board["groupBy"]} == {"扶贫发展资金", "少数民族发展资金", "其他来源"}
    assert sum(group["count"] for group in board["groupBy"]) > board["count"]


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("dimension", ["UTILISATION", "TITLE", "ASSET_CLASS", "CATEGORY", "REGION", "OWNER_LEVEL"])
def test_each_asset_is_in_one_group(scene: Scene, dimension: str, on: str | None) -> None:
    board = scene.ask(BOARD, region=COUNTY, on=on, by=[dimension])["assetBoard"]
    assert sum(group["count"] for group in board["groupBy"]) == board["count"]
    assert sum(parse_yuan(group["netValue"]) for group in board["groupBy"]) == parse_yuan(board["netValue"])


@pytest.mark.parametrize("pair", list(pairwise(FIELDS)))
def test_two_dimensions_open_too(scene: Scene, pair: tuple[str, str]) -> None:
    on = str(CHECKED_ON)
    for group in scene.ask(BOARD, region=COUNTY, on=on, by=list(pair))["assetBoard"]["groupBy"]:
        both = [condition(dimension, key) for dimension, key in zip(pair, group["keys"], strict=True)]
        where = {"region": {"under": COUNTY}, "AND": both}
        assert scene.ask(OPENED, where=where, on=on, by=["TITLE"])["assets"]["totalCount"]["count"] == group["count"]


def test_the_dimensions_that_not_every_asset_has(scene: Scene) -> None:
    on = str(CHECKED_ON)
    groups = {
        dimension: {group["keys"][0]: group["count"] for group in _groups(scene, dimension, on)}
        for dimension in ("IDLE_REASON", "OPERATOR_KIND")
    }
    assert groups["IDLE_REASON"] == {"OPERATOR_LEFT": 2}
    assert groups["OPERATOR_KIND"] == {"FAMILY_FARM": 1, "COOPERATIVE": 1, "ENTERPRISE": 1}
    assert _groups(scene, "IDLE_REASON", "2020-12-31") == []


def _groups(scene: Scene, dimension: str, on: str) -> Any:
    return scene.ask(BOARD, region=COUNTY, on=on, by=[dimension])["assetBoard"]["groupBy"]


def test_idle_days_are_a_condition_an_order_and_part_of_the_state(scene: Scene) -> None:
    document = """query($on: Date) {
    assets(first: 50, asOf: $on, orderBy: IDLE_DAYS_DESC, where: {idleDays: {gte: 1}}) {
      nodes { state(asOf: $on) { idleDays utilisation } } } }"""
    nodes = scene.ask(document, on=str(CHECKED_ON))["assets"]["nodes"]
    assert [node["state"]["idleDays"] for node in nodes] == [190, 190, 190]
    assert {node["state"]["utilisation"] for node in nodes} == {"IDLE", "SUSPECT", "TRIAL"}
    assert scene.ask(document, on="2020-12-31")["assets"]["nodes"] == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    amounts=st.lists(st.integers(1, 99_999), min_size=1, max_size=5),
    own=st.integers(1, 9_999),
    life=st.integers(1, 40),
    month=st.integers(0, 39),
)
def test_any_value_divides_over_its_money(told: Told, amounts: list[int], own: int, life: int, month: int) -> None:
    """Each funding's part is within a fen of its exact share, and together they are the net value."""
    money = [(("DEVELOPMENT", "MINORITY")[place % 2], format_yuan(Fen(each))) for place, each in enumerate(amounts)]
    other = [{"source": "自筹", "amount": format_yuan(Fen(own))}]
    asset = told.funded(*money, otherFundings=other, usefulLifeMonths=life)
    on = f"{2020 + (7 + month) // 12}-{(7 + month) % 12 + 1:02d}-15"
    where = {"code": {"eq": told.scene.ask("query($id: ID!) { asset(id: $id) { code } }", id=asset)["asset"]["code"]}}
    sums = told.scene.ask(OPENED, where=where, on=on, by=["FUND_CATEGORY"])["assets"]["aggregate"]
    parts = {group["keys"][0]: parse_yuan(group["netValue"]) for group in sums["groupBy"]}
    net, original = parse_yuan(sums["netValue"]), sum(amounts) + own
    assert sum(parts.values()) == net
    exact = {"OTHER_SOURCE": own, "DEVELOPMENT": sum(amounts[::2])} | (
        {"MINORITY": sum(amounts[1::2])} if amounts[1:] else {}
    )
    assert set(parts) == set(exact)
    for category, amount in exact.items():
        assert abs(parts[category] - net * amount / original) <= len(amounts) + 1
