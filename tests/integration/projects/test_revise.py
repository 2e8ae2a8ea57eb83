"""A village revises its draft, or what the county returned."""

from typing import Any

import pytest

from tests.integration.projects.desk import NOBODY, Desk
from tests.integration.projects.way import Way

SHOWN = """query($id: ID!) { project(id: $id) { name scope plannedAmount plannedFunding { level amount }
  targets { indicator } benefitLinks { mode } responsibilities { slot startsOn endsOn } peopleCount version } }"""


def shown(way: Way) -> dict[str, Any]:
    answer = way.desk.subgraph.post(SHOWN, {"id": way.id}, "village_clerk")["data"]["project"]
    assert isinstance(answer, dict)
    return answer


@pytest.fixture(scope="module")
def drafted(desk: Desk) -> Way:
    return Way(desk)


def test_only_what_is_named_changes_and_a_list_replaces_the_whole_list(desk: Desk) -> None:
    way = Way(desk)
    before = shown(way)
    line = {"fundCategoryCode": "DEVELOPMENT", "level": "COUNTY", "amount": "123.45"}
    way.do("ReviseProject", "village_clerk", plannedFunding=[line], benefitLinks=[], name="示范村牛舍")
    after = shown(way)
    assert after == before | {
        "name": "示范村牛舍",
        "plannedAmount": "123.45",
        "plannedFunding": [{"level": "COUNTY", "amount": "123.45"}],
        "benefitLinks": [],
        "version": 2,
    }


@pytest.mark.rule("P-34")
def test_who_answered_before_stays_on_record(desk: Desk) -> None:
    way = Way(desk)
    way.on("2020-01-12")
    unit = {"slot": "UNIT", "organisationId": desk.organisation}
    way.do("ReviseProject", "village_clerk", responsibilities=[unit])
    *before, now = shown(way)["responsibilities"]
    assert [(each["slot"], each["startsOn"], each["endsOn"]) for each in before] == [
        (slot, "2020-01-10", "2020-01-12") for slot in ("UNIT", "LEADER", "PERSON")
    ]
    assert now == {"slot": "UNIT", "startsOn": "2020-01-12", "endsOn": None}


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"name": " "}, "INVALID_INPUT", ["input", "name"]),
        ({"scope": ""}, "INVALID_INPUT", ["input", "scope"]),
        ({"plannedFunding": []}, "INVALID_INPUT", ["input", "plannedFunding"]),
        ({"plannedEndOn": "2020-03-31"}, "INVALID_INPUT", ["input", "plannedEndOn"]),
        ({"householdCount": -1}, "INVALID_INPUT", ["input", "householdCount"]),
        (
            {"plannedFunding": [{"fundCategoryCode": "NONE", "level": "COUNTY", "amount": "1.00"}]},
            "INVALID_INPUT",
            ["input", "plannedFunding", "0", "fundCategoryCode"],
        ),
        ({"implementerId": NOBODY}, "NOT_FOUND", ["input", "implementerId"]),
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 7}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
    ],
)
def test_bad_revisions_are_refused_at_their_field(
    drafted: Way, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    given = drafted.given() | changed
    assert drafted.desk.refused("ReviseProject", given, "village_clerk") == [(code, field)]


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "county_leading_group"])
def test_only_the_village_revises(drafted: Way, persona: str) -> None:
    ((code, _),) = drafted.desk.refused("ReviseProject", drafted.given(peopleCount=1), persona)
    assert code == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_there_is_no_such_project(drafted: Way, persona: str | None) -> None:
    found = drafted.desk.refused("ReviseProject", drafted.given(peopleCount=1), persona)
    assert found == [("NOT_FOUND", ["input", "id"])]


def test_what_went_up_is_no_longer_revised(desk: Desk) -> None:
    way = Way(desk)
    way.submit()
    ((code, _),) = desk.refused("ReviseProject", way.given(peopleCount=1), "village_clerk")
    assert code == "WRONG_STATE"
