"""Whatever is registered in whatever order: money and shares stay whole, and the board is the sum of the list."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from published.money import Fen, format_yuan, parse_yuan
from tests.integration.assets.scene import COUNTY, OTHER_VILLAGE, SIBLING, TOWNSHIP, VILLAGE, Scene

PLACES = [COUNTY, TOWNSHIP, VILLAGE, SIBLING, OTHER_VILLAGE]
DAYS = ["2020-08-05", "2020-08-06", "2020-10-01", "2021-01-01"]
CLASSES = ["OPERATING", "PUBLIC_BENEFIT", "HOUSEHOLD"]
CATEGORIES = ["LIVESTOCK_SHED", "COLD_STORE", "CANAL"]
SLOW = [HealthCheck.too_slow]
BINDINGS = {0: 1_000_00, 1: 250_01}

amounts = st.integers(min_value=1, max_value=60_000)


@st.composite
def whole_shares(draw: st.DrawFn) -> list[int]:
    cuts = sorted(draw(st.sets(st.integers(min_value=1, max_value=9_999), max_size=3)))
    return [after - before for before, after in zip([0, *cuts], [*cuts, 10_000], strict=True)]


@st.composite
def registrations(draw: st.DrawFn) -> dict[str, Any]:
    bindings = draw(st.sets(st.sampled_from(list(BINDINGS)), max_size=2))
    formed = draw(st.sampled_from(DAYS))
    return {
        "regionCode": draw(st.sampled_from(PLACES)),
        "assetClass": draw(st.sampled_from(CLASSES)),
        "categoryCode": draw(st.sampled_from(CATEGORIES)),
        "formedOn": formed,
        "inServiceOn": draw(st.sampled_from([None, *(day for day in DAYS if day >= formed)])),
        "bindings": [(place, draw(amounts)) for place in draw(st.permutations(sorted(bindings)))],
        "other": draw(st.lists(amounts, max_size=2)),
        "shares": draw(whole_shares()),
    }


@dataclass
class Project:
    """A project of its own for each example, so that examples do not share their money."""

    scene: Scene

    def __post_init__(self) -> None:
        self.id = self.scene.project(COUNTY)
        self.bindings = {
            place: self.scene.funding(self.id, format_yuan(Fen(size)), COUNTY) for place, size in BINDINGS.items()
        }
        self.owners = [self.scene.organisation(VILLAGE) for _ in range(4)]

    def given(self, wanted: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in wanted.items() if name not in {"bindings", "other", "shares"}}
        return self.scene.registration(
            projectId=self.id,
            fundings=[
                {"projectFundingId": str(self.bindings[place]), "amount": format_yuan(Fen(amount))}
                for place, amount in wanted["bindings"]
            ],
            otherFundings=[{"source": "自筹", "amount": format_yuan(Fen(amount))} for amount in wanted["other"]],
            owners=[
                {"holderId": str(owner), "shareBps": share}
                for owner, share in zip(self.owners, wanted["shares"], strict=False)
            ],
            **kept,
        )


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(wanted=st.lists(registrations(), min_size=1, max_size=6))
def test_money_shares_and_values_stay_whole(scene: Scene, wanted: list[dict[str, Any]]) -> None:
    project, left = Project(scene), dict(BINDINGS)
    for each in wanted:
        payload = scene.attempt(project.given(each))
        total = sum(amount for _, amount in each["bindings"]) + sum(each["other"])
        if total == 0:
            assert [error["code"] for error in payload["errors"]] == ["INVALID_INPUT"]
        elif any(amount > left[place] for place, amount in each["bindings"]):
            assert [error["code"] for error in payload["errors"]] == ["BALANCE_EXCEEDED"]
        else:
            assert payload["errors"] == []
            assert parse_yuan(payload["asset"]["originalValue"]) == total
            left |= {place: left[place] - amount for place, amount in each["bindings"]}
    for place, binding in project.bindings.items():
        ((used,),) = scene.assets.rows(
            "SELECT coalesce(sum(amount), 0)::bigint FROM asset_funding WHERE project_funding_id = %(id)s",
            {"id": str(binding)},
        )
        assert used == BINDINGS[place] - left[place] <= BINDINGS[place]


def test_nothing_is_broken_after_all_of_that(scene: Scene) -> None:
    broken = scene.assets.rows(
        "SELECT a.id FROM asset a WHERE original_value <> (SELECT sum(amount) FROM asset_funding WHERE asset_id = a.id)"
        " OR 10000 <> (SELECT sum(share_bps) FROM asset_right WHERE asset_id = a.id AND kind = 'OWNERSHIP')"
    )
    assert broken == []


BOARD = """query($region: RegionCode!, $on: Date) { assetBoard(regionCode: $region, asOf: $on) {
  count originalValue netValue groupBy(by: [UTILISATION, ASSET_CLASS]) { keys count originalValue netValue }
  children { count netValue } } }"""
LIST = """query($where: AssetWhereInput, $on: Date, $after: String) {
  assets(first: 100, after: $after, asOf: $on, where: $where) {
    nodes { region { id } assetClass originalValue state(asOf: $on) { utilisation netValue } }
    pageInfo { hasNextPage endCursor } aggregate { count originalValue netValue } } }"""


@pytest.fixture(scope="module", autouse=True)
def some_assets(scene: Scene) -> None:
    """One asset per place and day, so that there is something to sum whichever tests run."""
    project = scene.project(COUNTY)
    for number, (place, day) in enumerate((place, day) for place in PLACES for day in DAYS):
        scene.register(
            projectId=project,
            regionCode=place,
            formedOn=day,
            inServiceOn=[None, day][number % 2],
            assetClass=CLASSES[number % 3],
            otherFundings=[{"source": "自筹", "amount": f"{100 + number}.01"}],
        )


def all_rows(scene: Scene, where: dict[str, Any], on: str | None) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    rows, after = [], None
    for _ in count():
        page = scene.ask(LIST, where=where, on=on, after=after)["assets"]
        rows += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return rows, page["aggregate"]
    raise AssertionError("pages never end")


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    values = [(parse_yuan(row["originalValue"]), parse_yuan(row["state"]["netValue"])) for row in rows]
    return {
        "count": len(rows),
        "originalValue": format_yuan(Fen(sum(original for original, _ in values))),
        "netValue": format_yuan(Fen(sum(net for _, net in values))),
    }


filters = st.fixed_dictionaries(
    {},
    optional={
        "assetClass": st.fixed_dictionaries({"in": st.lists(st.sampled_from(CLASSES), max_size=2)}),
        "categoryCode": st.fixed_dictionaries({"eq": st.sampled_from(CATEGORIES)}),
        "utilisation": st.fixed_dictionaries({"eq": st.sampled_from(["IN_USE", "UNKNOWN", "IDLE"])}),
        "netValue": st.fixed_dictionaries({"gte": st.sampled_from(["0.00", "100.00", "500.00"])}),
        "inServiceOn": st.fixed_dictionaries({"isNull": st.booleans()}),
    },
)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(where=filters, region=st.sampled_from(PLACES), on=st.sampled_from([None, *DAYS]), negated=st.booleans())
def test_sums_are_those_of_the_rows(
    scene: Scene, where: dict[str, Any], region: str, on: str | None, negated: bool
) -> None:
    condition = {"NOT": where} if negated else where
    rows, aggregate = all_rows(scene, {"AND": [condition, {"region": {"under": region}}]}, on)
    assert summed(rows) == aggregate


@pytest.mark.parametrize("region", PLACES)
@pytest.mark.parametrize("on", [None, *DAYS])
def test_the_board_is_the_sum_of_the_list(scene: Scene, region: str, on: str | None) -> None:
    board = scene.ask(BOARD, region=region, on=on)["assetBoard"]
    rows, aggregate = all_rows(scene, {"region": {"under": region}}, on)
    assert {name: board[name] for name in aggregate} == aggregate == summed(rows)
    for group in board["groupBy"]:
        mine = [row for row in rows if [row["state"]["utilisation"], row["assetClass"]] == group["keys"]]
        assert {name: group[name] for name in aggregate} == summed(mine)
    assert sum(child["count"] for child in board["children"]) <= board["count"]
