"""How the value of an asset goes over its useful life."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.verdict import Outcome
from services.assets.asset.rules import (
    A16Params,
    Depreciation,
    ValueFacts,
    depreciation,
    value_goes_over_the_useful_life,
)
from services.assets.packs import PACKS

USUAL = A16Params(residual_bps=0, begins_after_months=1)
amounts = st.integers(min_value=1, max_value=10**15)
months = st.integers(min_value=1, max_value=1200)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.rule("A-16")
def test_a_shed_of_ten_years_loses_a_part_of_a_hundred_and_twenty_a_month() -> None:
    goes = depreciation(ValueFacts(1_000_00, date(2020, 8, 5), 120), USUAL)
    assert goes == Depreciation(1_000_00, 120, date(2020, 9, 1))
    gone = {on: goes.gone(on) for on in (date(2020, 9, 30), date(2020, 10, 1), date(2021, 9, 1), date(2030, 9, 1))}
    assert list(gone.values()) == [0, 833, 10_000, 100_000]
    said = value_goes_over_the_useful_life(ValueFacts(1_000_00, date(2020, 8, 5), 120), USUAL)
    assert (said.outcome, said.measured) == (Outcome.PASS, "120个月")


@pytest.mark.rule("A-16")
@pytest.mark.parametrize(
    ("facts", "params"),
    [
        (ValueFacts(1_000_00, date(2020, 8, 5), None), USUAL),
        (ValueFacts(1_000_00, date(2020, 8, 5), 120), A16Params(residual_bps=10_000, begins_after_months=1)),
    ],
)
def test_where_nothing_goes(facts: ValueFacts, params: A16Params) -> None:
    assert depreciation(facts, params) is None
    assert value_goes_over_the_useful_life(facts, params).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("begins", "first"), [(0, date(2020, 12, 1)), (1, date(2021, 1, 1)), (14, date(2022, 2, 1))])
def test_the_first_part_begins_with_a_month(begins: int, first: date) -> None:
    params = A16Params(residual_bps=500, begins_after_months=begins)
    goes = depreciation(ValueFacts(1_000_00, date(2020, 12, 31), 12), params)
    assert goes == Depreciation(950_00, 12, first)


@given(amounts, months, days, st.integers(0, 9_999), days, days)
def test_value_only_goes_and_never_more_than_there_is(
    amount: int, life: int, formed: date, residual: int, one: date, other: date
) -> None:
    goes = depreciation(ValueFacts(amount, formed, life), A16Params(residual_bps=residual, begins_after_months=1))
    if goes is None:
        return
    earlier, later = sorted((one, other))
    assert 0 <= goes.gone(earlier) <= goes.gone(later) <= goes.amount <= amount
    assert goes.gone(formed) == 0
    last = goes.begins_on.year * 12 + goes.begins_on.month - 1 + life
    assert goes.gone(date(last // 12, last % 12 + 1, 1)) == goes.amount


@pytest.mark.rule("A-16")
@pytest.mark.parametrize("pack", ["default", "xinjiang-2019"])
def test_the_packs_assume_the_usual_way(pack: str) -> None:
    found = PACKS.get(pack)
    assert (found.params["A-16"], found.settings["A-16"].assumed) == (USUAL, True)
