"""Rules of annual plans, under the pack of Xinjiang."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.project_terms import RegionLevel
from rulebook.engine import judge
from rulebook.verdict import Kind, Outcome, Verdict
from services.projects.packs import PACKS
from services.projects.plan.rules import (
    APPROVAL_RULES,
    DRAFT_RULES,
    LIBRARY_RULES,
    DraftFacts,
    LibraryFacts,
    PlanFacts,
)

PACK = PACKS.get("xinjiang-2019")
MEETING = PlanFacts(RegionLevel.COUNTY, date(2020, 3, 24), "轮扶领纪〔2020〕6号")


def approval(rule_id: str, facts: PlanFacts) -> Verdict:
    (found,) = [each for each in judge(APPROVAL_RULES, facts, PACK) if each.rule_id == rule_id]
    return found


def volume(library: int, arrived: int | None) -> Verdict:
    (found,) = judge(LIBRARY_RULES, LibraryFacts(library, arrived, 2019), PACK)
    return found


@pytest.mark.rule("P-29")
@pytest.mark.rule("ROL-01")
def test_a_meeting_of_the_county_approves() -> None:
    assert {each.outcome for each in judge(APPROVAL_RULES, MEETING, PACK)} == {Outcome.PASS}


@pytest.mark.rule("P-29")
def test_without_minutes_nothing_is_approved() -> None:
    found = approval("P-29", replace(MEETING, meeting_reference=""))
    assert (found.outcome, found.pack, found.assumed) == (Outcome.BLOCK, "xinjiang-2019", False)


@pytest.mark.rule("ROL-01")
def test_no_other_level_approves_for_the_county() -> None:
    assert approval("ROL-01", replace(MEETING, decided_at=RegionLevel.PREFECTURE)).outcome is Outcome.BLOCK
    assert approval("ROL-01", replace(MEETING, decided_at=None)).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("P-18")
def test_money_that_is_not_split_keeps_a_project_out_of_the_plan() -> None:
    (split,) = judge(DRAFT_RULES, DraftFacts(2, ()), PACK)
    (unsplit,) = judge(DRAFT_RULES, DraftFacts(2, ("P-000001",)), PACK)
    assert (split.outcome, unsplit.outcome) == (Outcome.PASS, Outcome.BLOCK)
    assert "P-000001" in unsplit.message


@pytest.mark.rule("P-03")
@pytest.mark.parametrize(
    ("library", "outcome"),
    [(149, Outcome.WARN), (150, Outcome.PASS), (200, Outcome.PASS), (201, Outcome.WARN)],
)
def test_the_library_is_one_and_a_half_to_two_years_of_money(library: int, outcome: Outcome) -> None:
    found = volume(library, 100)
    assert (found.kind, found.outcome) == (Kind.WARN, outcome)
    assert found.required == "150.00%至200.00%"


@pytest.mark.rule("P-03")
@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_the_measure_is_exact_to_the_fen(library: int, arrived: int) -> None:
    within = 3 * arrived <= 2 * library <= 4 * arrived
    assert (volume(library, arrived).outcome is Outcome.PASS) == within


@pytest.mark.rule("P-03")
@pytest.mark.parametrize("arrived", [None, 0])
def test_without_the_money_of_the_year_before_it_cannot_be_measured(arrived: int | None) -> None:
    assert volume(100, arrived).outcome is Outcome.NOT_EVALUABLE
