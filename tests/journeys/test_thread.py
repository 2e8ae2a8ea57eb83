"""The same facts seen across three services, and what a change is worth to the neighbour a moment later."""

from typing import Any

import pytest

from tests.journeys.client import Client
from tests.journeys.story.library import declaration
from tests.journeys.story.money import COUNTY, bindings
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import Told

ROUNDS = 100


@pytest.fixture(scope="module")
def story(told: Told) -> Story:
    return told.complete()


def fen(text: str) -> int:
    return int(text.replace(".", ""))


def test_one_query_across_three_services(story: Story) -> None:
    region = story.ask("county_office", "RegionToAsset", code=COUNTY)["region"]
    (project,) = [each for each in region["projects"]["nodes"] if each["id"] == story.ids["project"]]
    assert (project["boundAmount"], project["paidAmount"]) == ("1000000.00", "956032.00")
    assert [claim["state"] for claim in project["paymentClaims"]] == ["PAID"]
    assert sorted(funding["amount"] for funding in project["fundings"]) == ["200000.00", "800000.00"]
    assert [asset["originalValue"] for asset in project["assets"]["nodes"]] == ["985600.00"]
    whole = region["projects"]["aggregate"]
    assert sum(fen(group["plannedAmount"]) for group in whole["groupBy"]) == fen(whole["plannedAmount"]) > 0


def test_the_ledger_tells_the_same(story: Story) -> None:
    where = {"region": {"under": COUNTY}, "projectId": {"eq": story.ids["project"]}}
    entries = story.ask("county_finance", "Ledger", where=where)["ledgerEntries"]["edges"]
    told = sorted((edge["node"]["kind"], fen(edge["node"]["amount"])) for edge in entries)
    assert [kind for kind, _ in told] == ["BIND", "BIND", "PAY", "PAY", "RETAIN", "RETAIN"]
    sums = {kind: sum(amount for each, amount in told if each == kind) for kind, _ in told}
    assert sums == {"BIND": 100_000_000, "PAY": 95_603_200, "RETAIN": 2_956_800}


def test_right_after_a_declaration_funds_knows_the_project_a_hundred_times(story: Story) -> None:
    """With the token of the declaration the answer is always the rule's, never that there is no such project."""
    client = Client(story.deployment)
    given: dict[str, Any] = declaration(story)
    for _ in range(ROUNDS):
        made = client.do("DeclareProject", "village_clerk", given)
        client.tokens = [made["consistencyToken"]]
        binding = bindings(story)["central"] | {"projectId": made["project"]["id"]}
        refused = client.attempt("BindProjectFunding", "county_finance", binding)
        assert [error["code"] for error in refused["errors"]] == ["RULE_BLOCKED"]
