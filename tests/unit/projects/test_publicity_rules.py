"""Rules of publicity, under the packs as they are."""

from dataclasses import replace
from typing import Any

import pytest

from published.notice_terms import NoticeKind, NoticeSubject
from published.project_terms import RegionLevel
from rulebook.engine import judge
from rulebook.rule import Rule
from rulebook.verdict import Outcome, Verdict
from services.projects.objection.rules import ANSWER_RULES, AnswerFacts
from services.projects.packs import PACKS
from services.projects.publicity.rules import CLOSING_RULES, POSTING_RULES, ClosingFacts, PostingFacts

PACK = PACKS.get("xinjiang-2019")
LEVELS = frozenset({RegionLevel.VILLAGE, RegionLevel.TOWNSHIP, RegionLevel.COUNTY})
POSTED = PostingFacts(
    subject=NoticeSubject.PROJECT,
    kind=NoticeKind.PUBLICITY,
    planned_days=7,
    places=("乡镇公示栏", "示范村公示栏"),
    missing=(),
)
STOOD = ClosingFacts(
    subject=NoticeSubject.PROJECT,
    kind=NoticeKind.PUBLICITY,
    level=RegionLevel.COUNTY,
    planned_days=7,
    stood_days=7,
    recorded_days=7,
    open_objections=0,
    enters_library=True,
    publicised=LEVELS,
    announced=frozenset({RegionLevel.COUNTY}),
    cut_short=frozenset(),
)
VILLAGE = replace(STOOD, level=RegionLevel.VILLAGE, enters_library=False)


def verdict(rules: tuple[Rule[Any], ...], rule_id: str, facts: Any) -> Verdict:
    (found,) = [each for each in judge(rules, facts, PACK) if each.rule_id == rule_id]
    return found


def test_a_sound_notice_passes() -> None:
    assert {each.outcome for each in judge(POSTING_RULES, POSTED, PACK)} == {Outcome.PASS}
    assert {each.rule_id: each.outcome for each in judge(CLOSING_RULES, STOOD, PACK)} == {
        "P-51": Outcome.PASS,
        "P-06": Outcome.PASS,
        "P-07": Outcome.PASS,
        "P-23": Outcome.NOT_APPLICABLE,
    }


@pytest.mark.parametrize(
    ("rule_id", "facts", "pack"),
    [
        pytest.param("P-31", replace(POSTED, missing=("责任人",)), "xinjiang-2019", marks=pytest.mark.rule("P-31")),
        pytest.param("P-32", replace(POSTED, places=("县政府网站",)), "default", marks=pytest.mark.rule("P-32")),
        pytest.param("P-51", replace(POSTED, planned_days=6), "default", marks=pytest.mark.rule("P-51")),
    ],
)
def test_what_a_notice_lacks_blocks_and_says_where_it_is_written(rule_id: str, facts: PostingFacts, pack: str) -> None:
    found = verdict(POSTING_RULES, rule_id, facts)
    assert (found.outcome, found.pack, found.assumed) == (Outcome.BLOCK, pack, pack == "default")
    assert found.citation is not None


@pytest.mark.parametrize(
    ("rule_id", "facts"),
    [
        pytest.param("P-51", replace(STOOD, stood_days=6), marks=pytest.mark.rule("P-51")),
        pytest.param("P-51", replace(STOOD, recorded_days=6), marks=pytest.mark.rule("P-51")),
        pytest.param("P-51", replace(STOOD, planned_days=10), marks=pytest.mark.rule("P-51")),
        pytest.param("P-51", replace(STOOD, open_objections=1), marks=pytest.mark.rule("P-51")),
        pytest.param("P-51", replace(STOOD, stood_days=None), marks=pytest.mark.rule("P-51")),
        pytest.param("P-23", replace(VILLAGE, open_objections=1), marks=pytest.mark.rule("P-23")),
        pytest.param("P-06", replace(STOOD, publicised=LEVELS - {RegionLevel.VILLAGE}), marks=pytest.mark.rule("P-06")),
        pytest.param("P-06", replace(STOOD, announced=frozenset()), marks=pytest.mark.rule("P-06")),
        pytest.param(
            "P-07", replace(STOOD, cut_short=frozenset({RegionLevel.VILLAGE})), marks=pytest.mark.rule("P-07")
        ),
    ],
)
def test_what_keeps_a_notice_from_closing_blocks(rule_id: str, facts: ClosingFacts) -> None:
    found = verdict(CLOSING_RULES, rule_id, facts)
    assert found.outcome is Outcome.BLOCK
    assert found.measured
    assert found.citation is not None


@pytest.mark.rule("P-51")
def test_what_history_recorded_needs_no_days_since() -> None:
    assert verdict(CLOSING_RULES, "P-51", replace(STOOD, recorded_days=None)).outcome is Outcome.PASS


@pytest.mark.rule("P-51")
def test_an_announcement_needs_no_days() -> None:
    announced = replace(STOOD, kind=NoticeKind.ANNOUNCEMENT, stood_days=0, recorded_days=0)
    assert verdict(CLOSING_RULES, "P-51", announced).outcome is Outcome.NOT_APPLICABLE
    posted = replace(POSTED, kind=NoticeKind.ANNOUNCEMENT, planned_days=1)
    assert verdict(POSTING_RULES, "P-51", posted).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("P-31")
def test_a_distribution_has_no_ten_items() -> None:
    facts = replace(POSTED, subject=NoticeSubject.DISTRIBUTION, missing=("责任人",))
    assert verdict(POSTING_RULES, "P-31", facts).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("P-06")
@pytest.mark.rule("P-07")
@pytest.mark.rule("P-23")
def test_what_goes_elsewhere_is_not_asked_what_the_library_asks() -> None:
    facts = replace(VILLAGE, publicised=frozenset(), announced=frozenset(), cut_short=LEVELS)
    outcomes = {each.rule_id: each.outcome for each in judge(CLOSING_RULES, facts, PACK)}
    assert (outcomes["P-06"], outcomes["P-07"]) == (Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE)
    township = replace(VILLAGE, level=RegionLevel.TOWNSHIP, open_objections=1)
    assert verdict(CLOSING_RULES, "P-23", township).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.rule("P-23")
def test_a_village_that_does_not_object_passes() -> None:
    assert verdict(CLOSING_RULES, "P-23", VILLAGE).outcome is Outcome.PASS


@pytest.mark.rule("P-37")
@pytest.mark.parametrize(("days", "outcome"), [(0, Outcome.PASS), (5, Outcome.PASS), (6, Outcome.WARN)])
def test_an_objection_is_answered_within_its_days(days: int, outcome: Outcome) -> None:
    assert verdict(ANSWER_RULES, "P-37", AnswerFacts(days)).outcome is outcome
