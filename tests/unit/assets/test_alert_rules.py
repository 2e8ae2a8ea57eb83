"""What comes first, and by when."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.idle_terms import AssetAlertKind
from rulebook.engine import judge
from rulebook.verdict import Kind, Outcome
from services.assets.alert.rules import (
    RULES,
    A10Params,
    DeadlineFacts,
    Urgency,
    days_so_far,
    deadline_is_kept,
    factor,
    what_comes_first,
)
from services.assets.packs import PACKS

PARAMS = PACKS.params("default", "A-10", A10Params)


@pytest.mark.rule("A-10")
def test_the_score_is_the_product_of_its_parts() -> None:
    urgency = Urgency(value=985_600_00, days=192, clustering_bps=11_000, risk_bps=15_000)
    assert urgency.score == Decimal("985600.00") * 192 * Decimal("1.1") * Decimal("1.5")
    judgement = what_comes_first(urgency, PARAMS)
    assert (judgement.outcome, judgement.measured) == (Outcome.PASS, "312238080")


@pytest.mark.rule("A-10")
@given(st.integers(0, 10**15), st.integers(1, 10**5), st.integers(10_000, 20_000), st.integers(10_000, 30_000))
def test_the_score_is_exact_and_grows_with_each_part(value: int, days: int, clustering: int, risk: int) -> None:
    urgency = Urgency(value, days, clustering, risk)
    assert urgency.score * 10**10 == value * days * clustering * risk
    assert Urgency(value, days + 1, clustering, risk).score >= urgency.score


def test_the_day_it_begins_on_counts() -> None:
    day = date(2021, 5, 29)
    assert [days_so_far(each, day) for each in (day, date(2021, 5, 28), date(2020, 11, 30))] == [1, 1, 180]


def test_factors_are_read_with_two_places() -> None:
    assert [str(factor(bps)) for bps in (10_000, 11_000, 12_500)] == ["1.00", "1.10", "1.25"]


@pytest.mark.rule("A-10")
def test_likes_nearby_add_up_to_a_limit() -> None:
    assert [PARAMS.clustering(likes) for likes in (0, 1, 3, 10, 1_000)] == [10_000, 11_000, 13_000, 20_000, 20_000]


@pytest.mark.rule("A-10")
@pytest.mark.parametrize("kind", AssetAlertKind)
def test_every_kind_of_alert_has_its_risk_and_its_days(kind: AssetAlertKind) -> None:
    assert PARAMS.risk_bps[kind] >= 10_000
    assert PARAMS.due_on(kind, date(2021, 5, 29)) > date(2021, 5, 29)


@pytest.mark.rule("A-10")
def test_a_deadline_is_kept_on_its_day_and_missed_the_day_after() -> None:
    day = date(2021, 8, 31)
    assert deadline_is_kept(DeadlineFacts(day, day), PARAMS).outcome is Outcome.PASS
    late = deadline_is_kept(DeadlineFacts(day, date(2021, 9, 2)), PARAMS)
    assert (late.outcome, late.measured, late.required) == (Outcome.BLOCK, "逾期2天", "2021-08-31前")
    assert "已逾期2天" in late.zh


def test_what_is_watched_warns_and_cites_the_report() -> None:
    (verdict,) = judge(RULES[1:], DeadlineFacts(date(2021, 8, 31), date(2021, 9, 2)), PACKS.get("xinjiang-2019"))
    assert (verdict.kind, verdict.outcome) == (Kind.ALERT, Outcome.WARN)
    assert verdict.citation is not None
    assert verdict.citation.document.text == "巴扶办发〔2020〕11号"
