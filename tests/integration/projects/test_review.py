"""Township and county review, appraisal and the second way up."""

from typing import Any

import pytest

from tests.integration.projects.desk import COUNTY, NOBODY, TOWNSHIP, Desk
from tests.integration.projects.way import (
    APPRAISED,
    ENTRY_ASPECTS,
    TOWNSHIP_ASPECTS,
    TOWNSHIP_PAPERS,
    Way,
    results,
    verdicts,
)


@pytest.fixture(scope="module")
def at_township(desk: Desk) -> Way:
    way = Way(desk)
    way.to_township()
    return way


@pytest.fixture(scope="module")
def at_county(desk: Desk) -> Way:
    way = Way(desk)
    way.to_county()
    return way


@pytest.fixture(scope="module")
def second(desk: Desk) -> Way:
    way = Way(desk)
    way.to_second()
    return way


def blocked(way: Way, persona: str, given: dict[str, Any]) -> set[str]:
    """Rules that block a review which must leave nothing behind."""
    before = way.desk.facts()
    payload = way.desk.attempt("ReviewProject", way.given(**given), persona)
    assert way.desk.facts() == before
    assert [each["code"] for each in payload["errors"]] == ["RULE_BLOCKED"]
    return verdicts(payload, "BLOCK")


@pytest.mark.rule("P-24")
@pytest.mark.rule("P-50")
@pytest.mark.rule("P-52")
def test_the_township_checks_seven_points_and_files_four_papers(at_township: Way) -> None:
    at_township.on("2020-01-22")
    bare = at_township.township_review(aspects=results(*TOWNSHIP_ASPECTS[:6]), documentIds=[])
    assert blocked(at_township, "township_clerk", bare) == {"P-24", "P-50", "P-52"}
    half = at_township.papers(*TOWNSHIP_PAPERS[:2])
    assert blocked(at_township, "township_clerk", at_township.township_review(documentIds=half)) == {"P-52"}


def test_the_township_returns_to_the_village_with_comments(desk: Desk) -> None:
    way = Way(desk)
    way.to_township()
    given = way.township_review(decision="RETURN", aspects=[], documentIds=[])
    assert desk.refused("ReviewProject", way.given(**given), "township_clerk") == [
        ("INVALID_INPUT", ["input", "comments"])
    ]
    payload = way.do("ReviewProject", "township_clerk", **given, comments="补充受益户名单")
    assert way.project["state"] == "DRAFT"
    (review,) = payload["project"]["reviews"]
    assert (review["level"], review["decision"], review["comments"]) == ("TOWNSHIP", "RETURN", "补充受益户名单")
    way.do("SubmitProject", "village_clerk", submittedOn="2020-01-22")
    assert way.project["state"] == "VILLAGE_DECIDED"


@pytest.mark.parametrize(("level", "persona"), [("to_township", "township_clerk"), ("to_county", "county_office")])
def test_what_is_rejected_is_cancelled(desk: Desk, level: str, persona: str) -> None:
    way = Way(desk)
    getattr(way, level)()
    given = way.return_of(decision="REJECT", reviewedOn="2020-02-08" if persona == "county_office" else "2020-01-22")
    way.do("ReviewProject", persona, **given)
    assert way.project["state"] == "CANCELLED"
    ((code, _),) = desk.refused("ReviewProject", way.given(**given), persona)
    assert code == "WRONG_STATE"


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"reviewedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "reviewedOn"]),
        ({"reviewedOn": "2020-01-20"}, "INVALID_INPUT", ["input", "reviewedOn"]),
        ({"aspects": results("CONTENT", "CONTENT")}, "INVALID_INPUT", ["input", "aspects"]),
        ({"documentIds": [NOBODY]}, "NOT_FOUND", ["input", "documentIds", "0"]),
        ({"decision": "REJECT", "comments": " "}, "INVALID_INPUT", ["input", "comments"]),
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 1}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
    ],
)
def test_bad_reviews_are_refused_at_their_field(
    at_township: Way, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    at_township.on("2020-01-22")
    given = at_township.given(**at_township.township_review()) | changed
    assert at_township.desk.refused("ReviewProject", given, "township_clerk") == [(code, field)]


@pytest.mark.parametrize("persona", ["village_clerk", "county_office", "county_leading_group"])
def test_only_the_township_reviews_at_the_township(at_township: Way, persona: str) -> None:
    at_township.on("2020-02-10")
    ((code, _),) = at_township.desk.refused("ReviewProject", at_township.given(**at_township.return_of()), persona)
    assert code == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "county_leading_group"])
def test_only_the_county_office_reviews_and_appraises_at_the_county(at_county: Way, persona: str) -> None:
    at_county.on("2020-02-10")
    for operation, given in (("ReviewProject", at_county.return_of()), ("AppraiseProject", at_county.appraisal())):
        ((code, _),) = at_county.desk.refused(operation, at_county.given(**given), persona)
        assert code == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_there_is_no_such_project(at_county: Way, persona: str | None) -> None:
    at_county.on("2020-02-10")
    for operation, given in (("ReviewProject", at_county.return_of()), ("AppraiseProject", at_county.appraisal())):
        found = at_county.desk.refused(operation, at_county.given(**given), persona)
        assert found == [("NOT_FOUND", ["input", "id"])]


def test_who_drafted_does_not_review(desk: Desk) -> None:
    """One person with both roles; a colleague may."""
    grants = [{"role": role, "region": TOWNSHIP} for role in ("VILLAGE_CLERK", "TOWNSHIP_CLERK")]
    both = desk.subgraph.tokens.token("village_clerk", grants=grants)
    way = Way(desk)
    way.to_township()
    given = way.given(**way.township_review())
    ((code, _),) = desk.refused("ReviewProject", given, None, token=both)
    assert code == "FORBIDDEN"
    assert desk.do("ReviewProject", given, "township_clerk")["project"]["state"] == "TOWNSHIP_NOTICE"


@pytest.mark.rule("P-25")
def test_the_county_appraises_first_and_answers_with_a_return(desk: Desk) -> None:
    way = Way(desk)
    way.to_county()
    assert blocked(way, "county_office", way.return_of(reviewedOn="2020-02-08")) == {"P-25"}
    way.do("AppraiseProject", "county_office", **way.appraisal())
    assert way.project["state"] == "COUNTY_REVIEW"
    assert blocked(way, "county_office", way.entry_review(reviewedOn="2020-02-08")) == {"P-25"}
    way.do("ReviewProject", "county_office", **way.return_of(reviewedOn="2020-02-08"))
    assert way.project["state"] == "REVISION"


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"bodies": []}, "INVALID_INPUT", ["input", "bodies"]),
        ({"aspects": results("RISK", "RISK")}, "INVALID_INPUT", ["input", "aspects"]),
        ({"appraisedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "appraisedOn"]),
        ({"documentIds": [NOBODY]}, "NOT_FOUND", ["input", "documentIds", "0"]),
        ({"expectedVersion": 1}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
    ],
)
def test_bad_appraisals_are_refused_at_their_field(
    at_county: Way, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    given = at_county.given(**at_county.appraisal()) | changed
    assert at_county.desk.refused("AppraiseProject", given, "county_office") == [(code, field)]


@pytest.mark.rule("P-26")
def test_the_second_way_up_needs_revision_then_publicity(desk: Desk) -> None:
    def asked() -> set[str]:
        given = way.given(submittedOn="2020-02-28")
        return verdicts(desk.attempt("SubmitProject", given, "township_clerk", dryRun=True), "BLOCK")

    way = Way(desk)
    way.to_revision()
    way.on("2020-02-28")
    assert asked() == {"P-26"}
    way.revise()
    way.on("2020-02-28")
    assert asked() == {"P-26"}
    way.publicise("village_clerk", "VILLAGE", "2020-02-18", "2020-02-26")
    way.on("2020-02-28")
    assert asked() == set()
    way.do("ReviseProject", "village_clerk", peopleCount=161)
    assert asked() == {"P-26"}


@pytest.mark.rule("P-62")
@pytest.mark.rule("P-60")
def test_the_second_review_asks_for_what_no_review_has_found_yet(second: Way) -> None:
    second.on("2020-03-05")
    assert blocked(second, "county_office", second.entry_review(aspects=[])) == {"P-62"}
    risky = results(*ENTRY_ASPECTS[:2]) + results("RISK", passed=False)
    assert blocked(second, "county_office", second.entry_review(aspects=risky)) == {"P-60"}


@pytest.mark.rule("P-61")
@pytest.mark.rule("P-09")
def test_an_appraisal_that_failed_or_that_one_department_made_keeps_a_project_out(desk: Desk) -> None:
    way = Way(desk)
    way.to_second(passed=False, bodies=["SECTOR"])
    assert blocked(way, "county_office", way.entry_review()) == {"P-61", "P-09"}
    way.do("AppraiseProject", "county_office", **way.appraisal(appraisedOn="2020-03-05"))
    way.do("ReviewProject", "county_office", **way.entry_review())
    assert way.project["state"] == "LEADING_GROUP"


@pytest.mark.rule("P-05")
@pytest.mark.rule("P-12")
@pytest.mark.rule("P-35")
def test_what_a_project_lacks_is_told_before_the_library(desk: Desk) -> None:
    led = [each for each in desk.declaration()["responsibilities"] if each["slot"] != "LEADER"]
    way = Way(desk, benefitLinks=None, responsibilities=led)
    way.to_second()
    assert blocked(way, "county_office", way.entry_review()) == {"P-05", "P-12", "P-35"}


@pytest.mark.rule("P-08")
@pytest.mark.rule("P-16")
def test_what_nobody_stated_is_told_as_such_and_stops_nothing(desk: Desk) -> None:
    way = Way(desk)
    way.to_second(aspects=results(*APPRAISED[2:]))
    payload = way.do("ReviewProject", "county_office", **way.entry_review())
    assert verdicts(payload, "NOT_EVALUABLE") == {"P-08", "P-16"}


def test_the_county_may_return_it_again(desk: Desk) -> None:
    way = Way(desk)
    way.to_second()
    payload = way.do("ReviewProject", "county_office", **way.return_of(reviewedOn="2020-03-05"))
    assert way.project["state"] == "REVISION"
    assert [each["round"] for each in payload["project"]["reviews"]] == [1, 1, 2]


def test_who_sent_it_up_the_second_time_does_not_review_it(desk: Desk) -> None:
    grants = [{"role": "COUNTY_OFFICE", "region": COUNTY}]
    both = desk.subgraph.tokens.token("township_clerk", grants=grants)
    way = Way(desk)
    way.to_second()
    for operation, given in (("ReviewProject", way.entry_review()), ("AppraiseProject", way.appraisal())):
        ((code, _),) = desk.refused(operation, way.given(**given), None, token=both)
        assert code == "FORBIDDEN"
