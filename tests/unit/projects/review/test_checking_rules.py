"""Rules of the township's check and of the county's first answer, under the pack of Xinjiang."""

from dataclasses import replace

import pytest

from published.document_terms import ProjectDocumentKind
from published.review_terms import ReviewAspect, ReviewDecision
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.projects.packs import PACKS
from services.projects.review.rules import (
    FIRST_COUNTY_RULES,
    TOWNSHIP_RULES,
    FirstCountyFacts,
    TownshipFacts,
)

PACK = PACKS.get("xinjiang-2019")
SEVEN = (
    ReviewAspect.AUTHENTICITY,
    ReviewAspect.NECESSITY,
    ReviewAspect.CONTENT,
    ReviewAspect.BUDGET,
    ReviewAspect.BENEFIT,
    ReviewAspect.PARTICIPATION,
    ReviewAspect.LINKAGE,
)
MINUTES, FEASIBILITY = ProjectDocumentKind.TOWNSHIP_MINUTES, ProjectDocumentKind.TOWNSHIP_FEASIBILITY
LIBRARY, FUNDING = ProjectDocumentKind.LIBRARY_REQUEST, ProjectDocumentKind.FUNDING_REQUEST
SOUND = TownshipFacts(dict.fromkeys(SEVEN, True), frozenset({MINUTES, FEASIBILITY, LIBRARY, FUNDING}))


def township(rule_id: str, facts: TownshipFacts) -> Verdict:
    (found,) = [each for each in judge(TOWNSHIP_RULES, facts, PACK) if each.rule_id == rule_id]
    return found


def county(decision: ReviewDecision, appraised: bool) -> Verdict:
    (found,) = judge(FIRST_COUNTY_RULES, FirstCountyFacts(decision, appraised), PACK)
    return found


@pytest.mark.rule("P-24")
@pytest.mark.rule("P-50")
@pytest.mark.rule("P-52")
def test_a_whole_check_passes() -> None:
    assert {each.outcome for each in judge(TOWNSHIP_RULES, SOUND, PACK)} == {Outcome.PASS}


@pytest.mark.rule("P-24")
@pytest.mark.parametrize("aspect", SEVEN)
def test_each_of_the_seven_points_is_needed_and_must_be_fine(aspect: ReviewAspect) -> None:
    others = {each: True for each in SEVEN if each is not aspect}
    for aspects in (others, others | {aspect: False}):
        found = township("P-24", replace(SOUND, aspects=aspects))
        assert found.outcome is Outcome.BLOCK
        assert aspect.label in found.message
        assert (found.pack, found.assumed) == ("xinjiang-2019", False)


@pytest.mark.parametrize(
    ("rule_id", "lacking"),
    [
        pytest.param("P-50", MINUTES, marks=pytest.mark.rule("P-50")),
        pytest.param("P-50", FEASIBILITY, marks=pytest.mark.rule("P-50")),
        pytest.param("P-52", LIBRARY, marks=pytest.mark.rule("P-52")),
        pytest.param("P-52", FUNDING, marks=pytest.mark.rule("P-52")),
    ],
)
def test_each_paper_of_the_township_is_needed(rule_id: str, lacking: ProjectDocumentKind) -> None:
    assert SOUND.papers is not None
    found = township(rule_id, replace(SOUND, papers=SOUND.papers - {lacking}))
    assert found.outcome is Outcome.BLOCK
    assert lacking.label in found.message
    assert found.pack == "default"


@pytest.mark.rule("P-50")
@pytest.mark.rule("P-52")
def test_files_that_cannot_be_read_are_no_missing_files() -> None:
    unread = replace(SOUND, papers=None)
    assert {township(each, unread).outcome for each in ("P-50", "P-52")} == {Outcome.NOT_EVALUABLE}


@pytest.mark.rule("P-25")
def test_the_first_answer_of_the_county_is_an_appraised_return() -> None:
    assert county(ReviewDecision.RETURN, appraised=True).outcome is Outcome.PASS
    assert county(ReviewDecision.RETURN, appraised=False).outcome is Outcome.BLOCK
    assert county(ReviewDecision.PASS, appraised=True).outcome is Outcome.BLOCK
