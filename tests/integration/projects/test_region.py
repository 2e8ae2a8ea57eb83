"""Importing the tree of regions, and reading it."""

from typing import Any

import pytest

from published.projects import RegionChangedV1
from tests.harness.subgraph import Subgraph
from tests.integration.projects.desk import Desk

OPERATOR = "platform_operator"
COUNTY = {"code": "652899", "name": "新设县", "level": "COUNTY", "parentCode": "652800"}


@pytest.fixture(scope="module")
def tree(projects: Subgraph) -> Desk:
    return Desk(projects)


def rows(*regions: dict[str, Any]) -> dict[str, Any]:
    return {"source": "行政区划调整文件", "regions": list(regions)}


def imported(tree: Desk, *regions: dict[str, Any]) -> list[str]:
    return [region["code"] for region in tree.do("ImportRegions", rows(*regions), OPERATOR)["regions"]]


def read(tree: Desk, code: str, persona: str | None = "county_office") -> Any:
    around = "parent { code } children { code } successors { code }"
    document = f"query($code: RegionCode!) {{ region(code: $code) {{ code formerCodes name validTo {around} }} }}"
    answer = tree.subgraph.post(document, {"code": code}, persona)
    assert "errors" not in answer, answer
    return answer["data"]["region"]


def test_a_retired_code_leads_to_the_only_successor(tree: Desk) -> None:
    region = read(tree, "411023")
    assert (region["code"], region["formerCodes"], region["name"]) == ("411003", ["411023"], "建安区")
    assert region == read(tree, "411003")


def test_children_come_by_code_and_say_who_took_their_place(tree: Desk) -> None:
    children = read(tree, "411000")["children"]
    assert [child["code"] for child in children] == ["411003", "411023"]
    answer = tree.subgraph.post('{ region(code: "411000") { children { code successors { code } } } }')
    assert answer["data"]["region"]["children"][1] == {"code": "411023", "successors": [{"code": "411003"}]}


def test_everybody_is_shown_a_region_for_public_notices_name_it(tree: Desk) -> None:
    assert read(tree, "652822", None)["name"] == "轮台县"
    assert read(tree, "652822", "stranger")["name"] == "轮台县"
    assert read(tree, "999999") is None


def test_the_same_rows_again_change_nothing(tree: Desk) -> None:
    assert imported(tree, {"code": "652822", "name": "轮台县", "level": "COUNTY", "parentCode": "652800"}) == []
    assert imported(tree, {"code": "652822", "name": "轮台县", "level": "COUNTY"}) == []


def test_rows_come_in_any_order_and_each_is_told_once(tree: Desk) -> None:
    before = len(tree.subgraph.told())
    township = {"code": "652899100", "name": "新设镇", "level": "TOWNSHIP", "parentCode": "652899"}
    assert imported(tree, township, COUNTY) == ["652899", "652899100"]
    told = [event.region for event in tree.subgraph.told()[before:] if isinstance(event, RegionChangedV1)]
    assert [(region.code, region.version, region.scheme) for region in told] == [
        ("652899", 1, "GB2260"),
        ("652899100", 1, "STATS"),
    ]
    assert told[1].path == f"{told[0].path}{told[1].key}/"
    assert told[1].parent_id == told[0].id


def test_a_new_name_changes_neither_key_nor_path(tree: Desk) -> None:
    before = tree.subgraph.rows("SELECT key, path FROM region WHERE code = '652829'")
    assert imported(tree, {"code": "652829", "name": "博湖新县", "level": "COUNTY", "validFrom": "2020-01-01"}) == [
        "652829"
    ]
    event = tree.subgraph.told()[-1]
    assert isinstance(event, RegionChangedV1)
    assert (event.region.name, event.region.pinyin, event.region.version) == ("博湖新县", "bo hu xin xian", 2)
    assert event.region.valid_from is not None
    assert tree.subgraph.rows("SELECT key, path FROM region WHERE code = '652829'") == before
    assert tree.subgraph.rows("SELECT source FROM region WHERE code = '652829'") == [("行政区划调整文件",)]


def test_a_split_region_keeps_its_code_and_names_its_successors(tree: Desk) -> None:
    heirs = [
        {"code": code, "name": f"分设{code}县", "level": "COUNTY", "parentCode": "653100"}
        for code in ("653181", "653182")
    ]
    old = {"code": "653183", "name": "被分县", "level": "COUNTY", "parentCode": "653100", "validTo": "2020-06-01"}
    imported(tree, *heirs, old | {"successorCodes": ["653182", "653181"]})
    region = read(tree, "653183")
    assert (region["code"], region["formerCodes"], region["validTo"]) == ("653183", [], "2020-06-01")
    assert [each["code"] for each in region["successors"]] == ["653181", "653182"]
    seat = {"name": "某单位", "kind": "GOVERNMENT", "regionCode": "653183"}
    assert tree.refused("RegisterOrganisation", seat, OPERATOR) == [("INVALID_INPUT", ["input", "regionCode"])]


def test_a_code_passes_on_along_the_line_of_only_successors(tree: Desk) -> None:
    def county(code: str, *successors: str) -> dict[str, Any]:
        return {"code": code, "name": f"县{code}", "level": "COUNTY", "parentCode": "510600"} | (
            {"successorCodes": list(successors)} if successors else {}
        )

    imported(tree, county("510691"), county("510690", "510691"))
    assert (read(tree, "510690")["code"], read(tree, "510690")["formerCodes"]) == ("510691", ["510690"])
    imported(tree, county("510692"), county("510691", "510692"))
    assert [read(tree, code)["code"] for code in ("510690", "510691", "510692")] == ["510692"] * 3
    assert read(tree, "510690")["formerCodes"] == ["510690", "510691"]
    assert imported(tree, county("510689", "510690")) == ["510689", "510692"]
    assert read(tree, "510689")["code"] == "510692"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "652800"}, ["level"]),
        ({"parentCode": "659999"}, ["parentCode"]),
        ({"parentCode": None}, ["parentCode"]),
        ({"level": "TOWNSHIP"}, ["code"]),
        ({"code": "6528"}, ["code"]),
        ({"code": "12345"}, ["code"]),
        ({"name": ""}, ["name"]),
        ({"validFrom": "2020-01-02", "validTo": "2020-01-01"}, ["validTo"]),
        ({"validFrom": "2999-01-01"}, ["validFrom"]),
        ({"validTo": "2020-13-01"}, ["validTo"]),
        ({"successorCodes": ["659999"]}, ["successorCodes"]),
        ({"successorCodes": ["652898"]}, ["successorCodes"]),
        ({"code": "652822", "parentCode": "653100"}, ["parentCode"]),
    ],
)
def test_a_bad_row_refuses_the_whole_import_at_its_field(tree: Desk, changed: dict[str, Any], field: list[str]) -> None:
    good = {"code": "652897", "name": "好县", "level": "COUNTY", "parentCode": "652800"}
    bad = COUNTY | {"code": "652898"} | changed
    found = tree.refused("ImportRegions", rows(good, bad), OPERATOR)
    assert ("INVALID_INPUT", ["input", "regions", "1", *field]) in found
    assert read(tree, "652897") is None


def test_an_import_says_where_its_rows_come_from(tree: Desk) -> None:
    found = tree.refused("ImportRegions", rows(COUNTY) | {"source": " "}, OPERATOR)
    assert found == [("INVALID_INPUT", ["input", "source"])]
    assert tree.refused("ImportRegions", rows(), OPERATOR) == [("INVALID_INPUT", ["input", "regions"])]


@pytest.mark.parametrize("persona", ["county_office", "county_leading_group", "provincial_auditor", "stranger", None])
def test_others_may_not_import(tree: Desk, persona: str | None) -> None:
    new = {"code": "652896", "name": "某县", "level": "COUNTY", "parentCode": "652800"}
    assert tree.refused("ImportRegions", rows(new), persona) == [("FORBIDDEN", None)]


def test_a_province_changes_what_lies_below_it_and_nothing_else(tree: Desk) -> None:
    token = tree.subgraph.tokens.token("provincial_auditor", grants=[{"role": "PROVINCE_OFFICE", "region": "650000"}])
    below = {"code": "652895", "name": "本省县", "level": "COUNTY", "parentCode": "652800"}
    assert tree.do("ImportRegions", rows(below), None, token=token)["regions"][0]["code"] == "652895"
    itself = {"code": "650000", "name": "新疆", "level": "PROVINCE"}
    elsewhere = {"code": "411099", "name": "外省县", "level": "COUNTY", "parentCode": "411000"}
    top = {"code": "110000", "name": "北京市", "level": "PROVINCE"}
    for row in (itself, elsewhere, top):
        assert tree.refused("ImportRegions", rows(row), None, token=token) == [("FORBIDDEN", None)]
    heir = below | {"successorCodes": ["411003"]}
    assert tree.refused("ImportRegions", rows(heir), None, token=token) == [("FORBIDDEN", None)]


def test_asking_only_changes_nothing(tree: Desk) -> None:
    before = tree.facts()
    document = """mutation($input: RegionImportInput!, $key: String!) {
      regionImport(input: $input, idempotencyKey: $key, validateOnly: true) { regions { id } errors { code } } }"""
    new = {"code": "652894", "name": "某县", "level": "COUNTY", "parentCode": "652800"}
    assert tree.subgraph.run(document, rows(new), OPERATOR) == {"regions": None, "errors": []}
    assert tree.facts() == before


def test_a_repeated_key_answers_the_same_regions(tree: Desk) -> None:
    new = {"code": "652893", "name": "某县", "level": "COUNTY", "parentCode": "652800"}
    first, again = (tree.do("ImportRegions", rows(new), OPERATOR, key="regions-once") for _ in range(2))
    assert first == again
    other = tree.refused("ImportRegions", rows(new | {"name": "别县"}), OPERATOR, key="regions-once")
    assert other == [("IDEMPOTENCY_CONFLICT", ["idempotencyKey"])]


def test_regions_as_entities_come_in_one_query_and_keep_their_order(tree: Desk) -> None:
    known = {code: str(identifier) for code, identifier in tree.subgraph.rows("SELECT code, id FROM region")}
    asked = [known["652822"], "01999999-0000-7000-8000-000000000000", known["652800"]]
    found = tree.subgraph.entities([{"__typename": "Region", "id": each} for each in asked], "code")
    assert found == [{"code": "652822"}, None, {"code": "652800"}]
