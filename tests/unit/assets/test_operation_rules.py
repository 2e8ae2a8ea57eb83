"""Rules of contracts, incomes and their distribution."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.asset_terms import AssetClass
from published.distribution_terms import DistributionUse
from published.operation_terms import ContractState, OperationMode
from rulebook.engine import judge
from rulebook.verdict import Outcome
from services.assets.distribution.rules import A08Params, UseFacts, VoteFacts, income_is_well_used, villagers_agree
from services.assets.income.rules import A07Params, OwedFacts, incomes_are_followed_up
from services.assets.operation.rules import (
    WATCH_RULES,
    A27Params,
    EndFacts,
    SigningFacts,
    a_contract_is_followed,
    a_long_term_is_explained,
    households_are_linked,
    state_on,
)
from services.assets.packs import PACKS

A27 = A27Params(
    asset_classes=frozenset({AssetClass.OPERATING}),
    term_modes=frozenset({OperationMode.LEASE}),
    most_years=20,
    watch_days=30,
)
A08 = A08Params(uses=frozenset({DistributionUse.SUPPORT, DistributionUse.REWARDS}), majority_bps=5000)
A07 = A07Params(overdue_days=15)
ENDS_ON = date(2020, 11, 30)


def signing(**changes: Any) -> SigningFacts:
    given: dict[str, Any] = {
        "asset_class": AssetClass.OPERATING,
        "mode": OperationMode.LEASE,
        "starts_on": date(2020, 9, 1),
        "ends_on": ENDS_ON,
        "households": 6,
    }
    return SigningFacts(**given | changes)


@pytest.mark.rule("A-27")
def test_a_contract_links_households() -> None:
    verdict = households_are_linked(signing(), A27)
    assert (verdict.outcome, verdict.measured) == (Outcome.PASS, "6户")
    assert households_are_linked(signing(households=None), A27).outcome is Outcome.BLOCK
    public = signing(households=None, asset_class=AssetClass.PUBLIC_BENEFIT)
    assert households_are_linked(public, A27).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("A-27")
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "outcome"),
    [
        (date(2020, 9, 1), date(2040, 8, 31), Outcome.PASS),
        (date(2020, 9, 1), date(2040, 9, 1), Outcome.BLOCK),
        (date(2020, 2, 29), date(2040, 2, 28), Outcome.PASS),
        (date(2020, 2, 29), date(2040, 2, 29), Outcome.BLOCK),
    ],
)
def test_the_longest_term(starts_on: date, ends_on: date, outcome: Outcome) -> None:
    assert a_long_term_is_explained(signing(starts_on=starts_on, ends_on=ends_on), A27).outcome is outcome


@pytest.mark.rule("A-27")
def test_the_last_day_of_a_term_that_begins_on_a_leap_day() -> None:
    params = A27.model_copy(update={"most_years": 1})
    for ends_on, outcome in ((date(2021, 2, 28), Outcome.PASS), (date(2021, 3, 1), Outcome.BLOCK)):
        facts = signing(starts_on=date(2020, 2, 29), ends_on=ends_on)
        assert a_long_term_is_explained(facts, params).outcome is outcome


@pytest.mark.rule("A-27")
def test_no_limit_for_other_ways_of_operation() -> None:
    facts = signing(mode=OperationMode.SELF, ends_on=date(2090, 1, 1))
    assert a_long_term_is_explained(facts, A27).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("A-27")
@pytest.mark.parametrize(
    ("on", "followed", "outcome"),
    [
        (date(2020, 10, 30), False, Outcome.PASS),
        (date(2020, 10, 31), False, Outcome.BLOCK),
        (date(2020, 11, 30), False, Outcome.BLOCK),
        (date(2020, 12, 1), False, Outcome.BLOCK),
        (date(2020, 12, 1), True, Outcome.PASS),
    ],
)
def test_the_watch(on: date, followed: bool, outcome: Outcome) -> None:
    assert a_contract_is_followed(EndFacts(ENDS_ON, on, followed), A27).outcome is outcome


@pytest.mark.rule("A-27")
def test_the_watch_warns_and_stops_nothing() -> None:
    (verdict,) = judge(WATCH_RULES, EndFacts(ENDS_ON, ENDS_ON, False), PACKS.get("xinjiang-2019"))
    assert (verdict.outcome, verdict.assumed, verdict.asks_reason) == (Outcome.WARN, True, False)
    assert verdict.citation is not None
    assert verdict.citation.article == "六"


@given(st.integers(min_value=-400, max_value=400), st.integers(min_value=1, max_value=365))
def test_a_contract_never_goes_back(first: int, watch_days: int) -> None:
    """From day to day the state follows the order of the machine, and holds from a day that has come."""
    order = [ContractState.ACTIVE, ContractState.EXPIRING, ContractState.EXPIRED]
    params = A27.model_copy(update={"watch_days": watch_days})
    days = [ENDS_ON + timedelta(days=first + step) for step in range(3)]
    found = [state_on(EndFacts(ENDS_ON, day, False), params) for day in days]
    assert all(order.index(before) <= order.index(after) for (before, _), (after, _) in pairwise(found))
    assert all(since <= day for (_, since), day in zip(found, days, strict=True))


@pytest.mark.rule("A-07")
@pytest.mark.parametrize(
    ("on", "owed", "outcome", "measured"),
    [
        (date(2020, 9, 1), 100, Outcome.PASS, "逾期0天"),
        (date(2020, 10, 15), 100, Outcome.PASS, "逾期14天"),
        (date(2020, 10, 16), 100, Outcome.BLOCK, "逾期15天"),
        (date(2021, 10, 16), 0, Outcome.PASS, "逾期0天"),
    ],
)
def test_what_is_owed_is_followed_up(on: date, owed: int, outcome: Outcome, measured: str) -> None:
    verdict = incomes_are_followed_up(OwedFacts(date(2020, 10, 1), on, owed), A07)
    assert (verdict.outcome, verdict.measured) == (outcome, measured)


@pytest.mark.rule("A-08")
def test_uses_of_income() -> None:
    assert income_is_well_used(UseFacts(frozenset({DistributionUse.SUPPORT})), A08).outcome is Outcome.PASS
    mixed = UseFacts(frozenset({DistributionUse.SUPPORT, DistributionUse.OTHER}))
    verdict = income_is_well_used(mixed, A08)
    assert verdict.outcome is Outcome.BLOCK
    assert "其他" in verdict.zh
    assert "无劳动能力人口补助" not in verdict.zh


@pytest.mark.rule("A-08")
def test_without_lines_their_use_cannot_be_judged() -> None:
    assert income_is_well_used(UseFacts(None), A08).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("A-08")
@pytest.mark.parametrize(
    ("present", "in_favour", "outcome"),
    [(61, 60, Outcome.PASS), (61, 31, Outcome.PASS), (60, 30, Outcome.BLOCK), (1, 0, Outcome.BLOCK)],
)
def test_more_than_half_agree(present: int, in_favour: int, outcome: Outcome) -> None:
    assert villagers_agree(VoteFacts(present, in_favour), A08).outcome is outcome
