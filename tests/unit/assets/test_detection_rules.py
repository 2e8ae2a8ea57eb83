"""What makes an asset suspect, and what does not."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.asset_terms import AssetClass
from published.idle_terms import SignalSource
from rulebook.engine import judge
from rulebook.verdict import Kind, Outcome
from services.assets.detection.rules import (
    RULES,
    A02Params,
    A04Params,
    A05Params,
    A12Params,
    UseFacts,
    contract_has_a_successor,
    incomes_come_in,
    nobody_reports_it,
    source_of,
    unused_too_long,
)
from services.assets.packs import PACKS

DAY = date(2021, 5, 29)
DAYS = A12Params(idle_days={AssetClass.OPERATING: 180, AssetClass.PUBLIC_BENEFIT: 365})


def facts(**known: Any) -> UseFacts:
    usual: dict[str, Any] = {"on": DAY, "asset_class": AssetClass.OPERATING, "in_service_on": date(2020, 8, 10)}
    return UseFacts(**usual | known)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.mark.rule("A-12")
@pytest.mark.parametrize(
    ("known", "outcome", "measured"),
    [
        ({"in_service_on": ago(179)}, Outcome.PASS, "179天"),
        ({"in_service_on": ago(180)}, Outcome.BLOCK, "180天"),
        ({"contract_ended_on": ago(180)}, Outcome.BLOCK, "180天"),
        ({"contract_ended_on": ago(179)}, Outcome.PASS, "179天"),
        ({"contract_ended_on": ago(200), "used_on": ago(20)}, Outcome.PASS, "20天"),
        ({"contract_ended_on": ago(200), "contracted": True}, Outcome.PASS, "0天"),
        ({"asset_class": AssetClass.PUBLIC_BENEFIT, "in_service_on": ago(364)}, Outcome.PASS, "364天"),
        ({"asset_class": AssetClass.PUBLIC_BENEFIT, "in_service_on": ago(365)}, Outcome.BLOCK, "365天"),
    ],
)
def test_days_without_use_count_from_the_last_use_but_not_from_before_service(
    known: dict[str, Any], outcome: Outcome, measured: str
) -> None:
    judgement = unused_too_long(facts(**known), DAYS)
    assert (judgement.outcome, judgement.measured) == (outcome, measured)


@pytest.mark.rule("A-12")
def test_an_asset_of_a_household_is_never_suspect() -> None:
    judgement = unused_too_long(facts(asset_class=AssetClass.HOUSEHOLD, in_service_on=ago(9_999)), DAYS)
    assert judgement.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("A-12")
@pytest.mark.parametrize(
    ("known", "why", "why_en"),
    [
        ({"contract_ended_on": ago(180)}, "合同到期", "its contract ended"),
        ({"used_on": ago(180)}, "最后使用", "last seen in use"),
        ({"in_service_on": ago(180)}, "投入使用", "it went into service"),
    ],
)
def test_the_message_says_since_when_and_why_then(known: dict[str, Any], why: str, why_en: str) -> None:
    judgement = unused_too_long(facts(**known), DAYS)
    assert f"自{ago(180)}({why})起已180天" in judgement.zh
    assert why_en in judgement.en


@pytest.mark.rule("A-04")
@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        ({}, Outcome.NOT_APPLICABLE),
        ({"contract_ended_on": ago(89)}, Outcome.PASS),
        ({"contract_ended_on": ago(90)}, Outcome.BLOCK),
        ({"contract_ended_on": ago(90), "contracted": True}, Outcome.NOT_APPLICABLE),
        ({"contract_ended_on": ago(90), "used_on": ago(5)}, Outcome.NOT_APPLICABLE),
    ],
)
def test_a_contract_that_ended_has_a_successor_in_time(known: dict[str, Any], outcome: Outcome) -> None:
    assert contract_has_a_successor(facts(**known), A04Params(days_without_successor=90)).outcome is outcome


@pytest.mark.rule("A-05")
@pytest.mark.parametrize(("missing", "outcome"), [(0, Outcome.PASS), (1, Outcome.PASS), (2, Outcome.BLOCK)])
def test_incomes_that_stay_away(missing: int, outcome: Outcome) -> None:
    judgement = incomes_come_in(facts(incomes_missing=missing), A05Params(missing_periods=2))
    assert (judgement.outcome, judgement.measured) == (outcome, f"{missing}期")


@pytest.mark.rule("A-02")
@pytest.mark.parametrize(("reports", "outcome"), [(0, Outcome.PASS), (1, Outcome.BLOCK)])
def test_what_the_public_reports_is_checked(reports: int, outcome: Outcome) -> None:
    assert nobody_reports_it(facts(reports=reports), A02Params(reports=1)).outcome is outcome


@pytest.mark.parametrize(
    ("rule_id", "known", "source"),
    [
        ("A-12", {"contract_ended_on": ago(180)}, SignalSource.CONTRACT),
        ("A-12", {}, SignalSource.OCCUPANCY),
        ("A-04", {"contract_ended_on": ago(180)}, SignalSource.CONTRACT),
        ("A-05", {}, SignalSource.INCOME),
        ("A-02", {}, SignalSource.REPORT),
    ],
)
def test_a_signal_says_where_it_comes_from(rule_id: str, known: dict[str, Any], source: SignalSource) -> None:
    assert source_of(rule_id, facts(**known)) is source


def test_detectors_watch_and_their_numbers_are_assumed() -> None:
    verdicts = judge(RULES, facts(contract_ended_on=ago(200), incomes_missing=9, reports=9), PACKS.get("xinjiang-2019"))
    assert [verdict.rule_id for verdict in verdicts] == ["A-12", "A-04", "A-05", "A-02"]
    assert {(verdict.kind, verdict.outcome, verdict.assumed, verdict.pack) for verdict in verdicts} == {
        (Kind.ALERT, Outcome.WARN, True, "default")
    }


days = st.dates(min_value=date(2016, 1, 1), max_value=DAY)


@given(days, st.none() | days, st.none() | days, st.booleans())
def test_idle_days_never_begin_before_service_nor_after_today(
    in_service_on: date, ended: date | None, used: date | None, contracted: bool
) -> None:
    seen = facts(in_service_on=in_service_on, contract_ended_on=ended, used_on=used, contracted=contracted)
    assert 0 <= seen.idle_days <= (DAY - in_service_on).days
    assert seen.counted_from in {in_service_on, ended, used, DAY}
    assert not contracted or seen.idle_days == 0
