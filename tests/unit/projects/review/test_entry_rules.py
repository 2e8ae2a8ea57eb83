"""Rules of the county's last look before the leading group, under the pack of Xinjiang."""

from dataclasses import replace
from typing import Any

import pytest

from published.project_terms import AppraisalKind, BenefitMode, ResponsibilitySlot
from published.review_terms import AppraisalBody, ReviewAspect
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.projects.packs import PACKS
from services.projects.review.rules import ENTRY_RULES, EntryFacts

PACK = PACKS.get("xinjiang-2019")
FINE = dict.fromkeys(ReviewAspect, True)
SOUND = EntryFacts(
    appraisal_kind=AppraisalKind.INDUSTRY,
    appraised=True,
    bodies=frozenset({AppraisalBody.EXPERT}),
    aspects=FINE,
    target_count=1,
    benefit_modes=frozenset({BenefitMode.EMPLOYMENT}),
    household_count=42,
    slots=frozenset(ResponsibilitySlot),
)
KINDS = {
    "P-58": (AppraisalKind.HOUSEHOLD, ("CONTENT", "BUDGET", "FEASIBILITY", "BENEFIT")),
    "P-59": (AppraisalKind.SMALL_PUBLIC_WORKS, ("NECESSITY", "FEASIBILITY", "BENEFIT")),
    "P-60": (AppraisalKind.INDUSTRY, ("FEASIBILITY", "BUDGET", "BENEFIT", "RISK")),
}
OF_KINDS = [
    pytest.param(rule_id, kind, ReviewAspect(aspect), marks=pytest.mark.rule(rule_id))
    for rule_id, (kind, aspects) in KINDS.items()
    for aspect in aspects
]


def verdict(rule_id: str, **changed: Any) -> Verdict:
    facts = replace(SOUND, **changed)
    (found,) = [each for each in judge(ENTRY_RULES, facts, PACK) if each.rule_id == rule_id]
    return found


def without(aspect: ReviewAspect) -> dict[ReviewAspect, bool]:
    return {each: True for each in ReviewAspect if each is not aspect}


def test_a_sound_industry_project_meets_every_rule_that_speaks_of_it() -> None:
    outcomes = {each.rule_id: each.outcome for each in judge(ENTRY_RULES, SOUND, PACK)}
    silent = {rule_id for rule_id, outcome in outcomes.items() if outcome is Outcome.NOT_APPLICABLE}
    assert silent == {"P-58", "P-59", "P-16"}
    assert {outcome for rule_id, outcome in outcomes.items() if rule_id not in silent} == {Outcome.PASS}


@pytest.mark.parametrize(("rule_id", "kind", "aspect"), OF_KINDS)
def test_each_kind_has_its_own_list(rule_id: str, kind: AppraisalKind, aspect: ReviewAspect) -> None:
    assert verdict(rule_id, appraisal_kind=kind).outcome is Outcome.PASS
    assert verdict(rule_id, appraisal_kind=kind, aspects=without(aspect)).outcome is Outcome.BLOCK
    assert verdict(rule_id, appraisal_kind=kind, aspects=FINE | {aspect: False}).outcome is Outcome.BLOCK


@pytest.mark.rule("P-58")
@pytest.mark.rule("P-59")
@pytest.mark.rule("P-60")
@pytest.mark.rule("P-05")
@pytest.mark.rule("P-09")
@pytest.mark.parametrize("rule_id", [*KINDS, "P-05", "P-09"])
def test_of_an_unknown_kind_none_can_be_told(rule_id: str) -> None:
    assert verdict(rule_id, appraisal_kind=None).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.parametrize(
    ("rule_id", "changed"),
    [
        pytest.param("P-61", {"appraised": None}, marks=pytest.mark.rule("P-61")),
        pytest.param("P-61", {"appraised": False}, marks=pytest.mark.rule("P-61")),
        pytest.param("P-62", {"appraised": None}, marks=pytest.mark.rule("P-62")),
        pytest.param("P-62", {"aspects": without(ReviewAspect.NEGATIVE_LIST)}, marks=pytest.mark.rule("P-62")),
        pytest.param("P-62", {"aspects": FINE | {ReviewAspect.TARGET: False}}, marks=pytest.mark.rule("P-62")),
        pytest.param("P-08", {"aspects": FINE | {ReviewAspect.SOUNDNESS: False}}, marks=pytest.mark.rule("P-08")),
        pytest.param("P-09", {"bodies": frozenset({AppraisalBody.SECTOR})}, marks=pytest.mark.rule("P-09")),
        pytest.param("P-09", {"bodies": frozenset()}, marks=pytest.mark.rule("P-09")),
        pytest.param("P-33", {"target_count": 0}, marks=pytest.mark.rule("P-33")),
        pytest.param("P-05", {"target_count": 0}, marks=pytest.mark.rule("P-05")),
        pytest.param("P-05", {"benefit_modes": frozenset()}, marks=pytest.mark.rule("P-05")),
        pytest.param("P-05", {"aspects": FINE | {ReviewAspect.NEGATIVE_LIST: False}}, marks=pytest.mark.rule("P-05")),
        pytest.param("P-12", {"household_count": None}, marks=pytest.mark.rule("P-12")),
        pytest.param("P-12", {"benefit_modes": frozenset()}, marks=pytest.mark.rule("P-12")),
        pytest.param(
            "P-35",
            {"slots": frozenset({ResponsibilitySlot.UNIT, ResponsibilitySlot.PERSON})},
            marks=pytest.mark.rule("P-35"),
        ),
    ],
)
def test_what_a_project_lacks_blocks(rule_id: str, changed: dict[str, Any]) -> None:
    found = verdict(rule_id, **changed)
    assert found.outcome is Outcome.BLOCK
    assert found.citation is not None or found.assumed
    assert found.message_en


@pytest.mark.rule("P-08")
def test_an_axis_that_nobody_stated_cannot_be_told() -> None:
    found = verdict("P-08", aspects=without(ReviewAspect.COMPLIANCE))
    assert found.outcome is Outcome.NOT_EVALUABLE
    assert ReviewAspect.COMPLIANCE.label in found.message


@pytest.mark.rule("P-05")
@pytest.mark.rule("P-12")
@pytest.mark.rule("P-09")
def test_small_works_need_neither_linkage_nor_experts() -> None:
    works = {"appraisal_kind": AppraisalKind.SMALL_PUBLIC_WORKS, "benefit_modes": frozenset()}
    assert verdict("P-05", **works).outcome is Outcome.PASS
    assert verdict("P-12", **works).outcome is Outcome.PASS
    assert verdict("P-09", **works, bodies=frozenset()).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("P-16")
def test_what_asset_income_is_agreed_on_is_known_only_later() -> None:
    assert verdict("P-16", benefit_modes=frozenset({BenefitMode.DIVIDEND})).outcome is Outcome.NOT_EVALUABLE
    assert verdict("P-16").outcome is Outcome.NOT_APPLICABLE
