"""Rules of own budgets."""

from dataclasses import dataclass

from rulebook.rule import Judgement, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind

WHOLE_BPS = 10_000


def growth_bps(amount: int | None, previous: int | None) -> int | None:
    """Growth on the year before in basis points, half a point rounded up; None where there is nothing to compare."""
    if amount is None or not previous:
        return None
    return (2 * WHOLE_BPS * (amount - previous) + previous) // (2 * previous)


@dataclass(frozen=True)
class BudgetFacts:
    """A region's own budget of a year and of the year before, fen; None where unknown."""

    year: int
    amount: int | None
    previous: int | None


class F51Params(Params):
    """Least growth on the year before."""

    minimum_growth_bps: int


@rule("F-51", Kind.ALERT)
def own_budget_does_not_fall(facts: BudgetFacts, params: F51Params) -> Judgement:
    """The own budget does not fall from year to year (self-evaluation 2020, 一)."""
    required = f"增幅不低于{_percent(params.minimum_growth_bps)}"
    growth = growth_bps(facts.amount, facts.previous)
    if facts.amount is None or not facts.previous or growth is None:
        return not_evaluable(
            zh=f"{facts.year}年或上一年的本级预算安排未知,无法计算增幅。",
            en=f"The own budget of {facts.year} or of the year before is unknown.",
            required=required,
        )
    measured = f"增幅{_percent(growth)}"
    if (facts.amount - facts.previous) * WHOLE_BPS < params.minimum_growth_bps * facts.previous:
        return block(
            zh=f"{facts.year}年本级预算安排未保持增长。",
            en=f"The own budget of {facts.year} did not grow as required.",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


def _percent(bps: int) -> str:
    sign = "-" if bps < 0 else ""
    return f"{sign}{abs(bps) // 100}.{abs(bps) % 100:02d}%"
