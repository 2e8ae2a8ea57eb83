"""Joint acceptance: convened, signed by everybody, concluded by somebody else than who inspected."""

from typing import Any

import pytest

from published.projects import ProjectAcceptedV1, ProjectCompletedV1
from tests.integration.projects.board import blocking, codes
from tests.integration.projects.desk import NOBODY, Desk
from tests.integration.projects.works import Works, approved


@pytest.fixture(scope="module")
def pool(desk: Desk) -> list[Works]:
    return approved(desk, 7)


@pytest.fixture(scope="module")
def inspected(pool: list[Works]) -> Works:
    """Self-inspected: everything asked of it here is refused."""
    works = pool.pop()
    works.to_inspection()
    return works


@pytest.fixture(scope="module")
def convened(pool: list[Works]) -> Works:
    """Before its panel, of whom one has signed: everything asked of it here is refused."""
    works = pool.pop()
    works.to_panel()
    works.sign(0)
    return works


@pytest.fixture(scope="module")
def accepted(pool: list[Works]) -> Works:
    """Accepted: everything asked of it here is refused."""
    works = pool.pop()
    works.to_acceptance()
    return works


@pytest.mark.rule("P-44")
@pytest.mark.rule("P-54")
def test_an_acceptance_is_joint_and_signed_by_all(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_panel()
    assert works.acceptance["thirdParty"]["name"] == "巴州工程审计事务所"
    assert [each["signedOn"] for each in works.acceptance["members"]] == [None, None]
    works.sign(0)
    works.on("2020-08-05")
    early = works.desk.attempt("ConcludeAcceptance", works.concluding(), "county_office")
    assert (codes(early), blocking(early)) == (["RULE_BLOCKED"], {"P-54"})
    works.sign(1)
    concluded = works.desk.do("ConcludeAcceptance", works.concluding(), "county_office")["acceptance"]
    assert (concluded["passed"], concluded["acceptedAmount"], concluded["defects"]) == (True, "985600.00", [])
    assert (concluded["project"]["state"], concluded["project"]["acceptedOn"]) == ("ACCEPTED", "2020-08-05")
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectAcceptedV1)
    assert (str(told.project.accepted_on), told.project.accepted_amount) == ("2020-08-05", 98_560_000)


@pytest.mark.rule("P-54")
def test_what_blocks_an_acceptance_is_the_missing_signature(convened: Works) -> None:
    document = "query($id: ID!) { project(id: $id) { acceptance { id whatBlocks { mutation ready permitted } } } }"
    answer = convened.desk.subgraph.post(document, {"id": convened.id}, "county_office")
    acceptance = answer["data"]["project"]["acceptance"]
    assert acceptance["id"] == convened.acceptance["id"]
    assert acceptance["whatBlocks"] == [
        {"mutation": "acceptanceSign", "ready": True, "permitted": True},
        {"mutation": "acceptanceConclude", "ready": False, "permitted": True},
    ]


def test_a_signature_shows_its_form(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_panel()
    signing = works.signing()
    signed = works.desk.do("SignAcceptance", signing, "county_office")["acceptance"]["members"][0]
    assert (signed["signedOn"], signed["document"]["id"]) == ("2020-08-03", signing["documentId"])


def test_what_is_not_passed_goes_back_to_the_works_and_is_accepted_again(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_signatures()
    given = works.concluding(passed=False, acceptedAmount="0.00", defects=["屋面渗漏"])
    failed = works.desk.do("ConcludeAcceptance", given, "county_office")["acceptance"]
    assert (failed["passed"], failed["project"]["state"]) == (False, "COMPLETED")
    assert isinstance(works.desk.subgraph.told()[-1], ProjectCompletedV1)
    works.refresh()
    works.do("SelfInspectProject", "township_clerk", **works.inspecting(inspectedOn="2020-08-05"))
    second = works.desk.do("ConveneAcceptance", works.convening(), "county_office")["acceptance"]
    assert works.shown("acceptedOn acceptance { id passed }") == {
        "acceptedOn": None,
        "acceptance": {"id": second["id"], "passed": None},
    }


@pytest.mark.rule("P-44")
def test_without_a_third_party_nobody_is_convened(inspected: Works) -> None:
    inspected.on("2020-08-03")
    payload = inspected.desk.attempt("ConveneAcceptance", inspected.convening(thirdPartyId=None), "county_office")
    assert (codes(payload), blocking(payload)) == (["RULE_BLOCKED"], {"P-44"})


def test_a_bad_panel_is_refused_at_its_field(inspected: Works) -> None:
    inspected.on("2020-08-03")
    desk, whole = inspected.desk, inspected.convening()
    for changed, code, field in (
        ({"projectId": NOBODY}, "NOT_FOUND", ["input", "projectId"]),
        ({"officialIds": []}, "INVALID_INPUT", ["input", "officialIds"]),
        ({"officialIds": [NOBODY]}, "NOT_FOUND", ["input", "officialIds", "0"]),
        ({"officialIds": [desk.official, desk.official]}, "INVALID_INPUT", ["input", "officialIds"]),
        ({"thirdPartyId": NOBODY}, "NOT_FOUND", ["input", "thirdPartyId"]),
        ({"thirdPartyId": desk.organisation}, "INVALID_INPUT", ["input", "thirdPartyId"]),
    ):
        assert desk.refused("ConveneAcceptance", whole | changed, "county_office") == [(code, field)]


def test_one_panel_at_a_time(convened: Works) -> None:
    convened.on("2020-08-04")
    given = convened.convening()
    assert convened.desk.refused("ConveneAcceptance", given, "county_office") == [
        ("WRONG_STATE", ["input", "projectId"])
    ]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 9}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"memberId": NOBODY}, "INVALID_INPUT", ["input", "memberId"]),
        ({"signedOn": "2020-07-23"}, "INVALID_INPUT", ["input", "signedOn"]),
        ({"signedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "signedOn"]),
        ({"documentId": NOBODY}, "NOT_FOUND", ["input", "documentId"]),
    ],
)
def test_a_bad_signature_is_refused_at_its_field(
    convened: Works, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    convened.on("2020-08-04")
    given = convened.signing(1) | changed
    assert convened.desk.refused("SignAcceptance", given, "county_office") == [(code, field)]


def test_a_signature_is_kept_once_and_on_the_acceptance_form(convened: Works) -> None:
    convened.on("2020-08-04")
    again, other = convened.signing(0), convened.signing(1, documentId=convened.papers("OTHER")[0])
    assert convened.desk.refused("SignAcceptance", again, "county_office") == [("INVALID_INPUT", ["input", "memberId"])]
    assert convened.desk.refused("SignAcceptance", other, "county_office") == [
        ("INVALID_INPUT", ["input", "documentId"])
    ]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"expectedVersion": 9}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"acceptedAmount": "-1.00"}, "INVALID_INPUT", ["input", "acceptedAmount"]),
        ({"acceptedAmount": "1.001"}, "INVALID_INPUT", ["input", "acceptedAmount"]),
        ({"passed": False}, "INVALID_INPUT", ["input", "defects"]),
        ({"concludedOn": "2020-08-02"}, "INVALID_INPUT", ["input", "concludedOn"]),
        ({"concludedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "concludedOn"]),
        ({"defects": [" "]}, "INVALID_INPUT", ["input", "defects", "0"]),
    ],
)
def test_a_bad_conclusion_is_refused_at_its_field(
    convened: Works, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    convened.on("2020-08-05")
    given = convened.concluding(**changed)
    assert convened.desk.refused("ConcludeAcceptance", given, "county_office") == [(code, field)]


def test_who_inspected_for_the_township_does_not_conclude(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_completion()
    grants = [{"role": role, "region": "652822"} for role in ("TOWNSHIP_CLERK", "COUNTY_OFFICE")]
    both = works.desk.subgraph.tokens.token("township_clerk", grants=grants)
    works.on("2020-07-24")
    works.project = works.desk.do("SelfInspectProject", works.given(**works.inspecting()), None, token=both)["project"]
    works.acceptance = works.desk.do("ConveneAcceptance", works.convening(), "county_office")["acceptance"]
    works.on("2020-08-05")
    for member in range(2):
        works.sign(member)
    refused = works.desk.refused("ConcludeAcceptance", works.concluding(), None, token=both)
    assert [code for code, _ in refused] == ["FORBIDDEN"]
    assert works.desk.do("ConcludeAcceptance", works.concluding(), "county_office")["acceptance"]["passed"] is True


@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "county_finance", "provincial_auditor"])
def test_the_county_office_accepts(inspected: Works, convened: Works, persona: str) -> None:
    convened.on("2020-08-05")
    for operation, given in (
        ("ConveneAcceptance", inspected.convening()),
        ("SignAcceptance", convened.signing(1)),
        ("ConcludeAcceptance", convened.concluding()),
    ):
        assert [code for code, _ in convened.desk.refused(operation, given, persona)] == ["FORBIDDEN"]


@pytest.mark.parametrize("persona", ["stranger", None])
def test_outside_the_county_there_is_no_acceptance(convened: Works, persona: str | None) -> None:
    convened.on("2020-08-05")
    assert convened.desk.refused("SignAcceptance", convened.signing(1), persona) == [("NOT_FOUND", ["input", "id"])]
    assert convened.desk.refused("ConcludeAcceptance", convened.concluding(), persona) == [
        ("NOT_FOUND", ["input", "id"])
    ]


def test_a_concluded_acceptance_stays_as_it_is(accepted: Works) -> None:
    document = "query($id: ID!) { project(id: $id) { acceptance { id version members { id } } } }"
    answer = accepted.desk.subgraph.post(document, {"id": accepted.id}, "county_office")
    accepted.acceptance = answer["data"]["project"]["acceptance"]
    for operation, given in (("SignAcceptance", accepted.signing(1)), ("ConcludeAcceptance", accepted.concluding())):
        assert [code for code, _ in accepted.desk.refused(operation, given, "county_office")] == ["WRONG_STATE"]
