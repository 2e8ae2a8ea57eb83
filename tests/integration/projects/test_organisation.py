"""Registering organisations and persons, and who reads which name."""

from typing import Any

import pytest

from published.projects import OfficialRegisteredV1, OrganisationRegisteredV1
from tests.harness.subgraph import Subgraph
from tests.integration.projects.desk import COUNTY, NOBODY, SIBLING_COUNTY, STRANGE_COUNTY, VILLAGE, Desk

CREDIT_CODE = "91350100M000100Y43"
COMPANY = {"name": "轮台县肉羊加工有限公司", "kind": "ENTERPRISE", "regionCode": COUNTY}
PERSON = {"name": "阿依古丽", "kind": "INDIVIDUAL", "regionCode": VILLAGE}


@pytest.fixture(scope="module")
def register(projects: Subgraph) -> Desk:
    return Desk(projects)


def name_of(register: Desk, identifier: str, persona: str) -> str:
    reference = {"__typename": "Organisation", "id": identifier}
    return str(register.subgraph.entities([reference], "name", persona)[0]["name"])


def test_an_organisation_and_its_official(register: Desk) -> None:
    made = register.do("RegisterOrganisation", COMPANY | {"creditCode": CREDIT_CODE.lower()}, "county_office")
    organisation = made["organisation"]
    assert {name: organisation[name] for name in ("version", "name", "kind", "creditCode", "region")} == {
        "version": 1,
        "name": "轮台县肉羊加工有限公司",
        "kind": "ENTERPRISE",
        "creditCode": CREDIT_CODE,
        "region": {"code": COUNTY},
    }
    event = register.subgraph.told()[-1]
    assert isinstance(event, OrganisationRegisteredV1)
    assert event.organisation.pinyin == "lun tai xian rou yang jia gong you xian gong si"
    given = {"name": "王五", "duty": "经理", "organisationId": organisation["id"]}
    official = register.do("RegisterOfficial", given, "county_office")["official"]
    assert {name: official[name] for name in ("name", "duty", "organisation")} == {
        "name": "王五",
        "duty": "经理",
        "organisation": {"name": "轮台县肉羊加工有限公司"},
    }
    told = register.subgraph.told()[-1]
    assert isinstance(told, OfficialRegisteredV1)
    assert (told.official.duty, told.official.region_code) == ("经理", COUNTY)


def test_a_credit_code_is_registered_once(register: Desk) -> None:
    found = register.refused("RegisterOrganisation", COMPANY | {"creditCode": CREDIT_CODE}, "county_office")
    assert found == [("INVALID_INPUT", ["input", "creditCode"])]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "名" * 201}, "name"),
        ({"creditCode": CREDIT_CODE[:-1] + "4"}, "creditCode"),
        ({"creditCode": ""}, "creditCode"),
        ({"regionCode": "652899999"}, "regionCode"),
        ({"kind": "INDIVIDUAL", "creditCode": "91110000600037341L"}, "creditCode"),
    ],
)
def test_bad_input_is_refused_at_its_field(register: Desk, changed: dict[str, Any], field: str) -> None:
    found = register.refused("RegisterOrganisation", COMPANY | changed, "county_office")
    assert found == [("INVALID_INPUT", ["input", field])]


def test_an_individual_is_masked_outside_the_roles_that_need_the_name(register: Desk) -> None:
    made = register.do("RegisterOrganisation", PERSON, "township_clerk")["organisation"]
    assert made["name"] == "阿依古丽"
    shown = {persona: name_of(register, made["id"], persona) for persona in ("county_finance", "provincial_auditor")}
    assert set(shown.values()) == {"阿依古丽"}
    hidden = ("village_clerk", "county_leading_group", "prefecture_finance", "platform_operator", "stranger")
    assert {name_of(register, made["id"], persona) for persona in hidden} == {"阿***"}
    event = register.subgraph.told()[-1]
    assert isinstance(event, OrganisationRegisteredV1)
    assert event.organisation.name == "阿***"


def test_an_individual_is_not_found_by_a_name_that_is_hidden(register: Desk) -> None:
    register.do("RegisterOrganisation", PERSON | {"name": "赵无极"}, "county_office")
    for text, count in (("无极", 0), ("赵", 1)):
        where = {"name": {"contains": text}, "kind": {"eq": "INDIVIDUAL"}}
        assert register.ask("FindOrganisations", "county_office", where=where)["organisations"]["totalCount"] == {
            "count": count,
            "precision": "EXACT",
        }


def test_no_name_of_a_person_stands_in_the_journal(register: Desk) -> None:
    register.do("RegisterOrganisation", PERSON | {"name": "欧阳询"}, "county_office")
    organisation = register.do("RegisterOrganisation", COMPANY, "county_office")["organisation"]["id"]
    given = {"name": "褚遂良", "duty": "经理", "organisationId": organisation}
    register.do("RegisterOfficial", given, "county_office")
    journal = register.subgraph.rows("SELECT count(*) FROM journal WHERE journal::text ~ '欧阳询|褚遂良'")
    assert journal == [(0,)]
    assert register.subgraph.rows("SELECT count(*) FROM journal WHERE after->>'name' ~ '^hmac-sha256:'") > [(0,)]


@pytest.mark.parametrize("persona", ["village_clerk", "county_finance", "county_leading_group", "stranger", None])
def test_others_may_not_register(register: Desk, persona: str | None) -> None:
    assert register.refused("RegisterOrganisation", COMPANY, persona) == [("FORBIDDEN", None)]


@pytest.mark.parametrize("place", [SIBLING_COUNTY, STRANGE_COUNTY, "652800"])
def test_nobody_registers_outside_their_region(register: Desk, place: str) -> None:
    found = register.refused("RegisterOrganisation", COMPANY | {"regionCode": place}, "county_office")
    assert found == [("FORBIDDEN", None)]


def test_an_official_is_of_an_organisation_within_reach(register: Desk) -> None:
    given = {"name": "王五", "duty": "经理", "organisationId": NOBODY}
    assert register.refused("RegisterOfficial", given, "county_office") == [("NOT_FOUND", ["input", "organisationId"])]
    own = given | {"organisationId": register.organisation}
    assert register.refused("RegisterOfficial", own, "stranger") == [("FORBIDDEN", None)]
    assert register.refused("RegisterOfficial", own, None) == [("NOT_FOUND", ["input", "organisationId"])]
    assert register.refused("RegisterOfficial", own | {"duty": ""}, "county_office") == [
        ("INVALID_INPUT", ["input", "duty"])
    ]
    person = register.do("RegisterOrganisation", PERSON, "county_office")["organisation"]["id"]
    found = register.refused("RegisterOfficial", given | {"organisationId": person}, "county_office")
    assert found == [("INVALID_INPUT", ["input", "organisationId"])]


def test_the_register_is_read_in_pinyin_order_page_by_page(register: Desk) -> None:
    for name in ("周庄合作社", "安村合作社", "毛村合作社"):
        given = {"name": name, "kind": "COOPERATIVE", "regionCode": VILLAGE}
        register.do("RegisterOrganisation", given, "county_office")
    document = """query($after: String) {
      organisations(first: 2, after: $after, where: { region: { under: "652822" }, kind: { eq: COOPERATIVE } }) {
        nodes { name } pageInfo { hasNextPage endCursor } } }"""
    page = register.subgraph.post(document)["data"]["organisations"]
    assert [node["name"] for node in page["nodes"]] == ["安村合作社", "毛村合作社"]
    rest = register.subgraph.post(document, {"after": page["pageInfo"]["endCursor"]})["data"]["organisations"]
    assert ([node["name"] for node in rest["nodes"]], rest["pageInfo"]["hasNextPage"]) == (["周庄合作社"], False)
    assert register.subgraph.post(document, persona="stranger")["data"]["organisations"]["nodes"] == page["nodes"]
    assert register.subgraph.post(document, persona=None)["data"]["organisations"]["nodes"] == []


def test_officials_are_found_with_their_organisation_in_pinyin_order(register: Desk) -> None:
    organisation = register.do("RegisterOrganisation", COMPANY | {"name": "官员单位"}, "county_office")["organisation"]
    for name in ("周一", "安二"):
        given = {"name": name, "duty": "干事", "organisationId": organisation["id"]}
        register.do("RegisterOfficial", given, "county_office")
    where = {"name": {"eq": "官员单位"}}
    (found,) = register.ask("FindOrganisations", "stranger", where=where)["organisations"]["nodes"]
    assert [official["name"] for official in found["officials"]] == ["安二", "周一"]
    ids = [{"__typename": "Official", "id": official["id"]} for official in found["officials"]]
    assert register.subgraph.entities(ids, "duty organisation { name }") == [
        {"duty": "干事", "organisation": {"name": "官员单位"}}
    ] * 2  # fmt: skip
    assert register.subgraph.entities(ids, "duty", persona=None) == [None, None]
