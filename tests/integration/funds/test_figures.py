"""The published figures of Bayingolin 2020, imported as the first start imports them, to the fen."""

import csv
from collections import Counter
from typing import Any

import pytest

from cli.sample import FOLDER, REPORT, fund_import
from published.money import format_yuan, parse_wan
from tests.integration.funds.scene import COUNTY, PREFECTURE, Scene

SAMPLE = FOLDER / "bayingolin-2020"


def yuan(wan: str) -> str:
    return format_yuan(parse_wan(wan))


def fen(text: str) -> int:
    return int(text.replace(".", ""))


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def history(scene: Scene) -> dict[str, Any]:
    payload = scene.do("ImportFundHistory", fund_import(FOLDER), "platform_operator", key="sample-funds-2020")
    scene.seal()
    return payload


@pytest.fixture(scope="module")
def received(scene: Scene, history: dict[str, Any]) -> Any:
    return scene.ask(scene.text("Received2020"))


@pytest.mark.rule("F-04")
def test_received_in_every_scope_with_its_label(received: Any) -> None:
    assert {scope: received[scope]["receivedAmount"] for scope in ("all", "upper", "own")} == {
        "all": yuan("107941"),
        "upper": yuan("104041"),
        "own": yuan("3900"),
    }
    assert {scope: received[scope]["scopeLabel"] for scope in ("all", "upper", "own")} == {
        "all": "全部口径(含巴音郭楞蒙古自治州本级安排)",
        "upper": "上级下达口径(不含巴音郭楞蒙古自治州本级安排)",
        "own": "本级安排口径(仅巴音郭楞蒙古自治州本级安排)",
    }
    assert received["all"]["issuedAmount"] == yuan("107941")
    assert received["upper"]["issuedAmount"] == yuan("104041")


@pytest.mark.rule("F-04")
def test_each_county_by_category_in_the_summary(received: Any) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for row in rows("county_allocations.csv"):
        expected[row["region_code"], row["category_code"]] += parse_wan(row["amount_wan"])
    children = received["all"]["children"]
    found = {
        (code, category["category"]["code"]): fen(category["receivedAmount"])
        for code, child in zip(county_codes(), children, strict=True)
        for category in child["categories"]
    }
    assert found == dict(expected)
    assert [fen(child["receivedAmount"]) for child in children] == [
        sum(amount for (county, _), amount in expected.items() if county == code) for code in county_codes()
    ]
    assert sum(fen(child["receivedAmount"]) for child in children) == fen(received["all"]["issuedAmount"])


def county_codes() -> list[str]:
    return sorted({row["region_code"] for row in rows("county_allocations.csv")})


def test_each_county_by_category_in_the_table(scene: Scene, history: dict[str, Any]) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    for row in rows("county_allocations.csv"):
        expected[row["region_code"], row["category_code"], row["own_budget"]] += parse_wan(row["amount_wan"])
    for own in ("true", "false"):
        where = f'{{ region: {{ under: "652800" }}, fiscalYear: {{ eq: 2020 }}, ownBudget: {own} }}'
        sums = scene.ask(f"""{{ allocations(first: 1, where: {where}) {{ aggregate {{ count amount
          groupBy(by: [REGION, CATEGORY]) {{ keys labels count amount }} }} }} }}""")["allocations"]["aggregate"]
        cells = {(*cell["keys"], own): fen(cell["amount"]) for cell in sums["groupBy"]}
        assert cells == {cell: amount for cell, amount in expected.items() if cell[2] == own}
        assert fen(sums["amount"]) == sum(cells.values())


def test_the_table_of_all_money_names_regions_and_categories(scene: Scene, history: dict[str, Any]) -> None:
    found = scene.ask(scene.text("CountyByCategory"))["allocations"]
    labels = {label for cell in found["aggregate"]["groupBy"] for label in cell["labels"]}
    assert {"轮台县", "博湖县", "扶贫发展资金", "国有贫困农场扶贫资金", "地方政府债券资金"} <= labels
    assert found["aggregate"]["count"] == len(rows("county_allocations.csv")) == 34
    own = scene.ask("{ allocations(first: 1) { aggregate { groupBy(by: [OWN_BUDGET]) { keys labels amount } } } }")
    assert own["allocations"]["aggregate"]["groupBy"] == [
        {"keys": ["false"], "labels": ["上级下达"], "amount": yuan("104041")},
        {"keys": ["true"], "labels": ["本级安排"], "amount": yuan("3900")},
    ]


def test_growth_of_the_own_budget(received: Any) -> None:
    assert [(each["fiscalYear"], each["amount"], each["growthBps"]) for each in received["ownBudgets"]] == [
        (2016, yuan("1510"), None),
        (2017, yuan("3100"), 10530),
        (2018, yuan("3800"), 2258),
        (2019, yuan("3850"), 132),
        (2020, yuan("3900"), 130),
    ]


@pytest.mark.rule("F-51")
def test_the_own_budget_did_not_fall(scene: Scene, received: Any) -> None:
    (verdict,) = [each for each in received["all"]["verdicts"] if each["ruleId"] == "F-51"]
    assert (verdict["outcome"], verdict["measured"], verdict["kind"]) == ("PASS", "增幅1.30%", "ALERT")
    assert verdict["citation"] == {"documentNumber": {"text": REPORT}, "article": "自评报告一"}
    first = scene.ask("""{ fundSummary(regionCode: "652800", fiscalYear: 2016, scope: OWN_BUDGET) {
      verdicts { ruleId outcome } } }""")["fundSummary"]["verdicts"]
    assert {each["ruleId"]: each["outcome"] for each in first} == {"F-42": "NOT_APPLICABLE", "F-51": "NOT_EVALUABLE"}


@pytest.mark.rule("F-42")
def test_the_five_days_cannot_be_judged_without_receipt_dates(scene: Scene, received: Any) -> None:
    (verdict,) = [each for each in received["all"]["verdicts"] if each["ruleId"] == "F-42"]
    assert (verdict["outcome"], verdict["pack"], verdict["assumed"]) == ("NOT_EVALUABLE", "default", True)
    assert verdict["citation"] == {"documentNumber": {"text": REPORT}, "article": "自评报告二(一)"}
    calendar = scene.ask(scene.text("TransferCalendar"))["indicatorDocuments"]
    assert calendar["totalCount"] == {"count": 7, "precision": "EXACT"}
    assert sum(fen(node["totalAmount"]) for node in calendar["nodes"]) == parse_wan("107941")
    for node in calendar["nodes"]:
        assert (node["receivedOn"], node["origin"], node["source"]) == (None, "IMPORT", REPORT)
        assert [(each["ruleId"], each["outcome"]) for each in node["verdicts"]] == [("F-42", "NOT_EVALUABLE")]


def test_what_the_source_does_not_say_stays_unknown(scene: Scene, history: dict[str, Any]) -> None:
    assert {document["documentNumber"] for document in history["indicatorDocuments"]} == {None}
    assert {(each["line"], each["issuedOn"], each["origin"]) for each in history["allocations"]} == {
        (None, None, "IMPORT")
    }


def test_derived_and_corrected_figures_say_so(scene: Scene, history: dict[str, Any]) -> None:
    query = """{ indicatorDocuments(first: 50) { nodes { lines { amount figureStatus figureNote } } }
      ownBudgets(regionCode: "652800") { fiscalYear figureStatus figureNote source }
      allocations(first: 100) { nodes { figureStatus figureNote source } } }"""
    found = scene.ask(query)
    lines = [line for node in found["indicatorDocuments"]["nodes"] for line in node["lines"]]
    derived = {line["amount"] for line in lines if line["figureStatus"] == "DERIVED"}
    assert derived == {yuan("1286"), yuan("2400")}
    assert all(bool(line["figureNote"]) == (line["figureStatus"] != "AS_PRINTED") for line in lines)
    corrected = [each for each in found["ownBudgets"] if each["figureStatus"] == "CORRECTED"]
    assert [(each["fiscalYear"], "16160" in each["figureNote"]) for each in corrected] == [(2017, True)]
    assert {each["source"] for each in (*found["ownBudgets"], *found["allocations"]["nodes"])} == {REPORT}


def test_an_import_leaves_one_journal_row_per_aggregate_with_its_event(scene: Scene, history: dict[str, Any]) -> None:
    counted = scene.funds.rows("SELECT event_type, action, count(*) FROM journal GROUP BY 1, 2 ORDER BY 2")
    assert [row for row in counted if row[1] != "fund_category.seed"] == [
        ("jiadi.allocation.issued.v1", "allocation.import", 34),
        ("jiadi.indicator.received.v1", "indicator_document.import", 7),
        (None, "own_budget.import", 5),
    ]


@pytest.mark.rule("F-05")
def test_every_receipt_has_an_entry_of_its_own(scene: Scene, history: dict[str, Any]) -> None:
    """Ten lines into the prefecture's book; 34 allocations out of it and into the counties'."""
    counted = scene.funds.rows("SELECT kind, region_code = '652800', count(*) FROM ledger_entry GROUP BY 1, 2")
    assert set(counted) == {("RECEIPT", True, 10), ("ALLOCATE", True, 34), ("RECEIPT", False, 34)}


def test_undated_money_counts_from_the_end_of_its_year(scene: Scene, history: dict[str, Any]) -> None:
    query = """query($day: Date) { fundSummary(regionCode: "652800", fiscalYear: 2020, scope: ALL_SOURCES, asOf: $day) {
      asOf receivedAmount issuedAmount } }"""
    eve, end = (scene.ask(query, day=day)["fundSummary"] for day in ("2020-12-30", "2020-12-31"))
    assert eve == {"asOf": "2020-12-30", "receivedAmount": "0.00", "issuedAmount": "0.00"}
    assert (end["receivedAmount"], end["issuedAmount"]) == (yuan("107941"), yuan("107941"))
    entries = scene.ask("{ ledgerEntries(first: 100) { nodes { bookedOn } } }")["ledgerEntries"]["nodes"]
    assert {entry["bookedOn"] for entry in entries} == {None}


def test_a_county_sees_its_own_part_alone(scene: Scene, history: dict[str, Any]) -> None:
    query = f"""{{ fundSummary(regionCode: "{COUNTY}", fiscalYear: 2020, scope: UPPER_LEVELS) {{
      scopeLabel receivedAmount availableAmount }} allocations(first: 100) {{ totalCount {{ count }} }} }}"""
    found = scene.ask(query, "county_finance")
    assert found["fundSummary"] == {
        "scopeLabel": "上级下达口径(不含巴音郭楞蒙古自治州本级安排)",
        "receivedAmount": yuan("11289"),
        "availableAmount": yuan("11289"),
    }
    assert found["allocations"]["totalCount"]["count"] == 4


def test_the_same_call_again_answers_the_same_and_adds_nothing(scene: Scene, history: dict[str, Any]) -> None:
    before = scene.kept()
    again = scene.do("ImportFundHistory", fund_import(FOLDER), "platform_operator", key="sample-funds-2020")
    assert again == history
    assert scene.kept() == before


def test_another_call_with_the_same_source_is_refused(scene: Scene, history: dict[str, Any]) -> None:
    refusal = scene.refused("ImportFundHistory", fund_import(FOLDER), "platform_operator")["error"]
    assert (refusal["code"], refusal["field"]) == ("INVALID_INPUT", ["input", "indicatorDocuments", "0"])
    assert PREFECTURE not in refusal["message"]
    assert "重复计算" in refusal["message"]
