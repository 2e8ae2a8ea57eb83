"""What stands in the way of each next step, as everybody sees it, before anything is asked."""

from typing import Any

import pytest

from tests.integration.projects.desk import Desk
from tests.integration.projects.way import Way


def steps(way: Way, persona: str) -> dict[str, dict[str, Any]]:
    found = way.desk.ask("WhatBlocksProject", persona, id=way.id)["project"]["whatBlocks"]
    return {each["mutation"]: each for each in found}


def outcomes(step: dict[str, Any], outcome: str) -> set[str]:
    return {each["ruleId"] for each in step["verdicts"] if each["outcome"] == outcome}


def test_a_draft_says_what_the_village_has_to_record(desk: Desk) -> None:
    way = Way(desk)
    ahead = steps(way, "village_clerk")
    assert list(ahead) == ["projectRevise", "projectDeliberate", "projectSubmit"]
    submit = ahead["projectSubmit"]
    assert (submit["ready"], submit["permitted"]) == (False, True)
    assert (outcomes(submit, "BLOCK"), outcomes(submit, "PASS")) == ({"P-48", "P-23"}, {"P-14"})
    assert all(each["permitted"] for each in ahead.values())
    assert {name for name, each in steps(way, "county_office").items() if each["permitted"]} == set()
    way.deliberate()
    assert steps(way, "village_clerk")["projectSubmit"]["ready"] is True


@pytest.mark.rule("P-25")
@pytest.mark.rule("P-26")
def test_the_way_through_the_county_says_whose_turn_it_is(desk: Desk) -> None:
    way = Way(desk)
    way.to_county()
    ahead = steps(way, "county_office")
    assert [(name, each["ready"], each["permitted"]) for name, each in ahead.items()] == [
        ("projectAppraise", True, True),
        ("projectReview", False, True),
    ]
    assert outcomes(ahead["projectReview"], "BLOCK") == {"P-25"}
    way.do("AppraiseProject", "county_office", **way.appraisal())
    way.on("2020-02-10")
    way.do("ReviewProject", "county_office", **way.return_of())
    submit = steps(way, "township_clerk")["projectSubmit"]
    assert (submit["ready"], submit["permitted"], outcomes(submit, "BLOCK")) == (False, True, {"P-26"})
    assert steps(way, "county_office")["projectSubmit"]["permitted"] is False


def test_the_second_review_knows_all_but_its_own_findings(desk: Desk) -> None:
    way = Way(desk, benefitLinks=None)
    way.to_second()
    review = steps(way, "county_office")["projectReview"]
    assert outcomes(review, "BLOCK") == {"P-05", "P-12"}
    assert outcomes(review, "PASS") == {"P-61", "P-09", "P-33", "P-35"}


def test_nothing_is_recorded_by_asking(desk: Desk) -> None:
    way = Way(desk)
    before = desk.facts()
    assert steps(way, "provincial_auditor")
    assert desk.facts() == before


def test_outside_there_is_nothing_to_ask(desk: Desk) -> None:
    way = Way(desk)
    for persona in ("stranger", None):
        assert desk.ask("WhatBlocksProject", persona, id=way.id) == {"project": None}
