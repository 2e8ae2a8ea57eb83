"""Who learns of money: each root field and relation, for own, sibling, parent and strange regions, and nobody."""

from dataclasses import dataclass

import pytest

from chassis.tables import new_id
from services.funds.category.inputs import category_id
from tests.integration.funds.claiming import ACCOUNT, registered
from tests.integration.funds.scene import COUNTY, OTHER_COUNTY, Scene, allocated, bound, received

EVERYBODY = [
    "village_clerk",
    "township_clerk",
    "county_office",
    "county_finance",
    "county_asset_manager",
    "prefecture_finance",
    "provincial_auditor",
    "platform_operator",
    "stranger",
    None,
]
ABOVE = {"prefecture_finance", "provincial_auditor", "platform_operator"}
IN_COUNTY = {"county_office", "county_finance", "county_asset_manager"}
IN_VILLAGE = {"village_clerk", "township_clerk"}
OUTSIDE = {"stranger", None}


@dataclass
class Thread:
    """One of each kind, in the county and in another."""

    document: str
    line: str
    allocation: str
    project: str
    funding: str
    elsewhere: str


@pytest.fixture(scope="module")
def thread(scene: Scene) -> Thread:
    pot = allocated(scene)
    project = scene.project()
    funding = bound(scene, project, pot["id"])
    elsewhere = allocated(scene, regionCode=OTHER_COUNTY)["id"]
    received(scene, regionCode=COUNTY)
    claimed(scene, project, funding["id"])
    scene.seal()
    of = "SELECT document_id::text, line_id::text FROM allocation WHERE id = %(id)s"
    document, line = scene.funds.rows(of, {"id": pot["id"]})[0]
    return Thread(document, line, pot["id"], project, funding["id"], elsewhere)


def claimed(scene: Scene, project: str, funding: str) -> None:
    """A claim for an advance."""
    payee = registered()
    scene.funds.deliver(payee)
    lines = [{"projectFundingId": funding, "amount": "50.00"}]
    given = {"projectId": project, "stage": "ADVANCE", "lines": lines, "payeeId": str(payee.organisation.id)}
    scene.do("DraftClaim", given | {"payeeAccount": ACCOUNT}, "township_clerk")


LISTS = {
    "indicatorDocuments": dict.fromkeys(ABOVE, 3) | dict.fromkeys(IN_COUNTY, 1),
    "allocations": dict.fromkeys(ABOVE, 2) | dict.fromkeys(IN_COUNTY, 1),
    # 3 documents, 2 allocations twice, 1 binding; in the county's book its document, one receipt, the binding.
    "ledgerEntries": dict.fromkeys(ABOVE, 8) | dict.fromkeys(IN_COUNTY, 3),
    "paymentClaims": dict.fromkeys(ABOVE | IN_COUNTY | IN_VILLAGE, 1),
}


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("field", LISTS)
def test_a_list_holds_what_lies_within_the_grants(
    scene: Scene, thread: Thread, field: str, persona: str | None
) -> None:
    found = scene.ask(f"{{ {field}(first: 100) {{ nodes {{ id }} totalCount {{ count }} }} }}", persona)[field]
    assert len(found["nodes"]) == found["totalCount"]["count"] == LISTS[field].get(str(persona), 0)


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_document_outside_is_like_none(scene: Scene, thread: Thread, persona: str | None) -> None:
    query = "query($id: ID!) { indicatorDocument(id: $id) { id title lines { id allocations { id } } } }"
    answer = scene.funds.post(query, {"id": thread.document}, persona)
    if persona in ABOVE | IN_COUNTY:
        document = answer["data"]["indicatorDocument"]
        assert document["lines"] == [{"id": thread.line, "allocations": [{"id": thread.allocation}]}]
    else:
        assert answer == scene.funds.post(query, {"id": str(new_id())}, persona)
        assert answer == {"data": {"indicatorDocument": None}}


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_claim_outside_is_like_none(scene: Scene, thread: Thread, persona: str | None) -> None:
    claim = scene.funds.rows("SELECT id::text FROM payment_claim")[0][0]
    found = scene.ask("query($id: ID!) { paymentClaim(id: $id) { version state amount } }", persona, id=claim)
    shown = {"version": 1, "state": "DRAFT", "amount": "50.00"}
    assert found == {"paymentClaim": None if persona in OUTSIDE else shown}


@pytest.mark.parametrize("persona", EVERYBODY)
def test_what_funds_adds_to_a_project(scene: Scene, thread: Thread, persona: str | None) -> None:
    """The village sees the money of its project, but not the county's pot that it comes from."""
    asked = [{"__typename": "Project", "id": thread.project}, {"__typename": "Project", "id": str(new_id())}]
    selection = "id boundAmount paidAmount fundings { id amount allocation { id line { id } } } paymentClaims { state }"
    found, nobody = scene.funds.entities(asked, selection, persona)
    assert nobody is None
    if persona in OUTSIDE:
        assert found is None
        return
    pot = {"id": thread.allocation, "line": {"id": thread.line}} if persona in ABOVE | IN_COUNTY else None
    assert found == {
        "id": thread.project,
        "boundAmount": "800000.00",
        "paidAmount": "0.00",
        "fundings": [{"id": thread.funding, "amount": "800000.00", "allocation": pot}],
        "paymentClaims": [{"state": "DRAFT"}],
    }


@pytest.mark.parametrize("persona", EVERYBODY)
def test_bound_money_as_an_entity(scene: Scene, thread: Thread, persona: str | None) -> None:
    asked = [{"__typename": "ProjectFunding", "id": each} for each in (thread.funding, str(new_id()))]
    found = scene.funds.entities(asked, "amount project { id }", persona)
    seen = {"amount": "800000.00", "project": {"id": thread.project}}
    assert found == [None if persona in OUTSIDE else seen, None]


@pytest.mark.parametrize("persona", EVERYBODY)
def test_categories_are_for_everybody_signed_in(scene: Scene, persona: str | None) -> None:
    found = scene.ask("{ fundCategories { id code } }", persona)["fundCategories"]
    assert bool(found) == (persona is not None)
    asked = [{"__typename": "FundCategory", "id": str(category_id("DEVELOPMENT"))}]
    assert scene.funds.entities(asked, "code", persona) == [{"code": "DEVELOPMENT"} if persona else None]


SUMS = {
    "fundSummary": '{{ fundSummary(regionCode: "{code}", fiscalYear: 2020, scope: ALL_SOURCES) {{ receivedAmount }} }}',
    "ownBudgets": '{{ ownBudgets(regionCode: "{code}") {{ amount }} }}',
    "allocations": """{{ allocations(first: 1, where: {{ region: {{ under: "{code}" }} }}) {{
      aggregate {{ amount }} }} }}""",
}


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("field", SUMS)
@pytest.mark.parametrize("code", [COUNTY, OTHER_COUNTY, "652800", "650000"])
def test_a_sum_needs_the_whole_region(scene: Scene, thread: Thread, field: str, code: str, persona: str | None) -> None:
    whole = (
        persona in {"provincial_auditor", "platform_operator"}
        or (persona == "prefecture_finance" and code != "650000")
        or (persona in IN_COUNTY and code == COUNTY)
    )
    query = SUMS[field].format(code=code)
    if whole:
        assert scene.ask(query, persona)[field] is not None
    else:
        assert scene.codes(query, persona) == ({field: None}, ["PARTIAL_SCOPE"])


def test_every_root_field_is_in_a_test_here(scene: Scene) -> None:
    schema = scene.ask("{ __schema { queryType { fields { name } } } }")["__schema"]["queryType"]["fields"]
    here = {*LISTS, *SUMS, "indicatorDocument", "paymentClaim", "fundCategories"}
    assert {each["name"] for each in schema} - {"_entities", "_service"} == here
