"""Rules of choosing a project for the library, under the packs as they are."""

from dataclasses import replace
from datetime import date

import pytest

from published.project_terms import RegionLevel
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.projects.packs import PACKS
from services.projects.project.rules import APPROVAL_RULES, ApprovalFacts

SOUND = ApprovalFacts(RegionLevel.COUNTY, date(2020, 3, 10), "轮扶领纪〔2020〕4号")


def verdict(rule_id: str, facts: ApprovalFacts, pack: str = "xinjiang-2019") -> Verdict:
    (found,) = [each for each in judge(APPROVAL_RULES, facts, PACKS.get(pack)) if each.rule_id == rule_id]
    return found


@pytest.mark.rule("P-20")
@pytest.mark.rule("P-27")
def test_a_meeting_of_the_county_passes() -> None:
    assert {each.outcome for each in judge(APPROVAL_RULES, SOUND, PACKS.get("xinjiang-2019"))} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("rule_id", "facts"),
    [
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


@pytest.mark.rule("P-20")
def test_whose_leading_group_decided_may_be_unknown() -> None:
    assert verdict("P-20", replace(SOUND, decided_at=None)).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("P-20")
def test_a_place_without_a_pack_of_its_own_is_judged_by_the_general_rules() -> None:
    found = verdict("P-20", SOUND, "default")
    assert (found.outcome, found.pack) == (Outcome.PASS, "default")
