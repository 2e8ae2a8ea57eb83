"""Rules of payments."""

from dataclasses import dataclass
from datetime import date

from published.claim_terms import PaymentStage
from rulebook.rule import Judgement, Params, block, not_applicable, not_evaluable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class PaymentFacts:
    """When the works were complete, and when they are paid for."""

    stage: PaymentStage
    completed_on: date | None
    paid_on: date


class F28Params(Params):
    """Days from completion to payment, and the kinds of claims that they are counted for."""

    days: int
    stages: frozenset[PaymentStage]


@rule("F-28", Kind.ALERT)
def paid_in_time(facts: PaymentFacts, params: F28Params) -> Judgement:
    """Payment within 30 days of completion, in principle (Sichuan 2024, task 3)."""
    if facts.stage not in params.stages:
        return not_applicable()
    required = f"完工后{params.days}日内"
    if facts.completed_on is None:
        return not_evaluable(zh="项目完工日期未知。", en="The day of completion is unknown.", required=required)
    days = (facts.paid_on - facts.completed_on).days
    if days > params.days:
        return block(
            zh=f"项目{facts.completed_on}完工,{facts.paid_on}支付,超过{params.days}日。",
            en=f"Paid {days} days after completion.",
            measured=f"{days}日",
            required=required,
        )
    return passed(measured=f"{days}日", required=required)


PAYMENT_RULES = (paid_in_time,)
