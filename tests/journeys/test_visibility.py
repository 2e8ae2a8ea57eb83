"""Nobody learns that a row outside exists: each root field and each relation across services, for each persona."""

from typing import Any

import pytest
from graphql import build_schema

from gateway.compose import PUBLIC, SCHEMA
from tests.journeys.client import Client
from tests.journeys.skeleton import COUNTY, PREFECTURE, Thread

REFERENCE = {"viewer", "region", "organisations", "fundCategories", "projectCategories", "assetCategories"}
"""Root fields of reference data: national lists and public registers, shown to everybody signed in."""
OUTSIDERS = ["stranger", None]


@pytest.fixture(scope="module")
def thread(loaded: Any) -> Thread:
    made = Thread(Client(loaded), "可见", 30)
    made.run()
    return made


def roots() -> list[str]:
    schema = build_schema((SCHEMA / PUBLIC).read_text(encoding="utf-8"), assume_valid=True)
    assert schema.query_type is not None
    return sorted(schema.query_type.fields)


IN_COUNTY = '(first: 5, where: { region: { under: "652822" } })'
PAGE = "{ nodes { id } totalCount { count } }"
LISTS = {
    "projects": f"projects{IN_COUNTY} {PAGE}",
    "allocations": f"allocations{IN_COUNTY} {PAGE}",
    "indicatorDocuments": f"indicatorDocuments(first: 5) {PAGE}",
    "ledgerEntries": f"ledgerEntries{IN_COUNTY} {PAGE}",
    "paymentClaims": f"paymentClaims(first: 5) {PAGE}",
    "assets": f"assets{IN_COUNTY} {PAGE}",
}
ONES = {
    "project": ("project", "project(id: $id) { id }"),
    "indicatorDocument": ("document", "indicatorDocument(id: $id) { id }"),
    "asset": ("asset", "asset(id: $id) { id }"),
}
SUMS = {
    "fundSummary": 'fundSummary(regionCode: "652822", fiscalYear: 2020, scope: ALL_SOURCES) { receivedAmount }',
    "assetBoard": 'assetBoard(regionCode: "652822") { count }',
    "ownBudgets": 'ownBudgets(regionCode: "652800") { amount }',
}


def test_every_root_field_is_spoken_for() -> None:
    """A new root field has to be put into one of the groups."""
    assert set(roots()) == REFERENCE | set(LISTS) | set(ONES) | set(SUMS) | {"paymentClaim"} & set(roots())


@pytest.mark.parametrize("persona", OUTSIDERS)
@pytest.mark.parametrize("field", sorted(LISTS))
def test_a_list_is_empty_for_who_is_outside(thread: Thread, field: str, persona: str | None) -> None:
    answer = thread.client.deployment.graphql(f"{{ {LISTS[field]} }}", persona=persona)
    assert answer == {"data": {field: {"nodes": [], "totalCount": {"count": 0}}}}
    inside = thread.client.deployment.graphql(f"{{ {LISTS[field]} }}", persona="provincial_auditor")
    assert inside["data"][field]["nodes"] or field == "paymentClaims"


@pytest.mark.parametrize("persona", OUTSIDERS)
@pytest.mark.parametrize("field", sorted(ONES))
def test_one_outside_is_like_one_that_does_not_exist(thread: Thread, field: str, persona: str | None) -> None:
    name, selection = ONES[field]
    ids = thread.ids | {"document": _document(thread)}
    document = f"query($id: ID!) {{ {selection} }}"
    ask = thread.client.deployment.graphql
    outside = ask(document, {"id": ids[name]}, persona=persona)
    nowhere = ask(document, {"id": "01999999-0000-7000-8000-000000000000"}, persona=persona)
    assert outside == nowhere == {"data": {field: None}}
    assert ask(document, {"id": ids[name]}, persona="provincial_auditor")["data"][field]["id"] == ids[name]


def _document(thread: Thread) -> str:
    nodes = thread.client.deployment.graphql(
        "{ indicatorDocuments(first: 100, where: { fiscalYear: { eq: 2021 } }) { nodes { id lines { id } } } }",
        persona="provincial_auditor",
    )["data"]["indicatorDocuments"]["nodes"]
    return next(str(node["id"]) for node in nodes if thread.ids["line"] in {line["id"] for line in node["lines"]})


@pytest.mark.parametrize("persona", [*OUTSIDERS, "village_clerk", "township_clerk"])
@pytest.mark.parametrize("field", sorted(SUMS))
def test_a_sum_over_more_than_the_grant_is_null_and_says_partial_scope(
    thread: Thread, field: str, persona: str | None
) -> None:
    answer = thread.client.deployment.graphql(f"{{ {SUMS[field]} }}", persona=persona)
    assert answer["data"] == {field: None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["PARTIAL_SCOPE"]


def test_a_sum_over_the_grant_is_given(thread: Thread) -> None:
    for field in ("fundSummary", "assetBoard"):
        answer = thread.client.deployment.graphql(f"{{ {SUMS[field]} }}", persona="county_finance")
        assert answer["data"][field], answer
    whole = SUMS["fundSummary"].replace(COUNTY, PREFECTURE)
    assert thread.client.deployment.graphql(f"{{ {whole} }}", persona="county_finance")["data"] == {"fundSummary": None}


CROSSING = """query($id: ID!, $asset: ID!) {
  asset(id: $asset) {
    project { id name }
    region { id code }
    rights { holder { id } }
    fundings { projectFunding { id amount } }
  }
  project(id: $id) {
    fundings { id allocation { id } }
    assets(first: 5) { nodes { id } }
    plannedFunding { category { code } }
  }
}"""


@pytest.mark.parametrize("persona", OUTSIDERS)
@pytest.mark.parametrize(
    ("typename", "key", "selection"),
    [
        ("Project", "project", "fundings { id } boundAmount paidAmount paymentClaims { id }"),
        ("Project", "project", "assets(first: 5) { nodes { id } }"),
        ("Project", "project", "name"),
        ("ProjectFunding", "funding", "amount"),
        ("ProjectFunding", "funding", "assetFundings { amount }"),
    ],
)
def test_a_relation_across_services_gives_a_stranger_nothing(
    thread: Thread, persona: str | None, typename: str, key: str, selection: str
) -> None:
    """Asked at each subgraph itself, as a router would that has got hold of the id."""
    document = f"query($r: [_Any!]!) {{ _entities(representations: $r) {{ ... on {typename} {{ {selection} }} }} }}"
    known = {"r": [{"__typename": typename, "id": thread.ids[key]}]}
    unknown = {"r": [{"__typename": typename, "id": "01999999-0000-7000-8000-000000000000"}]}
    for service in ("projects", "funds", "assets"):
        outside = thread.client.deployment.graphql(document, known, persona=persona, at=service)
        if "data" in outside and outside["data"] is not None:
            nowhere = thread.client.deployment.graphql(document, unknown, persona=persona, at=service)
            assert outside == nowhere == {"data": {"_entities": [None]}}


def test_those_inside_see_the_relations(thread: Thread) -> None:
    variables = {"id": thread.ids["project"], "asset": thread.ids["asset"]}
    answer = thread.client.deployment.graphql(CROSSING, variables, persona="county_office")
    assert "errors" not in answer, answer
    assert answer["data"]["asset"]["project"]["id"] == thread.ids["project"]
    assert answer["data"]["project"]["fundings"][0]["id"] == thread.ids["funding"]
    assert answer["data"]["project"]["assets"]["nodes"] == [{"id": thread.ids["asset"]}]
