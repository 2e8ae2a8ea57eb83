"""Receive → allocate → declare → approve → bind → register, and the same facts seen across three services."""

from typing import Any

import pytest

from tests.journeys.client import Client
from tests.journeys.skeleton import COUNTY, Thread

ROUNDS = 100


@pytest.fixture(scope="module")
def thread(loaded: Any) -> Thread:
    made = Thread(Client(loaded), "主线", 12)
    made.parties()
    made.receive()
    made.allocate()
    made.declare()
    return made


def fen(text: str) -> int:
    return int(text.replace(".", ""))


def rule_of(payload: dict[str, Any], rule_id: str) -> dict[str, Any]:
    (found,) = [verdict for verdict in payload["verdicts"] if verdict["ruleId"] == rule_id]
    assert isinstance(found, dict)
    return found


@pytest.mark.rule("F-07")
def test_binding_before_approval_is_blocked_by_rule_document_and_article(thread: Thread) -> None:
    early = thread.binding() | {"boundOn": "2020-02-01"}
    blocked = thread.client.attempt("BindProjectFunding", "county_finance", early)
    assert [error["code"] for error in blocked["errors"]] == ["RULE_BLOCKED"]
    assert blocked["projectFunding"] is None
    verdict = rule_of(blocked, "F-07")
    assert verdict["outcome"] == "BLOCK"
    assert verdict["citation"] == {"documentNumber": {"text": "新扶贫领字〔2018〕76号"}, "article": "二(二)"}
    assert verdict["pack"] == "xinjiang-2019"
    assert "领导小组" in verdict["message"]


def test_then_each_step_succeeds(thread: Thread) -> None:
    approved = thread.approve()
    assert (approved["project"]["state"], approved["project"]["enteredLibraryOn"]) == ("APPROVED", "2020-03-10")
    bound = thread.bind()
    assert bound["projectFunding"]["project"]["boundAmount"] == "800000.00"
    assert bound["projectFunding"]["allocation"]["availableAmount"] == "0.00"
    asset = thread.register()["asset"]
    assert asset["originalValue"] == "800000.00"
    assert [(right["holder"]["name"], right["shareBps"]) for right in asset["rights"]] == [
        ("主线股份经济合作社", 10000)
    ]


def test_one_query_across_three_services(thread: Thread) -> None:
    region = thread.client.ask("RegionToAsset", "county_office", code=COUNTY)["region"]
    (project,) = [each for each in region["projects"]["nodes"] if each["id"] == thread.ids["project"]]
    assert (project["boundAmount"], project["paidAmount"], project["paymentClaims"]) == ("800000.00", "0.00", [])
    assert [funding["amount"] for funding in project["fundings"]] == ["800000.00"]
    assert [asset["originalValue"] for asset in project["assets"]["nodes"]] == ["800000.00"]
    whole = region["projects"]["aggregate"]
    assert sum(fen(group["plannedAmount"]) for group in whole["groupBy"]) == fen(whole["plannedAmount"]) > 0


def test_the_ledger_tells_the_same(thread: Thread) -> None:
    where = {"region": {"under": COUNTY}, "projectId": {"eq": thread.ids["project"]}}
    entries = thread.client.ask("Ledger", "county_finance", where=where)["ledgerEntries"]["edges"]
    assert [(edge["node"]["kind"], edge["node"]["amount"]) for edge in entries] == [("BIND", "800000.00")]


def test_right_after_approval_binding_succeeds_a_hundred_times(loaded: Any) -> None:
    first = Thread(Client(loaded), "百次", 500)
    first.parties()
    first.receive("100000000.00")
    first.allocate("100000000.00")
    for place in range(ROUNDS):
        each = Thread(Client(loaded), f"百次{place}", 501 + place, ids=dict(first.ids))
        each.declare()
        each.client.tokens = [each.approve()["consistencyToken"]]
        each.bind()
