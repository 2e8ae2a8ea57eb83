"""Sums over the ledger: of each region's own book, on any day, as known at any moment."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.integration.funds.books import FINANCE, SUMMARY, later_entries, pages, summary
from tests.integration.funds.scene import COUNTY, Scene, bound, issue, received


def test_the_book_of_each_region_is_its_own(scene: Scene, money: dict[str, str]) -> None:
    county, prefecture = summary(scene), summary(scene, "652800")
    amounts = ("receivedAmount", "issuedAmount", "boundAmount", "availableAmount", "spendProgressBps")
    assert [county[name] for name in amounts] == ["800000.00", "0.00", "300000.00", "500000.00", 0]
    assert [prefecture[name] for name in amounts] == ["1200000.00", "800000.00", "0.00", "400000.00", 0]
    assert county["categories"] == [
        {
            "category": {"code": "DEVELOPMENT"},
            "receivedAmount": "800000.00",
            "issuedAmount": "0.00",
            "boundAmount": "300000.00",
            "paidAmount": "0.00",
            "availableAmount": "500000.00",
        }
    ]
    assert len(prefecture["children"]) == 9
    assert [each["boundAmount"] for each in prefecture["children"]].count("300000.00") == 1
    assert summary(scene, year=2019)["spendProgressBps"] is None


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        ("2020-01-08", ["0.00", "0.00", "0.00"]),
        ("2020-01-09", ["800000.00", "0.00", "800000.00"]),
        ("2020-03-25", ["800000.00", "0.00", "800000.00"]),
        ("2020-03-26", ["800000.00", "300000.00", "500000.00"]),
    ],
)
def test_the_sums_on_a_day(scene: Scene, money: dict[str, str], day: str, amounts: list[str]) -> None:
    found = summary(scene, asOf=day)
    assert [found["receivedAmount"], found["boundAmount"], found["availableAmount"]] == amounts
    assert found["asOf"] == day


@pytest.mark.rule("F-42")
@pytest.mark.parametrize(
    ("day", "outcome"), [("2020-01-05", "NOT_APPLICABLE"), ("2020-01-11", "PASS"), ("2020-01-12", "WARN")]
)
def test_the_five_days_on_a_day(scene: Scene, money: dict[str, str], day: str, outcome: str) -> None:
    verdicts = {each["ruleId"]: each["outcome"] for each in summary(scene, "652800", asOf=day)["verdicts"]}
    assert verdicts["F-42"] == outcome


def test_what_was_known_at_a_moment_does_not_change_afterwards(scene: Scene, money: dict[str, str]) -> None:
    known = datetime.now(UTC).isoformat()
    then = summary(scene, asOf="2020-03-26", knownAt=known)
    bound(scene, money["project"], money["pot"], "100000.00", boundOn="2020-03-20")
    scene.seal()
    assert summary(scene, asOf="2020-03-26", knownAt=known) == then
    assert summary(scene, asOf="2020-03-26")["boundAmount"] == "400000.00"
    assert summary(scene, asOf="2020-03-19")["boundAmount"] == "0.00"
    assert summary(scene, knownAt="2019-01-01T00:00:00+08:00")["receivedAmount"] == "0.00"


@pytest.mark.rule("F-42")
def test_the_verdict_knows_no_more_than_was_known(scene: Scene) -> None:
    line = received(scene, "5.00", regionCode=COUNTY, fiscalYear=2018, receivedOn="2018-01-01")["lines"][0]["id"]
    scene.seal()
    known = datetime.now(UTC).isoformat()
    scene.do("IssueAllocation", issue(line, "5.00", issuedOn="2018-01-03"), "county_finance")
    scene.seal()
    at: dict[str, Any] = {"year": 2018, "asOf": "2018-02-01"}
    before, after = summary(scene, knownAt=known, **at), summary(scene, **at)
    assert [found["verdicts"][0]["measured"] for found in (before, after)] == ["31日", "2日"]


def test_own_money_that_a_region_allocates_to_itself_is_neither_received_twice_nor_issued(scene: Scene) -> None:
    own = [{"categoryCode": "COUNTY_MATCHING", "level": "COUNTY", "amount": "90.00"}]
    line = received(scene, regionCode=COUNTY, fiscalYear=2017, lines=own)["lines"][0]["id"]
    pot = scene.do("IssueAllocation", issue(line, "90.00"), "county_finance")["allocation"]["id"]
    bound(scene, scene.project(), pot, "40.00")
    scene.seal()
    found = {scope: summary(scene, scope=scope, year=2017) for scope in ("ALL_SOURCES", "UPPER_LEVELS", "OWN_BUDGET")}
    amounts = ("receivedAmount", "issuedAmount", "boundAmount", "availableAmount")
    assert [found["OWN_BUDGET"][name] for name in amounts] == ["90.00", "0.00", "40.00", "50.00"]
    assert [found["UPPER_LEVELS"][name] for name in amounts] == ["0.00", "0.00", "0.00", "0.00"]
    assert found["ALL_SOURCES"]["receivedAmount"] == "90.00"
    assert {scope: each["scopeLabel"] for scope, each in found.items()} == {
        "ALL_SOURCES": "全部口径(含轮台县本级安排)",
        "UPPER_LEVELS": "上级下达口径(不含轮台县本级安排)",
        "OWN_BUDGET": "本级安排口径(仅轮台县本级安排)",
    }


def test_the_label_names_every_level_whose_own_money_is_there(scene: Scene) -> None:
    for level, code, persona in (("PREFECTURE", "652800", FINANCE), ("COUNTY", COUNTY, "county_finance")):
        lines = [{"categoryCode": "DEVELOPMENT", "level": level, "amount": "10.00"}]
        line = received(scene, regionCode=code, fiscalYear=2016, lines=lines)["lines"][0]["id"]
        scene.do("IssueAllocation", issue(line, "10.00"), persona)
    scene.seal()
    label = summary(scene, scope="UPPER_LEVELS", year=2016)["scopeLabel"]
    assert label == "上级下达口径(不含巴音郭楞蒙古自治州、轮台县本级安排)"


def test_every_kind_adds_to_the_sum_it_belongs_to(scene: Scene, money: dict[str, str]) -> None:
    like = pages(scene, where={"projectId": {"eq": money["project"]}})[0]["id"]
    kinds = {
        "RECEIPT": 10_000, "ADJUST": -1_000, "CLAWBACK": 500, "ALLOCATE": 300, "BIND": 4_000, "UNBIND": 1_000,
        "PAY": 2_000, "PAY_FAILED": 700, "RETURN": 50, "RETAIN": 90, "RELEASE": 40,
    }  # fmt: skip
    later_entries(scene, like, *((kind, amount, None) for kind, amount in kinds.items()), year=2011)
    found = summary(scene, year=2011)
    names = ("receivedAmount", "issuedAmount", "boundAmount", "paidAmount", "retainedAmount", "availableAmount")
    assert [found[name] for name in names] == ["85.00", "3.00", "30.00", "12.50", "0.50", "52.00"]
    assert found["spendProgressBps"] == 1471


BAD: dict[str, dict[str, Any]] = {
    "a day to come": {"asOf": "2999-01-01"},
    "no day": {"asOf": "2020-02-30"},
    "no moment": {"knownAt": "gestern"},
    "a moment without offset": {"knownAt": "2020-12-31T23:59:59"},
    "no year": {"year": 0},
    "unknown region": {"code": "659999"},
}


@pytest.mark.parametrize("name", BAD)
def test_bad_questions_are_refused(scene: Scene, name: str) -> None:
    variables = {"code": COUNTY, "scope": "ALL_SOURCES", "year": 2020} | BAD[name]
    assert scene.codes(SUMMARY, FINANCE, **variables) == ({"fundSummary": None}, ["INVALID_INPUT"])


def test_a_moment_to_come_is_the_present(scene: Scene, money: dict[str, str]) -> None:
    found = summary(scene, knownAt="2999-01-01T00:00:00+08:00")
    assert datetime.fromisoformat(found["knownAt"]) <= datetime.now(UTC)
