from dataclasses import replace
from datetime import date

import pytest

from published.fund_terms import FundLevel
from rulebook.engine import judge
from rulebook.rule import NoParams
from rulebook.verdict import Kind, Outcome
from services.funds.indicator import rules
from services.funds.indicator.rules import F42Params, ReceiptFacts, Transfer, TransferFacts
from services.funds.packs import PACKS

CENTRAL, PROVINCE = ("DEVELOPMENT", FundLevel.CENTRAL), ("DEVELOPMENT", FundLevel.PROVINCE)
GOOD = ReceiptFacts((CENTRAL, PROVINCE), date(2020, 1, 6), date(2020, 1, 7), "产业带动120户")
TODAY = date(2020, 3, 1)
FIVE = F42Params(days=5, day_kind="NATURAL")
NONE = NoParams()


@pytest.mark.rule("F-05")
@pytest.mark.parametrize(
    ("lines", "outcome", "measured"),
    [
        ((CENTRAL, PROVINCE), Outcome.PASS, "2笔"),
        ((CENTRAL, PROVINCE, CENTRAL), Outcome.BLOCK, "3笔明细,其中2笔不同"),
    ],
)
def test_each_receipt_by_itself(lines: tuple[tuple[str, FundLevel], ...], outcome: Outcome, measured: str) -> None:
    judged = rules.each_receipt_by_itself(replace(GOOD, lines=lines), NONE)
    assert (judged.outcome, judged.measured) == (outcome, measured)


@pytest.mark.rule("X-11")
@pytest.mark.parametrize(
    ("received_on", "outcome"),
    [(date(2020, 1, 7), Outcome.PASS), (date(2020, 1, 8), Outcome.BLOCK), (None, Outcome.NOT_EVALUABLE)],
)
def test_two_dates(received_on: date | None, outcome: Outcome) -> None:
    assert rules.two_dates(replace(GOOD, received_on=received_on), NONE).outcome is outcome


@pytest.mark.rule("F-49")
@pytest.mark.parametrize(("target", "outcome"), [("120户", Outcome.PASS), ("", Outcome.BLOCK), (None, Outcome.BLOCK)])
def test_target_before_budget(target: str | None, outcome: Outcome) -> None:
    assert rules.target_before_budget(replace(GOOD, performance_target=target), NONE).outcome is outcome


@pytest.mark.rule("F-49")
def test_records_never_ask_for_a_reason_but_the_guard_stops() -> None:
    bad = ReceiptFacts((CENTRAL, CENTRAL), date(2020, 1, 8), date(2020, 1, 7), None)
    verdicts = {each.rule_id: each for each in judge(rules.RECEIPT_RULES, bad, PACKS.get("xinjiang-2019"))}
    assert {rule_id: each.outcome for rule_id, each in verdicts.items()} == {
        "F-49": Outcome.BLOCK,
        "F-05": Outcome.WARN,
        "X-11": Outcome.WARN,
    }
    assert [rule_id for rule_id, each in verdicts.items() if each.asks_reason] == []
    assert verdicts["F-05"].kind is verdicts["X-11"].kind is Kind.RECORD


def transfer(received: int | None, issued: int | None, *, imported: bool = False) -> Transfer:
    """Days of January 2020."""
    return Transfer(
        None if received is None else date(2020, 1, received),
        None if issued is None else date(2020, 1, issued),
        imported,
    )


@pytest.mark.rule("F-42")
@pytest.mark.parametrize(
    ("transfers", "outcome", "measured"),
    [
        ([], Outcome.NOT_APPLICABLE, None),
        ([transfer(6, 6)], Outcome.PASS, "0日"),
        ([transfer(6, 11)], Outcome.PASS, "5日"),
        ([transfer(6, 12)], Outcome.BLOCK, "6日"),
        ([transfer(6, 7), transfer(6, 20)], Outcome.BLOCK, "14日"),
        ([transfer(6, None)], Outcome.BLOCK, "55日"),
        ([transfer(None, 7, imported=True)], Outcome.NOT_EVALUABLE, None),
        ([transfer(6, None, imported=True)], Outcome.NOT_EVALUABLE, None),
        ([transfer(None, None, imported=True), transfer(6, 7)], Outcome.NOT_EVALUABLE, None),
        ([transfer(None, None, imported=True), transfer(6, 12)], Outcome.BLOCK, "6日"),
        ([transfer(6, 7, imported=True)], Outcome.PASS, "1日"),
    ],
)
def test_passed_on_in_time(transfers: list[Transfer], outcome: Outcome, measured: str | None) -> None:
    judged = rules.passed_on_in_time(TransferFacts(tuple(transfers), TODAY), FIVE)
    assert (judged.outcome, judged.measured) == (outcome, measured)
    assert outcome is Outcome.NOT_APPLICABLE or judged.required == "收到后5日内"


@pytest.mark.rule("F-42")
def test_money_that_waits_is_late_on_the_sixth_day() -> None:
    waiting = TransferFacts((transfer(6, None),), date(2020, 1, 11))
    assert rules.passed_on_in_time(waiting, FIVE).outcome is Outcome.PASS
    assert rules.passed_on_in_time(replace(waiting, today=date(2020, 1, 12)), FIVE).outcome is Outcome.BLOCK


@pytest.mark.rule("F-42")
def test_it_counts_how_many_documents_cannot_be_judged() -> None:
    unknown = tuple(transfer(None, day, imported=True) for day in (1, 2, 3))
    assert "3份" in rules.passed_on_in_time(TransferFacts(unknown, TODAY), FIVE).zh
