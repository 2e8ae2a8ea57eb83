"""Incomes: what comes in, in full or in part, what is late, and the ledger of both."""

from datetime import date
from typing import Any

import pytest

from chassis.tables import new_id
from published.operations import IncomeReceivedV1
from services.assets.income.jobs import watch_incomes
from tests.harness.files import upload
from tests.integration.assets.scene import VILLAGE
from tests.integration.assets.village import RECEIVE, Village, told_of

LEDGER = """query($where: IncomeWhereInput, $order: IncomeOrder! = DUE_ON_ASC) {
  incomes(first: 50, where: $where, orderBy: $order) {
    nodes { id dueOn overdueDays } totalCount { count } aggregate { count dueAmount receivedAmount } } }"""
DUE = [{"kind": "RENT", "dueOn": "2020-10-01", "amount": "100.00"}]


@pytest.fixture
def income(village: Village) -> str:
    """An income of 100 yuan due on 1 October."""
    village.scene.assets.set_today(date(2020, 11, 30))
    (due,) = village.sign(schedule=DUE)["asset"]["incomes"]["nodes"]
    return str(due["id"])


def refused(village: Village, income: str, code: str, **given: Any) -> dict[str, Any]:
    """The only error of a receipt that left nothing behind."""
    before = village.row("income", income)
    payload = village.receive(income, **{"amount": "100.00"} | given)
    (error,) = payload["errors"]
    assert error["code"] == code, error
    assert payload["income"] is None
    assert village.row("income", income) == before
    assert isinstance(error, dict)
    return error


def test_received_in_full(village: Village, income: str) -> None:
    received = village.receive(income, "100.00")["income"]
    assert (received["receivedAmount"], received["receivedOn"]) == ("100.00", "2020-10-09")
    assert (received["overdueDays"], received["version"]) == (0, 2)
    assert received["contract"] is not None


def test_parts_add_up_and_it_is_complete_with_the_last(village: Village, income: str) -> None:
    first = village.receive(income, "30.00", "2020-10-20")["income"]
    assert (first["receivedAmount"], first["receivedOn"], first["overdueDays"]) == ("30.00", None, 60)
    last = village.receive(income, "70.00", "2020-10-05")["income"]
    assert (last["receivedAmount"], last["receivedOn"], last["overdueDays"]) == ("100.00", "2020-10-20", 0)
    told = [
        each.income for each in told_of(IncomeReceivedV1, village.scene.assets.told()) if str(each.income.id) == income
    ]
    assert [(each.received_amount, each.received_on) for each in told] == [(3000, None), (10000, date(2020, 10, 20))]


def test_no_more_than_is_owed(village: Village, income: str) -> None:
    village.receive(income, "30.00")
    error = refused(village, income, "BALANCE_EXCEEDED", amount="70.01")
    assert error["field"] == ["input", "amount"]
    assert "70.00" in error["message"]
    village.receive(income, "70.00")
    refused(village, income, "WRONG_STATE", amount="0.01")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "0.00"}, "amount"),
        ({"amount": "-5.00"}, "amount"),
        ({"amount": "0.001"}, "amount"),
        ({"amount": "viel"}, "amount"),
        ({"receivedOn": "2020-12-01"}, "receivedOn"),
        ({"receivedOn": "2020-02-30"}, "receivedOn"),
        ({"id": "nothing"}, "id"),
    ],
)
def test_malformed_input_is_named(village: Village, income: str, changes: dict[str, Any], field: str) -> None:
    assert refused(village, income, "INVALID_INPUT", changes=changes)["field"] == ["input", field]


def test_another_version_and_unknown_things(village: Village, income: str) -> None:
    refused(village, income, "VERSION_CONFLICT", changes={"expectedVersion": 7})
    refused(village, income, "NOT_FOUND", changes={"id": str(new_id())})
    refused(village, income, "NOT_FOUND", changes={"documentIds": [str(new_id())]})


@pytest.mark.parametrize(
    ("persona", "code"),
    [("village_clerk", "FORBIDDEN"), ("township_finance", "FORBIDDEN"), ("stranger", "NOT_FOUND"), (None, "NOT_FOUND")],
)
def test_who_may_not_receive(village: Village, income: str, persona: Any, code: str) -> None:
    refused(village, income, code, persona=persona)


def test_its_vouchers_are_shown(village: Village, income: str) -> None:
    voucher = upload(village.scene.assets, "VOUCHER", "township_clerk")
    village.receive(income, "100.00", changes={"documentIds": [voucher]})
    asset = village.row("income", income)["asset_id"]
    shown = "query($id: ID!) { asset(id: $id) { incomes(first: 5) { nodes { documents { id } } } } }"
    (node,) = village.scene.ask(shown, id=asset)["asset"]["incomes"]["nodes"]
    assert node["documents"] == [{"id": voucher}]


@pytest.mark.rule("A-07")
def test_what_is_late_is_told_once_and_settled_by_the_money(village: Village, income: str) -> None:
    village.live(date(2020, 10, 15), jobs=(watch_incomes,))
    assert income not in village.alerts("INCOME_OVERDUE")
    village.live(date(2020, 10, 16), jobs=(watch_incomes,))
    alert = village.alerts("INCOME_OVERDUE")[income]
    assert (alert["state"], alert["value"], alert["since"]) == ("OPEN", 10000, date(2020, 10, 1))
    assert alert["verdict"]["measured"] == "逾期15天"
    village.live(date(2020, 10, 17), jobs=(watch_incomes,))
    village.receive(income, "40.00", "2020-10-17")
    assert village.alerts("INCOME_OVERDUE")[income]["state"] == "OPEN"
    village.receive(income, "60.00", "2020-10-17")
    assert village.alerts("INCOME_OVERDUE")[income]["state"] == "RESOLVED"
    village.live(date(2020, 11, 30), jobs=(watch_incomes,))
    assert village.alerts("INCOME_OVERDUE")[income]["state"] == "RESOLVED"


def test_the_alert_is_about_the_asset_and_the_contract(village: Village, income: str) -> None:
    village.live(date(2020, 10, 16), jobs=(watch_incomes,))
    row = village.row("income", income)
    found = village.scene.assets.rows(
        "SELECT asset_id::text, contract_id::text FROM asset_alert WHERE subject_id = %(id)s", {"id": income}
    )
    assert found == [(row["asset_id"], row["contract_id"])]


def test_the_ledger_finds_what_is_late_of_an_operator(village: Village) -> None:
    village.scene.assets.set_today(date(2020, 11, 30))
    operator = village.scene.organisation(VILLAGE)
    schedule = [
        {"kind": "RENT", "dueOn": due, "amount": amount}
        for due, amount in (
            ("2020-11-29", "1.00"),
            ("2020-10-01", "2.00"),
            ("2020-11-30", "4.00"),
            ("2020-12-30", "8.00"),
        )
    ]
    contract = village.sign(operatorId=str(operator), schedule=schedule)
    incomes = {node["dueOn"]: node["id"] for node in contract["asset"]["incomes"]["nodes"]}
    village.receive(incomes["2020-10-01"], "2.00")
    whose = {"operatorId": {"eq": str(operator)}}

    def found(**where: Any) -> Any:
        return village.scene.ask(LEDGER, where=whose | where)["incomes"]

    everything = found()
    assert [(node["dueOn"], node["overdueDays"]) for node in everything["nodes"]] == [
        ("2020-10-01", 0),
        ("2020-11-29", 1),
        ("2020-11-30", 0),
        ("2020-12-30", 0),
    ]
    assert everything["aggregate"] == {"count": 4, "dueAmount": "15.00", "receivedAmount": "2.00"}
    assert [node["id"] for node in found(overdueDays={"gte": 1})["nodes"]] == [incomes["2020-11-29"]]
    assert found(receivedOn={"isNull": True})["totalCount"]["count"] == 3
    assert found(dueOn={"gte": "2020-11-30"})["aggregate"]["dueAmount"] == "12.00"
    newest = village.scene.ask(LEDGER, where=whose, order="DUE_ON_DESC")["incomes"]["nodes"]
    assert [node["dueOn"] for node in newest] == sorted(incomes, reverse=True)


def test_a_repeat_of_the_same_key_books_once(village: Village, income: str) -> None:
    given = {"id": income, "expectedVersion": 1, "receivedOn": "2020-10-09", "amount": "10.00"}
    key = str(new_id())
    answers = [village.scene.assets.run(RECEIVE, given, "township_clerk", key=key) for _ in range(2)]
    assert [answer["income"]["receivedAmount"] for answer in answers] == ["10.00", "10.00"]
    assert village.row("income", income)["received_amount"] == 1000
