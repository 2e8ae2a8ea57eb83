"""A library of four projects in two counties: one project, pages, sums by each dimension, and the way over a region."""

from typing import Any

import pytest

from tests.integration.projects.desk import (
    COUNTY,
    NOBODY,
    OTHER_TOWNSHIP_VILLAGE,
    PREFECTURE,
    SECOND_VILLAGE,
    SIBLING_COUNTY,
    VILLAGE,
    Desk,
)
from tests.integration.projects.way import approved

LINE = {"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL"}
FOUR = {  # name → place, category, yuan
    "丁羊舍": (VILLAGE, "INDUSTRY_LIVESTOCK", "300.00"),
    "丙道路": (SECOND_VILLAGE, "INFRASTRUCTURE_ROAD", "100.00"),
    "乙冷库": (OTHER_TOWNSHIP_VILLAGE, "INDUSTRY_STORAGE", "200.00"),
    "甲邻县": (SIBLING_COUNTY, "INDUSTRY_LIVESTOCK", "400.00"),
}


@pytest.fixture(scope="module")
def library(desk: Desk) -> Desk:
    """Four projects in two counties; the first is approved."""
    grants = [{"role": "TOWNSHIP_CLERK", "region": PREFECTURE}]
    clerk = desk.subgraph.tokens.token("township_clerk", grants=grants)
    (name, (_, _, amount)), *others = FOUR.items()
    approved(desk, name=name, plannedFunding=[LINE | {"amount": amount}])
    for name, (place, category, amount) in others:
        given = desk.declaration(
            name=name, regionCode=place, categoryCode=category, plannedFunding=[LINE | {"amount": amount}]
        )
        desk.do("DeclareProject", given, None, token=clerk)
    return desk


def ask(library: Desk, document: str, persona: str | None, **variables: Any) -> dict[str, Any]:
    answer = library.subgraph.post(document, variables, persona)
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


LIST = """query($where: ProjectWhereInput, $order: ProjectOrder! = CODE_ASC) {
  projects(first: 100, where: $where, orderBy: $order) { nodes { name } totalCount { count precision }
    aggregate { count plannedAmount } } }"""


def names(library: Desk, persona: str | None, **variables: Any) -> str:
    projects = ask(library, LIST, persona, **variables)["projects"]
    assert projects["totalCount"] == {"count": len(projects["nodes"]), "precision": "EXACT"}
    assert projects["aggregate"]["count"] == len(projects["nodes"])
    return "".join(node["name"][0] for node in projects["nodes"])


@pytest.mark.parametrize("persona", ["village_clerk", "stranger", None])
def test_one_outside_is_like_one_that_does_not_exist(library: Desk, persona: str | None) -> None:
    where = {"name": {"eq": "乙冷库"}}
    found = library.subgraph.post("query($w: ProjectWhereInput) { projects(first: 1, where: $w) { nodes { id } } }",
                                  {"w": where}, "county_office")  # fmt: skip
    (node,) = found["data"]["projects"]["nodes"]
    one = "query($id: ID!) { project(id: $id) { name } }"
    assert ask(library, one, "county_office", id=node["id"])["project"] == {"name": "乙冷库"}
    assert ask(library, one, persona, **node) == ask(library, one, persona, id=NOBODY) == {"project": None}
    references = [{"__typename": "Project", "id": each} for each in (node["id"], NOBODY)]
    assert library.subgraph.entities(references, "name", persona) == [None, None]
    assert library.subgraph.entities(references, "name", "county_office") == [{"name": "乙冷库"}, None]


@pytest.mark.parametrize(
    ("order", "seen"),
    [
        ("CODE_ASC", "丁丙乙甲"),
        ("NAME_ASC", "丙丁甲乙"),
        ("PLANNED_AMOUNT_DESC", "甲丁乙丙"),
        ("ENTERED_LIBRARY_ON_ASC", "丁丙乙甲"),
    ],
)
def test_orders_page_by_page(library: Desk, order: str, seen: str) -> None:
    assert names(library, "provincial_auditor", order=order) == seen
    document = """query($after: String, $order: ProjectOrder!) { projects(first: 1, after: $after, orderBy: $order) {
      nodes { name } pageInfo { endCursor hasNextPage } } }"""
    found, after = "", None
    for _ in range(len(seen)):
        page = ask(library, document, "provincial_auditor", order=order, after=after)["projects"]
        found, after = found + page["nodes"][0]["name"][0], page["pageInfo"]["endCursor"]
    assert (found, page["pageInfo"]["hasNextPage"]) == (seen, False)


GROUPS = """query($where: ProjectWhereInput, $by: [ProjectDimension!]!) { projects(first: 1, where: $where) {
  aggregate { count plannedAmount groupBy(by: $by) { keys labels count plannedAmount } } } }"""


def groups(library: Desk, persona: str, *by: str, **where: Any) -> list[tuple[Any, ...]]:
    aggregate = ask(library, GROUPS, persona, by=list(by), where=where)["projects"]["aggregate"]
    assert sum(group["count"] for group in aggregate["groupBy"]) == aggregate["count"]
    total = sum(int(group["plannedAmount"].replace(".", "")) for group in aggregate["groupBy"])
    assert total == int(aggregate["plannedAmount"].replace(".", ""))
    return [(*group["keys"], *group["labels"], group["plannedAmount"]) for group in aggregate["groupBy"]]


def test_sums_by_each_dimension_add_up_to_the_list(library: Desk) -> None:
    everything = "provincial_auditor"
    assert groups(library, everything, "STATE") == [("DRAFT", "草拟", "700.00"), ("APPROVED", "计划批复", "300.00")]
    assert groups(library, everything, "STAGE") == [
        ("PLANNING", "谋划", "700.00"),
        ("IMPLEMENTING", "实施", "300.00"),
    ]
    assert groups(library, everything, "CATEGORY")[0] == ("INDUSTRY_LIVESTOCK", "养殖业", "700.00")
    assert groups(library, everything, "REGION", region={"under": PREFECTURE}) == [
        ("652822", "轮台县", "600.00"),
        ("652801", "库尔勒市", "400.00"),
    ]
    assert groups(library, everything, "STAGE", "REGION", region={"under": COUNTY}) == [
        ("IMPLEMENTING", "652822100", "实施", "示范镇", "300.00"),
        ("PLANNING", "652822101", "谋划", "示范二镇", "200.00"),
        ("PLANNING", "652822100", "谋划", "示范镇", "100.00"),
    ]


def test_each_key_of_a_group_opens_to_its_rows(library: Desk) -> None:
    fields = {"STATE": "state", "STAGE": "stage", "CATEGORY": "categoryCode"}
    for dimension, field in fields.items():
        aggregate = ask(library, GROUPS, "provincial_auditor", by=[dimension])["projects"]["aggregate"]
        for group in aggregate["groupBy"]:
            where = {field: {"eq": group["keys"][0]}}
            assert len(names(library, "provincial_auditor", where=where)) == group["count"]


IN_REGION = """query($code: RegionCode!, $where: ProjectWhereInput) { region(code: $code) {
  name projects(first: 100, where: $where, orderBy: PLANNED_AMOUNT_DESC) { nodes { name } } } }"""


def test_a_region_shows_the_projects_in_it_and_below(library: Desk) -> None:
    def seen(code: str, persona: str, where: Any = None) -> str:
        region = ask(library, IN_REGION, persona, code=code, where=where)["region"]
        return "".join(node["name"][0] for node in region["projects"]["nodes"])

    assert seen(COUNTY, "county_office") == "丁乙丙"
    assert seen(PREFECTURE, "county_office") == "丁乙丙"
    assert seen(PREFECTURE, "prefecture_finance") == "甲丁乙丙"
    assert seen(COUNTY, "county_office", {"state": {"in": ["APPROVED"]}}) == "丁"
    assert seen(VILLAGE, "village_clerk") == "丁"
    assert seen(COUNTY, "stranger") == ""


def test_regions_and_their_sums_in_the_query_across_services(library: Desk) -> None:
    region = library.ask("RegionToAsset", "county_office", code=COUNTY)["region"]
    assert region["annualPlan"]["plannedAmount"] == "300.00"
    assert [node["name"] for node in region["projects"]["nodes"]] == ["丁羊舍"]
    assert region["projects"]["aggregate"]["groupBy"] == [
        {"keys": ["IMPLEMENTING"], "labels": ["实施"], "count": 1, "plannedAmount": "300.00"}
    ]
