"""What comes first, and by when: the priority of an alert and its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field

from published.idle_terms import AssetAlertKind
from published.money import Fen, format_yuan
from rulebook.rule import Judgement, Params, block, passed, rule
from rulebook.verdict import Kind

ONE_BPS: Final = 10_000
Factor = Annotated[int, Field(ge=ONE_BPS)]
"""A factor of 1.00 and up, 10 000 = 1.00."""


class A10Params(Params):
    """How urgent each kind of alert is, within how many days it is to be dealt with, and what likes nearby add."""

    risk_bps: Mapping[AssetAlertKind, Factor]
    due_days: Mapping[AssetAlertKind, Annotated[int, Field(ge=1)]]
    clustering_step_bps: Annotated[int, Field(ge=0)]
    clustering_most_bps: Factor

    def clustering(self, likes: int) -> int:
        """The clustering factor of something with so many others of its kind nearby."""
        return min(ONE_BPS + likes * self.clustering_step_bps, self.clustering_most_bps)

    def due_on(self, kind: AssetAlertKind, raised_on: date) -> date:
        """The day by which an alert is to be dealt with."""
        return raised_on + timedelta(days=self.due_days[kind])


@dataclass(frozen=True)
class Urgency:
    """The four parts of a priority: fen at stake, days so far, and two factors (10 000 = 1.00)."""

    value: int
    days: int
    clustering_bps: int
    risk_bps: int

    @property
    def score(self) -> Decimal:
        """Yuan × days × clustering × risk, exactly."""
        return Decimal(self.value * self.days * self.clustering_bps * self.risk_bps).scaleb(-10).normalize()


def factor(bps: int) -> Decimal:
    """A factor as people read it: 10 000 is 1.00."""
    return Decimal(bps).scaleb(-4).quantize(Decimal("0.01"))


def days_so_far(counted_from: date, until: date) -> int:
    """Days that something has lasted; the day it begins on counts as one."""
    return max((until - counted_from).days, 1)


@rule("A-10", Kind.CALC)
def what_comes_first(facts: Urgency, _params: A10Params) -> Judgement:
    """Supervision of assets goes to what matters most (巴扶办发〔2020〕11号 自评报告三(二)).

    The formula follows practice: clustered, large and long idle assets first.
    """
    return passed(
        zh=f"{format_yuan(Fen(facts.value))}元×{facts.days}天×聚集系数×风险系数。",
        en=f"{format_yuan(Fen(facts.value))} yuan × {facts.days} days × clustering × risk.",
        measured=f"{facts.score:f}",
    )


@dataclass(frozen=True)
class DeadlineFacts:
    """A day by which something was to be done, and the day it is looked at."""

    deadline: date
    on: date


@rule("A-10", Kind.ALERT)
def deadline_is_kept(facts: DeadlineFacts, _params: A10Params) -> Judgement:
    """Supervision of assets sets a deadline and sees to it (巴扶办发〔2020〕11号 自评报告三(二))."""
    late = (facts.on - facts.deadline).days
    required = f"{facts.deadline}前"
    if late <= 0:
        return passed(required=required)
    return block(
        zh=f"期限为{facts.deadline},已逾期{late}天,请督促办理或调整方案。",
        en=f"Due by {facts.deadline}, {late} days late; see to it, or change the plan.",
        measured=f"逾期{late}天",
        required=required,
    )


DEADLINE_RULES = (deadline_is_kept,)
RULES = (what_comes_first, *DEADLINE_RULES)
