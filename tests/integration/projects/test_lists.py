"""Lists of projects: who sees them, filters, orders, pages, and sums that equal their rows."""

from typing import Any

import pytest

from tests.integration.projects.desk import COUNTY, OTHER_TOWNSHIP_VILLAGE, SECOND_VILLAGE, VILLAGE, Desk
from tests.integration.projects.way import approved

ROWS = """query($where: ProjectWhereInput, $order: ProjectOrder! = CODE_ASC) {
  projects(first: 100, where: $where, orderBy: $order) { nodes { id code name state stage plannedAmount } } }"""


@pytest.fixture(scope="module")
def listed(desk: Desk) -> Desk:
    small = [{"fundCategoryCode": "DEVELOPMENT", "level": "COUNTY", "amount": "10.01"}]
    approved(desk, name="甲项目")
    desk.declare(name="乙项目", plannedFunding=small)
    for place, name in ((SECOND_VILLAGE, "丙项目"), (OTHER_TOWNSHIP_VILLAGE, "丁项目")):
        given = desk.declaration(name=name, regionCode=place, plannedFunding=small)
        grants = [{"role": "TOWNSHIP_CLERK", "region": COUNTY}]
        token = desk.subgraph.tokens.token("township_clerk", grants=grants)
        desk.do("DeclareProject", given, "township_clerk", token=token)
    return desk


def names(desk: Desk, persona: str | None, **variables: Any) -> list[str]:
    answer = desk.subgraph.post(ROWS, variables, persona)
    assert "errors" not in answer, answer
    return [node["name"] for node in answer["data"]["projects"]["nodes"]]


@pytest.mark.parametrize(
    ("persona", "seen"),
    [
        ("village_clerk", {"甲项目", "乙项目"}),
        ("township_clerk", {"甲项目", "乙项目", "丙项目"}),
        ("county_office", {"甲项目", "乙项目", "丙项目", "丁项目"}),
        ("prefecture_finance", {"甲项目", "乙项目", "丙项目", "丁项目"}),
        ("provincial_auditor", {"甲项目", "乙项目", "丙项目", "丁项目"}),
        ("stranger", set()),
        (None, set()),
    ],
)
def test_everybody_sees_what_lies_in_their_grant(listed: Desk, persona: str | None, seen: set[str]) -> None:
    assert set(names(listed, persona)) == seen


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"state": {"eq": "APPROVED"}}, {"甲项目"}),
        ({"stage": {"in": ["PLANNING"]}}, {"乙项目", "丙项目", "丁项目"}),
        ({"region": {"eq": VILLAGE}}, {"甲项目", "乙项目"}),
        ({"region": {"under": "652822101"}}, {"丁项目"}),
        ({"name": {"contains": "丙"}}, {"丙项目"}),
        ({"plannedAmount": {"lte": "10.01"}}, {"乙项目", "丙项目", "丁项目"}),
        ({"enteredLibraryOn": {"isNull": False}}, {"甲项目"}),
        ({"categoryCode": {"eq": "INDUSTRY_LIVESTOCK"}}, {"甲项目", "乙项目", "丙项目", "丁项目"}),
        ({"NOT": {"OR": [{"name": {"eq": "甲项目"}}, {"name": {"eq": "乙项目"}}]}}, {"丙项目", "丁项目"}),
    ],
)
def test_filters(listed: Desk, where: dict[str, Any], found: set[str]) -> None:
    assert set(names(listed, "county_office", where=where)) == found


def test_orders(listed: Desk) -> None:
    by_code = names(listed, "county_office")
    assert by_code == ["甲项目", "乙项目", "丙项目", "丁项目"]
    assert names(listed, "county_office", order="PLANNED_AMOUNT_DESC")[0] == "甲项目"
    assert names(listed, "county_office", order="NAME_ASC") == ["丙项目", "丁项目", "甲项目", "乙项目"]
    assert names(listed, "county_office", order="ENTERED_LIBRARY_ON_ASC")[0] == "甲项目"


def test_sums_equal_the_rows_they_open_to(listed: Desk) -> None:
    document = """{ projects(first: 1, where: { region: { under: "652822" } }) { aggregate { count plannedAmount
      state: groupBy(by: [STATE]) { keys count plannedAmount } place: groupBy(by: [REGION, STAGE]) { keys labels count }
    } } }"""
    whole = listed.subgraph.post(document, {}, "county_office")["data"]["projects"]["aggregate"]
    assert (whole["count"], whole["plannedAmount"]) == (4, "1000030.03")
    for group in whole["state"]:
        where = {"state": {"eq": group["keys"][0]}, "region": {"under": COUNTY}}
        assert len(names(listed, "county_office", where=where)) == group["count"]
    assert {tuple(group["keys"]): group["count"] for group in whole["place"]} == {
        ("652822100", "IMPLEMENTING"): 1,
        ("652822100", "PLANNING"): 2,
        ("652822101", "PLANNING"): 1,
    }


@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "stranger"])
def test_a_sum_over_more_than_the_grant_says_partial_scope(listed: Desk, persona: str) -> None:
    document = '{ region(code: "652822") { code projects(first: 1) { aggregate { count } } } }'
    answer = listed.subgraph.post(document, {}, persona)
    assert answer["data"] == {"region": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["PARTIAL_SCOPE"]


def test_projects_as_entities_come_in_one_batch_and_null_outside(listed: Desk) -> None:
    answer = listed.subgraph.post(ROWS, {}, "county_office")["data"]["projects"]["nodes"]
    asked = [{"__typename": "Project", "id": node["id"]} for node in answer]
    inside = listed.subgraph.entities(asked, "name", "village_clerk")
    assert [each and each["name"] for each in inside] == ["甲项目", "乙项目", None, None]
    assert listed.subgraph.entities(asked, "name", "stranger") == [None] * 4
