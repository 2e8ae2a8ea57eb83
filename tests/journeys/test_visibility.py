"""Nobody learns that a row outside exists: each root field and each relation across services, for each persona."""

import pytest
from graphql import build_schema

from gateway.compose import PUBLIC, SCHEMA
from tests.journeys.story.money import COUNTY, PREFECTURE
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import Told

REFERENCE = {"viewer", "region", "organisations", "fundCategories", "projectCategories", "assetCategories"}
"""Root fields of reference data: national lists and public registers, shown to everybody signed in."""
OPEN = {"notice", "notices", "assetCard", "distribution", "distributionLine"}
"""Root fields that anybody may read: what is public or was published, and safe facts of it only."""
OUTSIDERS = ["stranger", None]


@pytest.fixture(scope="module")
def thread(told: Told) -> Story:
    return told.complete()


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
    "assetAlerts": f"assetAlerts{IN_COUNTY} {PAGE}",
    "idleCases": f"idleCases{IN_COUNTY} {PAGE}",
    "operationContracts": f"operationContracts{IN_COUNTY} {PAGE}",
    "incomes": f"incomes{IN_COUNTY} {PAGE}",
    "distributions": f"distributions{IN_COUNTY} {PAGE}",
}
ONES = {
    "project": ("project", "project(id: $id) { id }"),
    "indicatorDocument": ("doc-central", "indicatorDocument(id: $id) { id }"),
    "asset": ("asset", "asset(id: $id) { id }"),
    "paymentClaim": ("claim", "paymentClaim(id: $id) { id }"),
    "idleCase": ("case", "idleCase(id: $id) { id }"),
}
SUMS = {
    "fundSummary": 'fundSummary(regionCode: "652822", fiscalYear: 2020, scope: ALL_SOURCES) { receivedAmount }',
    "assetBoard": 'assetBoard(regionCode: "652822") { count }',
    "ownBudgets": 'ownBudgets(regionCode: "652800") { amount }',
}


def test_every_root_field_is_spoken_for() -> None:
    """A new root field has to be put into one of the groups."""
    assert set(roots()) == REFERENCE | OPEN | set(LISTS) | set(ONES) | set(SUMS)


@pytest.mark.parametrize("persona", OUTSIDERS)
@pytest.mark.parametrize("field", sorted(LISTS))
def test_a_list_is_empty_for_who_is_outside(thread: Story, field: str, persona: str | None) -> None:
    answer = thread.deployment.graphql(f"{{ {LISTS[field]} }}", persona=persona)
    assert answer == {"data": {field: {"nodes": [], "totalCount": {"count": 0}}}}
    inside = thread.deployment.graphql(f"{{ {LISTS[field]} }}", persona="provincial_auditor")
    assert inside["data"][field]["nodes"]


@pytest.mark.parametrize("persona", OUTSIDERS)
@pytest.mark.parametrize("field", sorted(ONES))
def test_one_outside_is_like_one_that_does_not_exist(thread: Story, field: str, persona: str | None) -> None:
    name, selection = ONES[field]
    document = f"query($id: ID!) {{ {selection} }}"
    ask = thread.deployment.graphql
    outside = ask(document, {"id": thread.ids[name]}, persona=persona)
    nowhere = ask(document, {"id": "01999999-0000-7000-8000-000000000000"}, persona=persona)
    assert outside == nowhere == {"data": {field: None}}
    assert (
        ask(document, {"id": thread.ids[name]}, persona="provincial_auditor")["data"][field]["id"] == thread.ids[name]
    )


@pytest.mark.parametrize("persona", [*OUTSIDERS, "village_clerk", "township_clerk"])
@pytest.mark.parametrize("field", sorted(SUMS))
def test_a_sum_over_more_than_the_grant_is_null_and_says_partial_scope(
    thread: Story, field: str, persona: str | None
) -> None:
    answer = thread.deployment.graphql(f"{{ {SUMS[field]} }}", persona=persona)
    assert answer["data"] == {field: None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["PARTIAL_SCOPE"]


def test_a_sum_over_the_grant_is_given(thread: Story) -> None:
    for field in ("fundSummary", "assetBoard"):
        answer = thread.deployment.graphql(f"{{ {SUMS[field]} }}", persona="county_finance")
        assert answer["data"][field], answer
    whole = SUMS["fundSummary"].replace(COUNTY, PREFECTURE)
    assert thread.deployment.graphql(f"{{ {whole} }}", persona="county_finance")["data"] == {"fundSummary": None}


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
        ("ProjectFunding", "fund-central", "amount"),
        ("ProjectFunding", "fund-central", "assetFundings { amount }"),
    ],
)
def test_a_relation_across_services_gives_a_stranger_nothing(
    thread: Story, persona: str | None, typename: str, key: str, selection: str
) -> None:
    """Asked at each subgraph itself, as a router would that has got hold of the id."""
    document = f"query($r: [_Any!]!) {{ _entities(representations: $r) {{ ... on {typename} {{ {selection} }} }} }}"
    known = {"r": [{"__typename": typename, "id": thread.ids[key]}]}
    unknown = {"r": [{"__typename": typename, "id": "01999999-0000-7000-8000-000000000000"}]}
    for service in ("projects", "funds", "assets"):
        outside = thread.deployment.graphql(document, known, persona=persona, at=service)
        if "data" in outside and outside["data"] is not None:
            nowhere = thread.deployment.graphql(document, unknown, persona=persona, at=service)
            assert outside == nowhere == {"data": {"_entities": [None]}}


def test_those_inside_see_the_relations(thread: Story) -> None:
    variables = {"id": thread.ids["project"], "asset": thread.ids["asset"]}
    answer = thread.deployment.graphql(CROSSING, variables, persona="county_office")
    assert "errors" not in answer, answer
    assert answer["data"]["asset"]["project"]["id"] == thread.ids["project"]
    known = {thread.ids["fund-central"], thread.ids["fund-prefecture"]}
    assert {each["id"] for each in answer["data"]["project"]["fundings"]} == known
    assert answer["data"]["project"]["assets"]["nodes"] == [{"id": thread.ids["asset"]}]
