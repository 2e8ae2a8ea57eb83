"""When an income that has not come in calls for somebody."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from published.money import Fen, format_yuan
from rulebook.rule import Judgement, Params, block, passed, rule
from rulebook.verdict import Kind


class A07Params(Params):
    """Days after which an income that has not come in is followed up."""

    overdue_days: Annotated[int, Field(ge=1)]


@dataclass(frozen=True)
class OwedFacts:
    """What is owed (fen) of an income, seen on a day."""

    due_on: date
    on: date
    owed: int


@rule("A-07", Kind.ALERT)
def incomes_are_followed_up(facts: OwedFacts, params: A07Params) -> Judgement:
    """Once a project stands, what is owed to the collective is followed up (新扶领办传〔2019〕75号 八)."""
    days = max((facts.on - facts.due_on).days, 0) if facts.owed > 0 else 0
    measured, required = f"逾期{days}天", f"少于{params.overdue_days}天"
    if days < params.overdue_days:
        return passed(measured=measured, required=required)
    owed = format_yuan(Fen(facts.owed))
    return block(
        zh=f"应于{facts.due_on}收取的收益尚欠{owed}元,已逾期{days}天,请催收。",
        en=f"{owed} yuan due on {facts.due_on} have not come in for {days} days; ask the operator for them.",
        measured=measured,
        required=required,
    )


RULES = (incomes_are_followed_up,)
