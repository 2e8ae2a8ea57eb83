"""The published figures of 2020, to the fen, through the gateway."""

import csv
from pathlib import Path
from typing import Any

import pytest

from published.money import format_yuan, parse_wan
from tests.harness.deployment import Deployment
from tests.journeys.beginning import load_sample
from tests.journeys.client import Client

SAMPLE = Path(__file__).parents[2] / "deploy" / "sample" / "bayingolin-2020"


def yuan(wan: str) -> str:
    return format_yuan(parse_wan(wan))


def fen(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.fixture
def received(client: Client) -> dict[str, Any]:
    return client.ask("Received2020", "prefecture_finance")


def test_received_in_every_scope_with_its_label(received: dict[str, Any]) -> None:
    amounts = {scope: received[scope]["receivedAmount"] for scope in ("all", "upper", "own")}
    assert amounts == {"all": yuan("107941"), "upper": yuan("104041"), "own": yuan("3900")}
    labels = {scope: received[scope]["scopeLabel"] for scope in ("all", "upper", "own")}
    assert len(set(labels.values())) == 3
    assert "全部口径" in labels["all"]
    assert "上级" in labels["upper"]
    assert "本级" in labels["own"]


def test_what_was_passed_on_equals_the_sum_of_the_counties(received: dict[str, Any]) -> None:
    counties = received["all"]["children"]
    assert len(counties) == 9
    cells = sum(fen(county["receivedAmount"]) for county in counties)
    assert cells == fen(received["all"]["issuedAmount"]) == 107941 * 1_000_000


def test_every_county_and_category_of_the_allocation_table(client: Client) -> None:
    answer = client.ask("CountyByCategory", "prefecture_finance")["allocations"]["aggregate"]
    expected: dict[tuple[str, str], int] = {}
    with (SAMPLE / "county_allocations.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cell = (row["region_code"], row["category_code"])
            expected[cell] = expected.get(cell, 0) + parse_wan(row["amount_wan"])
    found = {tuple(cell["keys"]): fen(cell["amount"]) for cell in answer["groupBy"]}
    assert found == expected
    assert fen(answer["amount"]) == sum(expected.values())
    assert {cell["labels"][0] for cell in answer["groupBy"]} >= {"轮台县", "库尔勒市"}


def test_growth_of_the_own_budget(received: dict[str, Any]) -> None:
    assert [(each["fiscalYear"], each["amount"], each["growthBps"]) for each in received["ownBudgets"]] == [
        (2016, yuan("1510"), None),
        (2017, yuan("3100"), 10530),
        (2018, yuan("3800"), 2258),
        (2019, yuan("3850"), 132),
        (2020, yuan("3900"), 130),
    ]


@pytest.mark.rule("F-42")
def test_the_five_day_rule_cannot_be_judged_without_receipt_dates(client: Client, received: dict[str, Any]) -> None:
    (verdict,) = [each for each in received["all"]["verdicts"] if each["ruleId"] == "F-42"]
    assert verdict["outcome"] == "NOT_EVALUABLE"
    assert verdict["citation"]["documentNumber"]["text"] == "巴扶办发〔2020〕11号"
    calendar = client.ask("TransferCalendar", "prefecture_finance")["indicatorDocuments"]
    assert calendar["totalCount"] == {"count": 7, "precision": "EXACT"}
    for node in calendar["nodes"]:
        assert (node["receivedOn"], node["origin"], node["source"]) == (None, "IMPORT", "巴扶办发〔2020〕11号")
        assert [v["outcome"] for v in node["verdicts"] if v["ruleId"] == "F-42"] == ["NOT_EVALUABLE"]


@pytest.mark.rule("F-51")
def test_the_own_budget_never_fell(received: dict[str, Any]) -> None:
    (verdict,) = [each for each in received["all"]["verdicts"] if each["ruleId"] == "F-51"]
    assert verdict["outcome"] == "PASS"


def test_the_load_may_be_repeated(loaded: Deployment, client: Client, received: dict[str, Any]) -> None:
    load_sample(loaded)
    assert client.ask("Received2020", "prefecture_finance") == received
