"""Money of a line passed on: what it leaves, and everything that is refused."""

from datetime import date
from typing import Any

import pytest

from chassis.tables import new_id
from published.funds import AllocationIssuedV1
from tests.integration.funds.scene import (
    COUNTY,
    OTHER_COUNTY,
    PREFECTURE,
    PROVINCE,
    STRANGE_COUNTY,
    TOWNSHIP,
    Scene,
    allocated,
    issue,
    receipt,
    received,
)

ISSUE = "IssueAllocation"
FINANCE = "prefecture_finance"


def line_of(scene: Scene, amount: str = "1200000.00", **changes: Any) -> str:
    return str(received(scene, amount, **changes)["lines"][0]["id"])


def document_row(scene: Scene, line: str) -> tuple[Any, ...]:
    return scene.funds.rows(
        "SELECT d.version, d.issued_on FROM indicator_document d JOIN indicator_line l ON l.document_id = d.id"
        " WHERE l.id = %(line)s",
        {"line": line},
    )[0]


def test_it_draws_on_the_line(scene: Scene) -> None:
    line = line_of(scene)
    number = {"issuerCode": "巴财扶", "year": 2020, "number": 3}
    allocation = scene.do(ISSUE, issue(line, documentNumber=number), FINANCE)["allocation"]
    assert (allocation["version"], allocation["amount"], allocation["availableAmount"]) == (
        1,
        "800000.00",
        "800000.00",
    )
    assert (allocation["issuedOn"], allocation["documentNumber"]["text"]) == ("2020-01-09", "巴财扶〔2020〕3号")
    assert allocation["line"] == {"allocatedAmount": "800000.00", "unallocatedAmount": "400000.00"}


def test_it_is_told_and_stands_in_both_books(scene: Scene) -> None:
    allocation = allocated(scene)
    told = scene.funds.told()[-1]
    assert isinstance(told, AllocationIssuedV1)
    assert (str(told.allocation.id), told.allocation.region_code) == (allocation["id"], COUNTY)
    entries = scene.funds.rows(
        "SELECT region_code, kind, amount, booked_on, own_budget FROM ledger_entry WHERE allocation_id = %(id)s"
        " ORDER BY position",
        {"id": allocation["id"]},
    )
    on = date(2020, 1, 9)
    assert entries == [
        (PREFECTURE, "ALLOCATE", 80_000_000, on, False),
        (COUNTY, "RECEIPT", 80_000_000, on, False),
    ]


@pytest.mark.parametrize(("level", "own"), [("CENTRAL", False), ("PROVINCE", False), ("PREFECTURE", True)])
def test_money_of_the_issuing_level_is_its_own_budget(scene: Scene, level: str, own: bool) -> None:
    line = {"categoryCode": "DEVELOPMENT", "level": level, "amount": "800000.00"}
    allocation = allocated(scene, lines=[line])
    found = scene.ask("{ allocations(first: 100) { nodes { id ownBudget } } }")["allocations"]["nodes"]
    assert [each["ownBudget"] for each in found if each["id"] == allocation["id"]] == [own]


def test_a_document_is_issued_on_the_day_its_last_line_is_used_up(scene: Scene) -> None:
    lines = [{"categoryCode": code, "level": "CENTRAL", "amount": "2.00"} for code in ("DEVELOPMENT", "MINORITY")]
    first, second = (line["id"] for line in received(scene, lines=lines)["lines"])
    scene.do(ISSUE, issue(first, "2.00", issuedOn="2020-01-20"), FINANCE)
    scene.do(ISSUE, issue(second, "1.00", issuedOn="2020-01-08"), FINANCE)
    assert document_row(scene, first) == (1, None)
    payload = scene.do(ISSUE, issue(second, "1.00", issuedOn="2020-01-09"), FINANCE)
    assert document_row(scene, first) == (2, date(2020, 1, 20))
    (verdict,) = [each for each in payload["verdicts"] if each["ruleId"] == "F-42"]
    assert (verdict["outcome"], verdict["measured"], verdict["required"]) == ("WARN", "14日", "收到后5日内")


@pytest.mark.rule("F-42")
@pytest.mark.parametrize(("on", "outcome"), [("2020-01-06", "PASS"), ("2020-01-11", "PASS"), ("2020-01-12", "WARN")])
def test_five_days_from_receipt_to_issue(scene: Scene, on: str, outcome: str) -> None:
    line = line_of(scene, "1.00")
    payload = scene.do(ISSUE, issue(line, "1.00", issuedOn=on), FINANCE)
    assert [each["outcome"] for each in payload["verdicts"] if each["ruleId"] == "F-42"] == [outcome]
    query = "{ indicatorDocuments(first: 100) { nodes { lines { id } verdicts { ruleId outcome } } } }"
    nodes = scene.ask(query)["indicatorDocuments"]["nodes"]
    (read,) = [node["verdicts"] for node in nodes if node["lines"] == [{"id": line}]]
    assert read == [{"ruleId": "F-42", "outcome": outcome}]


@pytest.mark.rule("F-42")
def test_money_that_waits_is_counted_until_today(scene: Scene) -> None:
    scene.funds.set_today(date(2020, 3, 1))
    late, fresh = receipt(receivedOn="2020-02-24"), receipt(receivedOn="2020-02-25")
    verdicts = [
        scene.do("ReceiveIndicatorDocument", each, FINANCE)["indicatorDocument"]["verdicts"] for each in (late, fresh)
    ]
    scene.funds.set_today(date(2026, 7, 1))
    assert [[(each["outcome"], each["measured"]) for each in found] for found in verdicts] == [
        [("WARN", "6日")],
        [("PASS", "5日")],
    ]


def test_more_than_is_left_is_refused_with_both_amounts(scene: Scene) -> None:
    line = line_of(scene)
    scene.do(ISSUE, issue(line), FINANCE)
    error = scene.refused(ISSUE, issue(line, "400000.01"), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "amount"])
    assert "400000.00" in error["message"]
    assert "400000.01" in error["message"]
    scene.do(ISSUE, issue(line, "400000.00"), FINANCE)
    assert scene.refused(ISSUE, issue(line, "0.01"), FINANCE)["error"]["code"] == "BALANCE_EXCEEDED"


@pytest.mark.parametrize("code", [PREFECTURE, COUNTY, OTHER_COUNTY])
def test_to_the_region_itself_and_to_each_one_directly_below(scene: Scene, code: str) -> None:
    scene.do(ISSUE, issue(line_of(scene), regionCode=code), FINANCE)


@pytest.mark.parametrize("code", [PROVINCE, TOWNSHIP, STRANGE_COUNTY])
def test_to_nobody_else(scene: Scene, code: str) -> None:
    error = scene.refused(ISSUE, issue(line_of(scene), regionCode=code), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "regionCode"])


def test_not_before_it_was_received(scene: Scene) -> None:
    error = scene.refused(ISSUE, issue(line_of(scene), issuedOn="2020-01-05"), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "issuedOn"])


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "unknown region": ({"regionCode": "659999"}, ["regionCode"]),
    "nothing": ({"amount": "0"}, ["amount"]),
    "finer than a fen": ({"amount": "0.001"}, ["amount"]),
    "a day to come": ({"issuedOn": "2999-01-01"}, ["issuedOn"]),
    "no id": ({"lineId": "line-1"}, ["lineId"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_is_named_with_its_place(scene: Scene, name: str) -> None:
    changes, place = WRONG[name]
    error = scene.refused(ISSUE, issue(line_of(scene)) | changes, FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", *place])


@pytest.mark.parametrize("persona", ["county_finance", "county_office", "stranger", None])
def test_a_line_outside_the_scope_is_like_none(scene: Scene, persona: str | None) -> None:
    outside = scene.refused(ISSUE, issue(line_of(scene)), persona)["error"]
    nowhere = scene.refused(ISSUE, issue(str(new_id())), persona)["error"]
    assert outside == nowhere
    assert (outside["code"], outside["field"]) == ("NOT_FOUND", ["input", "lineId"])


@pytest.mark.parametrize("persona", ["provincial_auditor", "platform_operator"])
def test_who_may_only_look_is_refused(scene: Scene, persona: str) -> None:
    assert scene.refused(ISSUE, issue(line_of(scene)), persona)["error"]["code"] == "FORBIDDEN"


def test_an_imported_document_cannot_be_allocated(scene: Scene) -> None:
    document = {
        "title": "中央提前下达",
        "regionCode": PREFECTURE,
        "fiscalYear": 2018,
        "tranche": "ADVANCE",
        "lines": [{"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "100.00"}],
    }
    given = {"source": "某报告", "indicatorDocuments": [document]}
    found = scene.do("ImportFundHistory", given, "platform_operator")["indicatorDocuments"][0]
    lines = scene.ask("query($id: ID!) { indicatorDocument(id: $id) { lines { id } } }", id=found["id"])
    line = lines["indicatorDocument"]["lines"][0]["id"]
    error = scene.refused(ISSUE, issue(line, "1.00"), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("WRONG_STATE", ["input", "lineId"])


def test_a_repeated_key_answers_the_first_result_and_other_input_conflicts(scene: Scene) -> None:
    given = issue(line_of(scene), "1.00")
    first = scene.do(ISSUE, given, FINANCE, key="issue-once")
    before = scene.kept()
    assert scene.do(ISSUE, given, FINANCE, key="issue-once")["allocation"]["id"] == first["allocation"]["id"]
    assert scene.kept() == before
    error = scene.refused(ISSUE, given | {"amount": "2.00"}, FINANCE, key="issue-once")["error"]
    assert error["code"] == "IDEMPOTENCY_CONFLICT"
