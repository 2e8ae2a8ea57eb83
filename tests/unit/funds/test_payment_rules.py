from datetime import date

import pytest

from published.claim_terms import PaymentStage
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.funds.packs import PACKS
from services.funds.payment.rules import PAYMENT_RULES, PaymentFacts

COMPLETED = date(2020, 7, 20)


def verdict(stage: PaymentStage, completed: date | None, paid: date) -> Verdict:
    (found,) = judge(PAYMENT_RULES, PaymentFacts(stage, completed, paid), PACKS.get("xinjiang-2019"))
    return found


@pytest.mark.rule("F-28")
@pytest.mark.parametrize(
    ("paid", "outcome", "measured"),
    [
        (date(2020, 7, 20), Outcome.PASS, "0日"),
        (date(2020, 8, 19), Outcome.PASS, "30日"),
        (date(2020, 8, 20), Outcome.WARN, "31日"),
    ],
)
def test_thirty_days_from_completion(paid: date, outcome: Outcome, measured: str) -> None:
    found = verdict(PaymentStage.FINAL, COMPLETED, paid)
    assert (found.outcome, found.measured, found.assumed) == (outcome, measured, True)


@pytest.mark.rule("F-28")
def test_an_unknown_completion_cannot_be_judged() -> None:
    assert verdict(PaymentStage.FINAL, None, COMPLETED).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("F-28")
@pytest.mark.parametrize("stage", [PaymentStage.ADVANCE, PaymentStage.PROGRESS])
def test_earlier_payments_are_not_counted(stage: PaymentStage) -> None:
    assert verdict(stage, None, COMPLETED).outcome is Outcome.NOT_APPLICABLE
