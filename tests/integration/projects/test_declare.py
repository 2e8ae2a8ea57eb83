"""A village declares a project."""

from typing import Any

import pytest

from published.projects import ProjectDeclaredV1
from tests.integration.projects.desk import NOBODY, OTHER_TOWNSHIP_VILLAGE, TOWNSHIP, VILLAGE, Desk

LINE = {"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "800000.00"}


def test_a_draft_is_made_as_declared(desk: Desk) -> None:
    payload = desk.do("DeclareProject", desk.declaration(), "village_clerk")
    project = payload["project"]
    assert {name: project[name] for name in ("version", "state", "stage", "pack", "plannedAmount")} == {
        "version": 1,
        "state": "DRAFT",
        "stage": "PLANNING",
        "pack": "xinjiang-2019",
        "plannedAmount": "1000000.00",
    }
    assert project["plannedFunding"][1]["amount"] == "200000.00"
    assert project["region"] == {"code": VILLAGE, "name": "示范村"}
    assert project["category"] == {"code": "INDUSTRY_LIVESTOCK", "name": "养殖业", "parentCode": "INDUSTRY"}
    assert (payload["verdicts"], payload["errors"]) == ([], [])
    assert payload["consistencyToken"]


def test_everything_that_was_declared_can_be_read_back(desk: Desk) -> None:
    project = desk.declare()
    answer = desk.subgraph.post(
        """query($id: ID!) { project(id: $id) {
          code name origin appraisalKind scope householdCount peopleCount plannedStartOn plannedEndOn enteredLibraryOn
          implementer { name } lineDepartment { name }
          responsibilities { slot organisation { id } official { name duty } startsOn endsOn }
          targets { indicator target unit }
          benefitLinks { mode party { id } householdCount promisedAmount }
          plannedFunding { level amount category { id } }
          history { toState }
        } }""",
        {"id": project["id"]},
        "village_clerk",
    )
    read = answer["data"]["project"]
    person = {"name": "阿依古丽", "duty": "项目责任人"}
    organisation = {"id": desk.organisation}
    today = desk.subgraph.post("{ viewer { today } }")["data"]["viewer"]["today"]
    lasts = {"organisation": organisation, "startsOn": today, "endsOn": None}
    assert read.pop("code").startswith("P-")
    assert read == {
        "name": "示范村羊舍",
        "origin": "COMMAND",
        "appraisalKind": "INDUSTRY",
        "scope": "新建标准化羊舍2栋1200平方米",
        "householdCount": 42,
        "peopleCount": 160,
        "plannedStartOn": "2020-04-01",
        "plannedEndOn": "2020-07-31",
        "enteredLibraryOn": None,
        "implementer": {"name": "示范村股份经济合作社"},
        "lineDepartment": None,
        "responsibilities": [
            {"slot": "UNIT", "official": None} | lasts,
            {"slot": "LEADER", "official": person} | lasts,
            {"slot": "PERSON", "official": person} | lasts,
        ],
        "targets": [{"indicator": "带动户数", "target": "42", "unit": "户"}],
        "benefitLinks": [
            {"mode": "DIVIDEND", "party": organisation, "householdCount": 42, "promisedAmount": "60000.00"}
        ],
        "plannedFunding": [
            {"level": "CENTRAL", "amount": "800000.00", "category": {"id": str(desk.CATEGORY)}},
            {"level": "PREFECTURE", "amount": "200000.00", "category": {"id": str(desk.CATEGORY)}},
        ],
        "history": [{"toState": "DRAFT"}],
    }


def test_the_draft_is_told(desk: Desk) -> None:
    project = desk.declare(name="告知")
    told = desk.subgraph.told()[-1]
    assert isinstance(told, ProjectDeclaredV1)
    assert (str(told.project.id), told.project.name, told.project.state) == (project["id"], "告知", "DRAFT")
    assert [line.amount for line in told.project.planned_funding] == [80_000_000, 20_000_000]


def test_what_a_rule_may_ask_for_later_can_be_left_out(desk: Desk) -> None:
    bare = desk.declare(
        implementerId=None, plannedStartOn=None, plannedEndOn=None, householdCount=None, peopleCount=None,
        targets=None, responsibilities=None, benefitLinks=None,
    )  # fmt: skip
    assert bare["state"] == "DRAFT"


def test_codes_are_never_used_twice(desk: Desk) -> None:
    desk.refused("DeclareProject", desk.declaration(implementerId=NOBODY), "village_clerk")
    codes = [desk.declare()["code"] for _ in range(3)]
    assert len(set(codes)) == 3


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "名" * 201}, ["name"]),
        ({"scope": "  "}, ["scope"]),
        ({"regionCode": "652822999999"}, ["regionCode"]),
        ({"regionCode": "6528"}, ["regionCode"]),
        ({"regionCode": "轮台"}, ["regionCode"]),
        ({"categoryCode": "SHEEP"}, ["categoryCode"]),
        ({"plannedFunding": []}, ["plannedFunding"]),
        ({"plannedFunding": [LINE | {"amount": "0.00"}]}, ["plannedFunding", "0", "amount"]),
        ({"plannedFunding": [LINE | {"amount": "-1.00"}]}, ["plannedFunding", "0", "amount"]),
        ({"plannedFunding": [LINE | {"amount": "0.001"}]}, ["plannedFunding", "0", "amount"]),
        ({"plannedFunding": [LINE | {"amount": "八十万"}]}, ["plannedFunding", "0", "amount"]),
        ({"plannedFunding": [LINE, LINE]}, ["plannedFunding", "1"]),
        (
            {"plannedFunding": [LINE | {"amount": "9" * 16 + ".00", "level": each} for each in ("COUNTY", "BOND")] * 5},
            ["plannedFunding"],
        ),
        ({"plannedFunding": [LINE | {"fundCategoryCode": "SHEEP"}]}, ["plannedFunding", "0", "fundCategoryCode"]),
        ({"plannedEndOn": "2020-03-31"}, ["plannedEndOn"]),
        ({"householdCount": -1}, ["householdCount"]),
        ({"peopleCount": -1}, ["peopleCount"]),
        ({"targets": [{"indicator": "", "target": "1", "unit": "户"}]}, ["targets", "0", "indicator"]),
        ({"targets": [{"indicator": "户", "target": "很多", "unit": "户"}]}, ["targets", "0", "target"]),
        ({"targets": [{"indicator": "户", "target": "NaN", "unit": "户"}]}, ["targets", "0", "target"]),
    ],
)
def test_bad_input_is_refused_at_its_field(desk: Desk, changed: dict[str, Any], field: list[str]) -> None:
    found = desk.refused("DeclareProject", desk.declaration(**changed), "village_clerk")
    assert found == [("INVALID_INPUT", ["input", *field])]


def test_every_fault_is_named_at_once(desk: Desk) -> None:
    given = desk.declaration(categoryCode="SHEEP", plannedEndOn="2020-03-31", plannedFunding=[LINE, LINE])
    fields = [field for _, field in desk.refused("DeclareProject", given, "village_clerk")]
    assert fields == [["input", "categoryCode"], ["input", "plannedEndOn"], ["input", "plannedFunding", "1"]]


def test_who_is_named_must_be_registered(desk: Desk) -> None:
    unit = {"slot": "UNIT", "organisationId": desk.organisation}
    link = {"mode": "DIVIDEND", "partyId": NOBODY, "householdCount": 1, "promisedAmount": "1.00"}
    for changed, field in (
        ({"implementerId": NOBODY}, ["implementerId"]),
        ({"lineDepartmentId": NOBODY}, ["lineDepartmentId"]),
        ({"responsibilities": [unit, unit | {"organisationId": NOBODY}]}, ["responsibilities", "1", "organisationId"]),
        (
            {"responsibilities": [unit | {"slot": "PERSON", "officialId": NOBODY}]},
            ["responsibilities", "0", "officialId"],
        ),
        ({"benefitLinks": [link]}, ["benefitLinks", "0", "partyId"]),
    ):
        found = desk.refused("DeclareProject", desk.declaration(**changed), "village_clerk")
        assert found == [("NOT_FOUND", ["input", *field])]


def test_a_unit_is_no_person_and_a_person_is_of_the_organisation(desk: Desk) -> None:
    other = desk.do(
        "RegisterOrganisation", {"name": "示范合作社", "kind": "COOPERATIVE", "regionCode": VILLAGE}, "county_office"
    )["organisation"]["id"]
    for slot, organisation, field in (("UNIT", desk.organisation, []), ("PERSON", other, ["officialId"])):
        each = {"slot": slot, "organisationId": organisation, "officialId": desk.official}
        found = desk.refused("DeclareProject", desk.declaration(responsibilities=[each]), "village_clerk")
        assert found == [("INVALID_INPUT", ["input", "responsibilities", "0", *field])]


@pytest.mark.parametrize(
    ("persona", "place"),
    [
        ("county_office", VILLAGE),
        ("county_leading_group", VILLAGE),
        ("provincial_auditor", VILLAGE),
        ("platform_operator", VILLAGE),
        ("stranger", VILLAGE),
        (None, VILLAGE),
        ("village_clerk", TOWNSHIP),
        ("village_clerk", OTHER_TOWNSHIP_VILLAGE),
        ("township_clerk", OTHER_TOWNSHIP_VILLAGE),
    ],
)
def test_only_village_and_township_declare_and_only_at_home(desk: Desk, persona: str | None, place: str) -> None:
    found = desk.refused("DeclareProject", desk.declaration(regionCode=place), persona)
    assert [code for code, _ in found] == ["FORBIDDEN"]


def test_the_township_declares_for_its_villages(desk: Desk) -> None:
    assert desk.do("DeclareProject", desk.declaration(), "township_clerk")["project"]["state"] == "DRAFT"


def test_asking_only_changes_nothing(desk: Desk) -> None:
    before = desk.facts()
    payload = desk.attempt("DeclareProject", desk.declaration(), "village_clerk", dryRun=True)
    assert payload["project"] is None
    assert (payload["errors"], payload["consistencyToken"]) == ([], None)
    assert desk.facts() == before


def test_a_repeated_key_answers_the_same_project(desk: Desk) -> None:
    first, again = (
        desk.do("DeclareProject", desk.declaration(), "village_clerk", key="declared-once") for _ in range(2)
    )
    assert first == again
    found = desk.refused("DeclareProject", desk.declaration(name="其他"), "village_clerk", key="declared-once")
    assert found == [("IDEMPOTENCY_CONFLICT", ["idempotencyKey"])]


def test_an_event_over_the_size_limit(desk: Desk) -> None:
    targets = [{"indicator": "指" * 190, "target": "1", "unit": "户"}] * 600
    found = desk.refused("DeclareProject", desk.declaration(targets=targets), "village_clerk")
    assert [code for code, _ in found] == ["LIMIT_EXCEEDED"]


def test_the_pack_is_chosen_by_place_and_day_and_kept(desk: Desk) -> None:
    grants = [{"role": "VILLAGE_CLERK", "region": "510000"}]
    token = desk.subgraph.tokens.token("village_clerk", grants=grants)
    given = desk.declaration(regionCode="510683")
    elsewhere = desk.do("DeclareProject", given, None, token=token)
    assert elsewhere["project"]["pack"] == "default"
