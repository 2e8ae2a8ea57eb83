"""Rules of entering the library, under the packs as they are."""

from dataclasses import replace
from datetime import date

import pytest

from published.project_terms import AppraisalKind, RegionLevel, ResponsibilitySlot
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.projects.packs import PACKS
from services.projects.project.rules import APPROVAL_RULES, ApprovalFacts

SOUND = ApprovalFacts(
    appraisal_kind=AppraisalKind.INDUSTRY,
    target_count=1,
    benefit_link_count=1,
    slots=frozenset(ResponsibilitySlot),
    planned_amount=100,
    amounts_by_source=(80, 20),
    decided_at=RegionLevel.COUNTY,
    meeting_held_on=date(2020, 3, 10),
    meeting_reference="轮扶领纪〔2020〕4号",
)
PACK = PACKS.get("xinjiang-2019")


def verdict(rule_id: str, facts: ApprovalFacts) -> Verdict:
    (found,) = [each for each in judge(APPROVAL_RULES, facts, PACK) if each.rule_id == rule_id]
    return found


def test_a_sound_project_passes_every_rule() -> None:
    assert {each.outcome for each in judge(APPROVAL_RULES, SOUND, PACK)} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("rule_id", "facts"),
    [
        pytest.param("P-33", replace(SOUND, target_count=0), marks=pytest.mark.rule("P-33")),
        pytest.param("P-05", replace(SOUND, target_count=0), marks=pytest.mark.rule("P-05")),
        pytest.param("P-05", replace(SOUND, benefit_link_count=0), marks=pytest.mark.rule("P-05")),
        pytest.param(
            "P-14", replace(SOUND, slots=frozenset({ResponsibilitySlot.UNIT})), marks=pytest.mark.rule("P-14")
        ),
        pytest.param(
            "P-35",
            replace(SOUND, slots=frozenset({ResponsibilitySlot.UNIT, ResponsibilitySlot.PERSON})),
            marks=pytest.mark.rule("P-35"),
        ),
        pytest.param("P-18", replace(SOUND, amounts_by_source=()), marks=pytest.mark.rule("P-18")),
        pytest.param("P-18", replace(SOUND, amounts_by_source=(80,)), marks=pytest.mark.rule("P-18")),
        pytest.param("P-20", replace(SOUND, decided_at=RegionLevel.PREFECTURE), marks=pytest.mark.rule("P-20")),
        pytest.param("P-27", replace(SOUND, meeting_reference=""), marks=pytest.mark.rule("P-27")),
        pytest.param("P-27", replace(SOUND, meeting_held_on=None), marks=pytest.mark.rule("P-27")),
    ],
)
def test_each_rule_blocks_and_says_where_it_is_written(rule_id: str, facts: ApprovalFacts) -> None:
    found = verdict(rule_id, facts)
    assert found.outcome is Outcome.BLOCK
    assert (found.pack, found.assumed) == ("xinjiang-2019", False)
    assert found.citation is not None
    assert found.message_en


@pytest.mark.rule("P-05")
def test_a_project_of_another_kind_needs_no_linkage() -> None:
    works = replace(SOUND, appraisal_kind=AppraisalKind.SMALL_PUBLIC_WORKS, benefit_link_count=0)
    assert verdict("P-05", works).outcome is Outcome.PASS


@pytest.mark.rule("P-05")
def test_an_import_of_unknown_kind_is_not_evaluable() -> None:
    assert verdict("P-05", replace(SOUND, appraisal_kind=None)).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("P-14")
def test_a_leader_is_not_needed_by_design() -> None:
    slots = frozenset({ResponsibilitySlot.UNIT, ResponsibilitySlot.PERSON})
    assert verdict("P-14", replace(SOUND, slots=slots)).outcome is Outcome.PASS


@pytest.mark.rule("P-20")
def test_whose_leading_group_decided_may_be_unknown() -> None:
    assert verdict("P-20", replace(SOUND, decided_at=None)).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("P-20")
def test_a_place_without_a_pack_of_its_own_is_judged_by_the_general_rules() -> None:
    (found,) = judge(APPROVAL_RULES[5:6], SOUND, PACKS.get("default"))
    assert (found.rule_id, found.outcome, found.pack) == ("P-20", Outcome.PASS, "default")
