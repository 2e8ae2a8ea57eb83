"""Lists and sums that hold on a date: the same statement, another day."""

from datetime import date
from typing import Any

import pytest

from tests.integration.graph.apiary import HiveRow, KeeperRow
from tests.integration.graph.conftest import Ask, ident, placed
from tests.integration.graph.orchard import OrchardRow

ANNA, BEN = ident("anna"), ident("ben")
LIST = """query($on: Date, $where: HiveWhereInput, $order: HiveOrder! = NAME_ASC, $after: String) {
  hives(first: 2, asOf: $on, where: $where, orderBy: $order, after: $after) {
    nodes { name } totalCount { count } pageInfo { endCursor hasNextPage }
    aggregate { count value groupBy(by: MOOD) { keys labels count value countChange valueChange } } } }"""


def _hive(name: str, value: int, stands_from: str, swarmed_on: str) -> HiveRow:
    return HiveRow(
        id=ident(f"hive-{name}"),
        orchard_id=ident("garden"),
        name=name,
        value=value,
        stands_from=date.fromisoformat(stands_from),
        swarmed_on=date.fromisoformat(swarmed_on),
        **placed("652822"),
    )


def _keeper(hive: str, keeper: Any, until: str) -> KeeperRow:
    until_day = date.fromisoformat(until)
    return KeeperRow(id=ident(f"{hive}{keeper}"), hive_id=ident(f"hive-{hive}"), keeper_id=keeper, until=until_day)


@pytest.fixture(scope="module")
def rows() -> list[Any]:
    return [
        OrchardRow(id=ident("garden"), code="g", kind="OPERATING", value=1, **placed("652822")),
        _hive("a", 100, "2020-01-01", "2020-06-01"),
        _hive("b", 200, "2020-03-01", "2020-03-01"),
        _hive("c", 400, "2020-06-01", "2021-01-01"),
        _keeper("a", ANNA, "2020-04-30"),
        _keeper("a", BEN, "2020-12-31"),
        _keeper("b", BEN, "9999-12-31"),
    ]


def hives(ask: Ask, **variables: Any) -> Any:
    answer = ask(LIST, "county_office", **variables)
    assert "errors" not in answer, answer
    return answer["data"]["hives"]


def names(found: Any) -> list[str]:
    return [node["name"] for node in found["nodes"]]


def test_rows_count_from_their_day_on(ask: Ask) -> None:
    assert names(hives(ask, on="2019-12-31")) == []
    assert names(hives(ask, on="2020-03-01")) == ["a", "b"]
    assert hives(ask, on="2020-03-01")["totalCount"] == {"count": 2}
    assert hives(ask)["totalCount"] == {"count": 3}


def test_a_filter_and_an_order_hold_on_the_day(ask: Ask) -> None:
    assert names(hives(ask, on="2020-05-31", where={"mood": {"eq": "busy"}})) == ["a"]
    assert names(hives(ask, on="2020-06-01", where={"mood": {"eq": "busy"}})) == ["c"]
    assert names(hives(ask, on="2020-05-31", order="MOOD_ASC")) == ["a", "b"]
    assert names(hives(ask, on="2020-07-01", order="MOOD_ASC"))[0] == "c"


def test_a_condition_on_linked_rows_holds_for_some_of_them(ask: Ask) -> None:
    for on, keeper, found in (
        ("2020-04-30", ANNA, ["a"]),
        ("2020-05-01", ANNA, []),
        ("2020-05-01", BEN, ["a", "b"]),
        ("2021-01-01", BEN, ["b"]),
    ):
        assert names(hives(ask, on=on, where={"keeperId": {"eq": str(keeper)}})) == found
    both = {"AND": [{"keeperId": {"eq": str(ANNA)}}, {"keeperId": {"eq": str(BEN)}}]}
    assert names(hives(ask, on="2020-04-30", where=both)) == ["a"]
    assert names(hives(ask, on="2020-05-01", where={"NOT": {"keeperId": {"eq": str(BEN)}}})) == []


def test_pages_keep_to_the_day(ask: Ask) -> None:
    page = hives(ask, on="2020-06-01")
    assert (names(page), page["pageInfo"]["hasNextPage"]) == (["a", "b"], True)
    assert names(hives(ask, on="2020-06-01", after=page["pageInfo"]["endCursor"])) == ["c"]
    other = ask(LIST, "county_office", on="2020-06-02", after=page["pageInfo"]["endCursor"])
    assert [error["extensions"]["code"] for error in other["errors"]] == ["INVALID_INPUT"]


def test_groups_say_what_changed_since_the_day_before(ask: Ask) -> None:
    sums = hives(ask, on="2020-06-01")["aggregate"]
    assert (sums["count"], sums["value"]) == (3, "7.00")
    assert sums["groupBy"] == [
        {"keys": ["busy"], "labels": ["忙碌"], "count": 1, "value": "4.00", "countChange": 0, "valueChange": "3.00"},
        {"keys": ["calm"], "labels": ["安静"], "count": 2, "value": "3.00", "countChange": 1, "valueChange": "1.00"},
    ]


def test_a_group_that_is_gone_says_what_it_lost(ask: Ask) -> None:
    groups = hives(ask, on="2021-01-01")["aggregate"]["groupBy"]
    assert [(each["keys"], each["count"], each["countChange"], each["valueChange"]) for each in groups] == [
        (["calm"], 3, 1, "4.00"),
        (["busy"], 0, -1, "-4.00"),
    ]


def test_a_row_by_its_id_needs_no_day(ask: Ask) -> None:
    answer = ask("query($id: ID!) { hive(id: $id) { name } }", "county_office", id=str(ident("hive-c")))
    assert answer["data"]["hive"] == {"name": "c"}


def test_a_list_below_a_row_holds_today(ask: Ask) -> None:
    document = "query($id: ID!) { orchard(id: $id) { hives(first: 5) { nodes { name } aggregate { count } } } }"
    found = ask(document, "county_office", id=str(ident("garden")))["data"]["orchard"]["hives"]
    assert (names(found), found["aggregate"]["count"]) == (["a", "b", "c"], 3)


@pytest.mark.parametrize(
    ("on", "said"), [("2999-01-01", "2999-01-01"), ("yesterday", "yesterday"), ("2020-13-01", "13")]
)
def test_a_day_that_is_none_or_has_not_come(ask: Ask, on: str, said: str) -> None:
    answer = ask(LIST, "county_office", on=on)
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INVALID_INPUT"
    assert said in error["message"]
