"""A county follows its money up to the letter that brought it, and learns nothing of what others received of it."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.harness.files import paper, upload
from tests.integration.funds.scene import (
    COUNTY,
    OTHER_COUNTY,
    PREFECTURE,
    VILLAGE,
    Scene,
    allocated,
    bound,
    issue,
    received,
)
from tests.journeys.operations import document

IN_COUNTY = ["county_office", "county_finance", "county_treasury", "county_asset_manager"]
BELOW_OR_OUTSIDE = ["village_clerk", "township_clerk", "township_finance", "stranger", None]
ABOVE = ["prefecture_finance", "provincial_auditor"]
UP = """query($id: ID!) { indicatorDocument(id: $id) {
  id documentNumber { text } title fiscalYear receivedOn issuedOn totalAmount performanceTarget region { id }
  verdicts { ruleId } documents { id }
  lines { id amount level category { code } allocatedAmount unallocatedAmount
    allocations { id amount region { id } fundings(first: 5) { nodes { id } } } } } }"""


@dataclass
class Shared:
    """A document with two lines: both counties received of the first, the other county alone of the second."""

    id: str
    first: str
    second: str
    mine: str
    theirs: str
    funding: str
    project: str


@pytest.fixture(scope="module")
def shared(scene: Scene) -> Shared:
    scan = upload(scene.funds, "INDICATOR_DOCUMENT", "prefecture_finance", paper("指标文件"))
    lines = [
        {"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "100.00"},
        {"categoryCode": "MINORITY", "level": "CENTRAL", "amount": "50.00"},
    ]
    found = received(scene, lines=lines, documentIds=[scan])
    first, second = (line["id"] for line in found["lines"])
    given = (issue(first, "60.00"), issue(first, "40.00", regionCode=OTHER_COUNTY))
    last = issue(second, "50.00", regionCode=OTHER_COUNTY)
    pots = [scene.do("IssueAllocation", each, "prefecture_finance")["allocation"]["id"] for each in (*given, last)]
    project = scene.project(at=VILLAGE)
    funding = bound(scene, project, pots[0], "10.00")["id"]
    scene.seal()
    return Shared(found["id"], first, second, pots[0], pots[1], funding, project)


@pytest.mark.parametrize("persona", IN_COUNTY)
def test_a_county_sees_the_letter_and_its_line(scene: Scene, shared: Shared, persona: str) -> None:
    seen = scene.ask(UP, persona, id=shared.id)["indicatorDocument"]
    assert seen["documentNumber"]["text"].startswith("新财扶〔2020〕")
    assert (seen["title"], seen["receivedOn"], seen["totalAmount"]) == (
        "2020年财政专项扶贫资金",
        "2020-01-06",
        "150.00",
    )
    assert seen["region"] is not None
    (line,) = seen["lines"]
    assert (line["id"], line["amount"], line["category"]) == (shared.first, "100.00", {"code": "DEVELOPMENT"})


@pytest.mark.parametrize("persona", IN_COUNTY)
def test_it_learns_nothing_of_what_others_received(scene: Scene, shared: Shared, persona: str) -> None:
    seen = scene.ask(UP, persona, id=shared.id)["indicatorDocument"]
    (line,) = seen["lines"]
    assert [each["id"] for each in line["allocations"]] == [shared.mine]
    assert (line["allocatedAmount"], line["unallocatedAmount"]) == (None, None)
    assert (seen["issuedOn"], seen["performanceTarget"], seen["verdicts"]) == (None, None, [])
    assert seen["documents"] == []


@pytest.mark.parametrize("persona", ABOVE)
def test_whoever_it_lies_under_sees_all_of_it(scene: Scene, shared: Shared, persona: str) -> None:
    seen = scene.ask(UP, persona, id=shared.id)["indicatorDocument"]
    assert (seen["issuedOn"], seen["performanceTarget"]) == ("2020-01-09", "产业带动120户")
    assert [each["ruleId"] for each in seen["verdicts"]] == ["F-42"]
    assert len(seen["documents"]) == 1
    assert [(line["allocatedAmount"], line["unallocatedAmount"]) for line in seen["lines"]] == [
        ("100.00", "0.00"),
        ("50.00", "0.00"),
    ]
    assert [len(line["allocations"]) for line in seen["lines"]] == [2, 1]


@pytest.mark.parametrize("persona", BELOW_OR_OUTSIDE)
def test_nobody_else_sees_it(scene: Scene, shared: Shared, persona: str | None) -> None:
    assert scene.ask(UP, persona, id=shared.id) == {"indicatorDocument": None}


@pytest.mark.parametrize("persona", IN_COUNTY)
def test_it_is_in_no_list_of_theirs(scene: Scene, shared: Shared, persona: str) -> None:
    query = """{ indicatorDocuments(first: 100, where: { issuedOn: { isNull: false } }) {
      nodes { id } totalCount { count } } }"""
    assert scene.ask(query, persona)["indicatorDocuments"] == {"nodes": [], "totalCount": {"count": 0}}


def test_no_command_of_theirs_finds_it(scene: Scene, shared: Shared) -> None:
    refused = scene.refused("IssueAllocation", issue(shared.first, "1.00"), "county_finance")
    assert (refused["error"]["code"], refused["error"]["field"]) == ("NOT_FOUND", ["input", "lineId"])


@pytest.mark.parametrize("persona", [*IN_COUNTY, "village_clerk"])
def test_up_from_bound_money(scene: Scene, shared: Shared, persona: str) -> None:
    selection = """amount allocation { amount region { id }
      line { amount level category { code } document { id documentNumber { text } totalAmount receivedOn } } }"""
    asked = [{"__typename": "ProjectFunding", "id": shared.funding}]
    (found,) = scene.funds.entities(asked, selection, persona)
    assert found["amount"] == "10.00"
    if persona == "village_clerk":
        assert found["allocation"] is None
        return
    line = found["allocation"]["line"]
    assert (line["amount"], line["level"], line["document"]["id"]) == ("100.00", "CENTRAL", shared.id)
    assert line["document"]["totalAmount"] == "150.00"


def test_money_of_its_own_document_hides_nothing_from_the_county(scene: Scene) -> None:
    own = [{"categoryCode": "COUNTY_MATCHING", "level": "COUNTY", "amount": "9.00"}]
    found = received(scene, regionCode=COUNTY, lines=own)
    given = issue(found["lines"][0]["id"], "4.00")
    scene.do("IssueAllocation", given, "county_finance")
    (line,) = scene.ask(UP, "county_finance", id=found["id"])["indicatorDocument"]["lines"]
    assert (line["allocatedAmount"], line["unallocatedAmount"]) == ("4.00", "5.00")


def fen(text: str) -> int:
    return int(text.replace(".", ""))


def test_down_from_the_letter_every_joint_ties(scene: Scene, shared: Shared) -> None:
    query = scene.funds.own_part(document("FollowMoneyDown"))
    found: dict[str, Any] = scene.ask(query, "prefecture_finance", id=shared.id)["indicatorDocument"]
    assert fen(found["totalAmount"]) == sum(fen(line["amount"]) for line in found["lines"])
    for line in found["lines"]:
        assert fen(line["allocatedAmount"]) == sum(fen(each["amount"]) for each in line["allocations"])
        assert fen(line["amount"]) == fen(line["allocatedAmount"]) + fen(line["unallocatedAmount"])
        for pot in line["allocations"]:
            assert fen(pot["boundAmount"]) == sum(fen(each["amount"]) for each in pot["fundings"]["nodes"])
            assert fen(pot["amount"]) == fen(pot["boundAmount"]) + fen(pot["availableAmount"])
    assert [each["id"] for each in found["lines"][0]["allocations"][0]["fundings"]["nodes"]] == [shared.funding]


def test_an_allocation_elsewhere_opens_nothing(scene: Scene) -> None:
    pot = allocated(scene, "5.00", regionCode=OTHER_COUNTY)["id"]
    ids = scene.funds.rows("SELECT document_id::text FROM allocation WHERE id = %(id)s", {"id": pot})
    assert scene.ask(UP, "county_finance", id=ids[0][0]) == {"indicatorDocument": None}
    assert scene.ask(UP, "prefecture_finance", id=ids[0][0])["indicatorDocument"]["id"] == ids[0][0]


def test_the_receiving_region_is_named(scene: Scene, shared: Shared) -> None:
    rows = scene.funds.rows("SELECT id::text FROM region WHERE code = %(code)s", {"code": PREFECTURE})
    seen = scene.ask(UP, "county_office", id=shared.id)["indicatorDocument"]
    assert seen["region"] == {"id": rows[0][0]}
