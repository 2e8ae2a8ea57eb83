"""Rules of sending a project up, the first and the second time, under the pack of Xinjiang."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.document_terms import ProjectDocumentKind
from published.project_terms import ResponsibilitySlot
from published.review_terms import DeliberationKind
from rulebook.engine import judge
from rulebook.rule import Rule
from rulebook.verdict import Outcome, Verdict
from services.projects.deliberation.rules import (
    FIRST_RULES,
    SECOND_RULES,
    Assembly,
    SecondFacts,
    SubmissionFacts,
)
from services.projects.packs import PACKS

FIRST_DAY = date(2020, 1, 10)
HELD = {kind: FIRST_DAY + timedelta(days=place) for place, kind in enumerate(DeliberationKind)}
SOUND = SubmissionFacts(
    held=HELD,
    assembly=Assembly(58, 55, 3),
    papers=frozenset({ProjectDocumentKind.VILLAGE_APPLICATION, ProjectDocumentKind.VILLAGE_FEASIBILITY}),
    household_count=42,
    benefit_count=2,
    scope="羊舍2栋",
    planned_amount=100,
    slots=frozenset(ResponsibilitySlot),
)
SECOND = SecondFacts(
    returned_on=date(2020, 2, 10),
    revised_on=date(2020, 2, 12),
    publicised_on=date(2020, 2, 26),
    open_notices=0,
    slots=frozenset(ResponsibilitySlot),
)
PACK = PACKS.get("xinjiang-2019")


def verdict(rules: Sequence[Rule[Any]], rule_id: str, facts: object) -> Verdict:
    (found,) = [each for each in judge(rules, facts, PACK) if each.rule_id == rule_id]
    return found


def first(rule_id: str, **changed: Any) -> Verdict:
    return verdict(FIRST_RULES, rule_id, replace(SOUND, **changed))


def second(rule_id: str, **changed: Any) -> Verdict:
    return verdict(SECOND_RULES, rule_id, replace(SECOND, **changed))


@pytest.mark.rule("P-48")
@pytest.mark.rule("P-49")
@pytest.mark.rule("P-23")
@pytest.mark.rule("P-14")
@pytest.mark.rule("P-26")
def test_what_is_whole_goes_up() -> None:
    assert {each.outcome for each in judge(FIRST_RULES, SOUND, PACK)} == {Outcome.PASS}
    assert {each.outcome for each in judge(SECOND_RULES, SECOND, PACK)} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("rule_id", "changed"),
    [
        pytest.param("P-49", {"household_count": None}, marks=pytest.mark.rule("P-49")),
        pytest.param("P-49", {"benefit_count": 0}, marks=pytest.mark.rule("P-49")),
        pytest.param("P-49", {"scope": None}, marks=pytest.mark.rule("P-49")),
        pytest.param("P-49", {"papers": frozenset()}, marks=pytest.mark.rule("P-49")),
        pytest.param("P-23", {"assembly": None}, marks=pytest.mark.rule("P-23")),
        pytest.param("P-23", {"assembly": Assembly(0, 0, 0)}, marks=pytest.mark.rule("P-23")),
        pytest.param("P-23", {"assembly": Assembly(58, 29, 29)}, marks=pytest.mark.rule("P-23")),
        pytest.param("P-14", {"slots": frozenset({ResponsibilitySlot.UNIT})}, marks=pytest.mark.rule("P-14")),
        pytest.param("P-14", {"slots": frozenset({ResponsibilitySlot.PERSON})}, marks=pytest.mark.rule("P-14")),
    ],
)
def test_what_a_draft_lacks_blocks_and_says_where_it_is_written(rule_id: str, changed: dict[str, Any]) -> None:
    found = first(rule_id, **changed)
    assert found.outcome is Outcome.BLOCK
    assert found.citation is not None
    assert found.message_en


@pytest.mark.rule("P-48")
@pytest.mark.parametrize("lacking", list(DeliberationKind))
def test_each_of_the_six_steps_is_needed(lacking: DeliberationKind) -> None:
    found = first("P-48", held={kind: day for kind, day in HELD.items() if kind is not lacking})
    assert found.outcome is Outcome.BLOCK
    assert lacking.label in found.message


@pytest.mark.rule("P-48")
@given(st.lists(st.integers(0, 30), min_size=len(DeliberationKind), max_size=len(DeliberationKind)))
def test_steps_in_any_order_pass_only_in_theirs(days: list[int]) -> None:
    held = {kind: FIRST_DAY + timedelta(days=day) for kind, day in zip(DeliberationKind, days, strict=True)}
    assert (first("P-48", held=held).outcome is Outcome.PASS) == (days == sorted(days))


@pytest.mark.rule("P-23")
def test_a_vote_that_nobody_counted_cannot_be_judged() -> None:
    assert first("P-23", assembly=Assembly(58, None, None)).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("P-49")
def test_files_that_cannot_be_read_are_no_missing_files() -> None:
    assert first("P-49", papers=None).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("P-14")
def test_a_leader_is_not_needed_by_design() -> None:
    slots = frozenset({ResponsibilitySlot.UNIT, ResponsibilitySlot.PERSON})
    assert first("P-14", slots=slots).outcome is Outcome.PASS


@pytest.mark.rule("P-26")
@pytest.mark.parametrize("changed", [{"revised_on": None}, {"publicised_on": None}, {"open_notices": 1}])
def test_a_second_way_up_needs_revision_and_publicity(changed: dict[str, Any]) -> None:
    found = second("P-26", **changed)
    assert found.outcome is Outcome.BLOCK
    assert (found.pack, found.assumed) == ("xinjiang-2019", False)


@pytest.mark.rule("P-26")
def test_what_was_never_returned_is_not_asked_about() -> None:
    assert second("P-26", returned_on=None).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("P-14")
def test_the_second_time_it_is_still_answered_for() -> None:
    assert second("P-14", slots=frozenset()).outcome is Outcome.BLOCK
