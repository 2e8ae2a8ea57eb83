"""One thread of money followed down to the households and back up to its documents; every joint ties."""

from typing import Any

import pytest

from tests.journeys.story.operation import SPLIT
from tests.journeys.story.thread import Told


def fen(amount: str) -> int:
    return int(amount.replace(".", ""))


@pytest.fixture(scope="module")
def down(told: Told) -> Any:
    story = told.complete()
    return story.ask("provincial_auditor", "FollowMoneyDown", id=story.ids["doc-central"])["indicatorDocument"]


@pytest.fixture(scope="module")
def up(told: Told) -> Any:
    story = told.complete()
    found = story.ask("provincial_auditor", "FollowMoneyUp", id=story.ids["distribution-line"])
    return found["distributionLine"]


def test_document_line_and_allocation_tie(down: Any) -> None:
    assert fen(down["totalAmount"]) == sum(fen(line["amount"]) for line in down["lines"])
    for line in down["lines"]:
        assert fen(line["amount"]) == fen(line["allocatedAmount"]) + fen(line["unallocatedAmount"])
        assert fen(line["allocatedAmount"]) == sum(fen(each["amount"]) for each in line["allocations"])
        for each in line["allocations"]:
            assert fen(each["amount"]) == fen(each["boundAmount"]) + fen(each["availableAmount"])
            assert fen(each["boundAmount"]) == sum(fen(one["amount"]) for one in each["fundings"]["nodes"])


def fundings(down: Any) -> list[Any]:
    return [one for line in down["lines"] for each in line["allocations"] for one in each["fundings"]["nodes"]]


def test_binding_payment_and_asset_tie(down: Any) -> None:
    (funding,) = fundings(down)
    assert fen(funding["amount"]) == fen(funding["paidAmount"]) + fen(funding["unpaidAmount"])
    assert sum(fen(part["amount"]) for part in funding["assetFundings"]) == fen("800000.00")
    assert funding["project"]["finalAmount"] == "985600.00"


def test_income_deduction_and_lines_tie(down: Any) -> None:
    (part,) = fundings(down)[0]["assetFundings"]
    incomes = part["asset"]["incomes"]
    assert fen(incomes["aggregate"]["receivedAmount"]) == sum(fen(each["receivedAmount"]) for each in incomes["nodes"])
    shared = [each["distribution"] for each in incomes["nodes"] if each["distribution"]]
    (distribution,) = shared
    deducted = sum(fen(each["amount"]) for each in distribution["deductions"])
    assert fen(distribution["incomeAmount"]) - deducted == fen(distribution["distributableAmount"])
    assert [line["amount"] for line in distribution["lines"]] == SPLIT
    assert sum(map(fen, SPLIT)) == fen(distribution["distributableAmount"])


def test_a_household_dividend_leads_back_to_both_documents(told: Told, up: Any) -> None:
    assert up["group"] == "VILLAGERS"
    (income,) = up["distribution"]["incomes"]
    asset = income["asset"]
    assert fen(asset["originalValue"]) == sum(fen(each["amount"]) for each in asset["fundings"])
    documents = {
        each["projectFunding"]["allocation"]["line"]["document"]["id"]: each["amount"] for each in asset["fundings"]
    }
    ids = told.story.ids
    assert documents == {ids["doc-central"]: "800000.00", ids["doc-prefecture"]: "185600.00"}
    assert fen(asset["project"]["paidAmount"]) == fen("956032.00")


def test_the_county_follows_its_own_money_all_the_way_up(told: Told) -> None:
    """What it received, not what its neighbours did."""
    story = told.complete()
    line = story.ask("county_asset_manager", "FollowMoneyUp", id=story.ids["distribution-line"])["distributionLine"]
    for funding in line["distribution"]["incomes"][0]["asset"]["fundings"]:
        document = funding["projectFunding"]["allocation"]["line"]["document"]
        assert document["documentNumber"]["text"]


def test_a_stranger_follows_what_was_published_and_no_further(told: Told) -> None:
    story = told.complete()
    for persona in ("stranger", None):
        line = story.ask(persona, "FollowMoneyUp", id=story.ids["distribution-line"])["distributionLine"]
        assert (line["amount"], line["distribution"]["incomes"]) == ("3000.61", [])
        assert story.ask(persona, "FollowMoneyDown", id=story.ids["doc-central"]) == {"indicatorDocument": None}
