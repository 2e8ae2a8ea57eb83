"""Lists of documents, allocations and claims: filters, orders, pages, and sums that equal their rows."""

import time
from collections import Counter
from typing import Any

import pytest

from tests.integration.funds.scene import COUNTY, OTHER_COUNTY, PREFECTURE, Scene, allocated, bound, issue, received

FINANCE = "prefecture_finance"
DOCUMENTS = """query($where: IndicatorDocumentWhereInput, $order: IndicatorDocumentOrder! = ISSUED_ON_ASC) {
  indicatorDocuments(first: 100, where: $where, orderBy: $order) { nodes { title } totalCount { count precision } } }"""
ALLOCATIONS = """query($where: AllocationWhereInput, $order: AllocationOrder! = ISSUED_ON_ASC, $first: Int! = 100,
    $after: String) { allocations(first: $first, after: $after, where: $where, orderBy: $order) {
  edges { cursor node { amount } } pageInfo { hasNextPage endCursor }
  nodes { amount availableAmount ownBudget fiscalYear issuedOn category { code } region { id } }
  aggregate { count amount
    byOne: groupBy(by: [CATEGORY]) { keys labels count amount }
    byTwo: groupBy(by: [REGION, OWN_BUDGET]) { keys labels count amount } } totalCount { count } } }"""


def fen(text: str) -> int:
    return int(text.replace(".", ""))


def title(scene: Scene, name: str, amount: str, **changes: Any) -> str:
    return str(received(scene, amount, title=name, **changes)["lines"][0]["id"])


@pytest.fixture(scope="module")
def money(scene: Scene) -> None:
    first = title(scene, "甲", "100.00", receivedOn="2020-01-02")
    second = title(scene, "乙", "300.00", receivedOn="2020-01-03", fiscalYear=2021)
    title(scene, "丙", "200.00", receivedOn="2020-01-04", regionCode=COUNTY)
    scene.do("IssueAllocation", issue(first, "100.00", issuedOn="2020-02-02"), FINANCE)
    scene.do("IssueAllocation", issue(second, "299.00", issuedOn="2020-02-01", regionCode=OTHER_COUNTY), FINANCE)
    scene.do("IssueAllocation", issue(second, "1.00", issuedOn="2020-02-03", regionCode=PREFECTURE), FINANCE)
    own = [{"categoryCode": "MINORITY", "level": "PREFECTURE", "amount": "50.00"}]
    pot = allocated(scene, "50.00", lines=own, issuedOn="2020-02-04")["id"]
    bound(scene, scene.project(), pot, "20.00")


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, ["甲", "乙", "2020年财政专项扶贫资金", "丙"]),
        ({"region": {"eq": COUNTY}}, ["丙"]),
        ({"region": {"under": PREFECTURE}, "fiscalYear": {"eq": 2021}}, ["乙"]),
        ({"fiscalYear": {"gte": 2021}}, ["乙"]),
        ({"receivedOn": {"lte": "2020-01-03"}}, ["甲", "乙"]),
        ({"receivedOn": {"eq": "2020-01-04"}}, ["丙"]),
        ({"issuedOn": {"isNull": True}}, ["丙"]),
        ({"issuedOn": {"gte": "2020-02-03"}}, ["乙", "2020年财政专项扶贫资金"]),
        ({"NOT": {"issuedOn": {"isNull": False}}}, ["丙"]),
    ],
)
def test_documents_by_filter_the_unissued_last(scene: Scene, money: None, where: Any, found: list[str]) -> None:
    answer = scene.ask(DOCUMENTS, where=where)["indicatorDocuments"]
    assert [node["title"] for node in answer["nodes"]] == found
    assert answer["totalCount"] == {"count": len(found), "precision": "EXACT"}


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("ISSUED_ON_DESC", ["2020年财政专项扶贫资金", "乙", "甲", "丙"]),
        ("TOTAL_AMOUNT_DESC", ["乙", "丙", "甲", "2020年财政专项扶贫资金"]),
    ],
)
def test_documents_by_order(scene: Scene, money: None, order: str, found: list[str]) -> None:
    answer = scene.ask(DOCUMENTS, order=order)["indicatorDocuments"]
    assert [node["title"] for node in answer["nodes"]] == found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, ["299.00", "100.00", "1.00", "50.00"]),
        ({"region": {"under": PREFECTURE}}, ["299.00", "100.00", "1.00", "50.00"]),
        ({"region": {"in": [COUNTY, OTHER_COUNTY]}}, ["299.00", "100.00", "50.00"]),
        ({"fiscalYear": {"lte": 2020}}, ["100.00", "50.00"]),
        ({"categoryCode": {"eq": "MINORITY"}}, ["50.00"]),
        ({"categoryCode": {"in": ["DEVELOPMENT", "BOND"]}}, ["299.00", "100.00", "1.00"]),
        ({"ownBudget": True}, ["50.00"]),
        ({"availableAmount": {"lte": "30.00"}}, ["1.00", "50.00"]),
        ({"availableAmount": {"gte": "99.99"}, "ownBudget": False}, ["299.00", "100.00"]),
    ],
)
def test_allocations_by_filter_and_their_sums(scene: Scene, money: None, where: Any, found: list[str]) -> None:
    answer = scene.ask(ALLOCATIONS, where=where)["allocations"]
    assert [node["amount"] for node in answer["nodes"]] == found
    sums = answer["aggregate"]
    assert sums["count"] == answer["totalCount"]["count"] == len(found)
    assert fen(sums["amount"]) == sum(map(fen, found))
    by_category: Counter[str] = Counter()
    for node in answer["nodes"]:
        by_category[node["category"]["code"]] += fen(node["amount"])
    assert {group["keys"][0]: fen(group["amount"]) for group in sums["byOne"]} == dict(by_category)
    assert sum(fen(group["amount"]) for group in sums["byTwo"]) == fen(sums["amount"])
    assert sum(group["count"] for group in sums["byTwo"]) == sums["count"]


def test_the_largest_first_page_by_page(scene: Scene, money: None) -> None:
    found, after, more = [], None, True
    while more:
        answer = scene.ask(ALLOCATIONS, order="AMOUNT_DESC", first=1, after=after)["allocations"]
        found += [edge["node"]["amount"] for edge in answer["edges"]]
        after, more = answer["pageInfo"]["endCursor"], answer["pageInfo"]["hasNextPage"]
    assert found == ["299.00", "100.00", "50.00", "1.00"]


def test_a_cursor_of_another_order_is_refused(scene: Scene, money: None) -> None:
    cursor = scene.ask(ALLOCATIONS, first=1)["allocations"]["pageInfo"]["endCursor"]
    data, codes = scene.codes(ALLOCATIONS, FINANCE, order="AMOUNT_DESC", after=cursor)
    assert (data, codes) == ({"allocations": None}, ["INVALID_INPUT"])


def test_a_cursor_outlives_the_token_it_was_given_under(scene: Scene, money: None) -> None:
    cursor = scene.ask(ALLOCATIONS, first=1)["allocations"]["pageInfo"]["endCursor"]
    renewed = scene.funds.tokens.token(FINANCE, exp=int(time.time()) + 900)
    answer = scene.funds.post(ALLOCATIONS, {"first": 1, "after": cursor}, token=renewed)
    assert "errors" not in answer
    assert len(answer["data"]["allocations"]["nodes"]) == 1


def test_the_money_of_a_document_down_to_the_projects(scene: Scene, money: None) -> None:
    query = """{ indicatorDocuments(first: 100, where: { fiscalYear: { eq: 2020 } }) { nodes { title totalAmount lines {
      amount allocatedAmount unallocatedAmount document { title } allocations { amount boundAmount availableAmount
        line { id } fundings(first: 5) { nodes { amount paidAmount unpaidAmount allocation { amount } }
          totalCount { count } } } } } } }"""
    for document in scene.ask(query)["indicatorDocuments"]["nodes"]:
        assert fen(document["totalAmount"]) == sum(fen(line["amount"]) for line in document["lines"])
        for line in document["lines"]:
            assert line["document"]["title"] == document["title"]
            assert fen(line["amount"]) == fen(line["allocatedAmount"]) + fen(line["unallocatedAmount"])
            assert fen(line["allocatedAmount"]) == sum(fen(each["amount"]) for each in line["allocations"])
            for pot in line["allocations"]:
                bindings = pot["fundings"]["nodes"]
                assert fen(pot["boundAmount"]) == sum(fen(each["amount"]) for each in bindings)
                assert pot["fundings"]["totalCount"]["count"] == len(bindings)


def test_claims_by_filter_while_there_are_none(scene: Scene) -> None:
    query = """query($where: PaymentClaimWhereInput, $order: PaymentClaimOrder! = SUBMITTED_ON_DESC) {
      paymentClaims(first: 5, where: $where, orderBy: $order) { nodes { id project { id } submittedOn } } }"""
    where = {
        "region": {"under": COUNTY},
        "state": {"in": ["SUBMITTED"]},
        "projectId": {"isNull": False},
        "submittedOn": {"gte": "2020-01-01"},
    }
    for order in ("SUBMITTED_ON_DESC", "AMOUNT_DESC"):
        assert scene.ask(query, where=where, order=order) == {"paymentClaims": {"nodes": []}}
