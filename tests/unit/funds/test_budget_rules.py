from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.money import parse_wan
from rulebook.verdict import Outcome
from services.funds.budget.rules import BudgetFacts, F51Params, growth_bps, own_budget_does_not_fall

fen = st.integers(min_value=0, max_value=10**15)


@pytest.mark.parametrize(
    ("previous", "amount", "growth"),
    [("1510", "3100", 10530), ("3100", "3800", 2258), ("3800", "3850", 132), ("3850", "3900", 130)],
)
def test_growth_of_the_published_years(previous: str, amount: str, growth: int) -> None:
    assert growth_bps(parse_wan(amount), parse_wan(previous)) == growth


@pytest.mark.parametrize(
    ("amount", "previous", "growth"),
    [
        (20_001, 20_000, 1),
        (19_999, 20_000, 0),
        (40_001, 40_000, 0),
        (0, 5, -10_000),
        (5, 0, None),
        (5, None, None),
        (None, 5, None),
    ],
)
def test_half_a_point_is_rounded_up(amount: int | None, previous: int | None, growth: int | None) -> None:
    assert growth_bps(amount, previous) == growth


@given(amount=fen, previous=fen.filter(bool))
def test_growth_is_the_nearest_basis_point(amount: int, previous: int) -> None:
    exact = Fraction(10_000 * (amount - previous), previous)
    assert growth_bps(amount, previous) == floor(exact + Fraction(1, 2))


@pytest.mark.rule("F-51")
@pytest.mark.parametrize(
    ("amount", "previous", "least", "outcome"),
    [
        (100, 100, 0, Outcome.PASS),
        (99, 100, 0, Outcome.BLOCK),
        (999_999, 1_000_000, 0, Outcome.BLOCK),
        (105, 100, 500, Outcome.PASS),
        (104, 100, 500, Outcome.BLOCK),
        (None, 100, 0, Outcome.NOT_EVALUABLE),
        (100, None, 0, Outcome.NOT_EVALUABLE),
        (100, 0, 0, Outcome.NOT_EVALUABLE),
    ],
)
def test_own_budget_does_not_fall(amount: int | None, previous: int | None, least: int, outcome: Outcome) -> None:
    """It is judged exactly, though shown rounded: a fall of a ten-thousandth of a percent is a fall."""
    judged = own_budget_does_not_fall(BudgetFacts(2020, amount, previous), F51Params(minimum_growth_bps=least))
    assert judged.outcome is outcome


@pytest.mark.rule("F-51")
def test_a_fall_is_shown_with_its_sign() -> None:
    judged = own_budget_does_not_fall(BudgetFacts(2020, 9_876, 10_000), F51Params(minimum_growth_bps=0))
    assert (judged.measured, judged.required) == ("增幅-1.24%", "增幅不低于0.00%")
