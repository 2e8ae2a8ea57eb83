"""Handing an asset over: papers, recipient and upkeep."""

from typing import Any

import pytest

from published.assets import AssetHandedOverV1, AssetUpkeepAssignedV1
from published.project_terms import OrganisationKind
from tests.integration.assets.registry import Registry
from tests.integration.assets.scene import COUNTY, VILLAGE, Scene

ASSET = """query($id: ID!) { asset(id: $id) { version state { title }
  handover { recipient { id } handedOverOn slip { id kind complete } upkeepLetter { id kind } }
  upkeep { party { id } official { id } cycleDays fundedBy } documents { kind } completeness { met }
  whatBlocks { mutation permitted } } }"""
NOBODY = "01920000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def registry(scene: Scene) -> Registry:
    return Registry(scene)


def shown(scene: Scene, asset: str, persona: str = "county_asset_manager") -> Any:
    return scene.ask(ASSET, persona, id=asset)["asset"]


@pytest.mark.rule("A-11")
@pytest.mark.rule("A-09")
def test_a_handover_with_all_that_belongs_to_it(scene: Scene, registry: Registry) -> None:
    asset, official = registry.confirmed(), registry.official(scene.village)
    duty = {"partyId": str(scene.village), "officialId": str(official), "cycleDays": 30, "fundedBy": "资产收益"}
    given = registry.handover(upkeep=duty)
    payload = registry.take("HandOverAsset", asset, given)
    assert payload["errors"] == []
    assert {(each["ruleId"], each["outcome"]) for each in payload["verdicts"]} == {("A-11", "PASS"), ("A-09", "PASS")}
    found = shown(scene, asset)
    assert found["state"]["title"] == "HANDED_OVER"
    assert found["handover"] == {
        "recipient": {"id": str(scene.village)},
        "handedOverOn": "2020-08-26",
        "slip": {"id": given["slipDocumentId"], "kind": "HANDOVER_SLIP", "complete": True},
        "upkeepLetter": {"id": given["upkeepLetterDocumentId"], "kind": "UPKEEP_LETTER"},
    }
    assert found["upkeep"] == {
        "party": {"id": str(scene.village)},
        "official": {"id": str(official)},
        "cycleDays": 30,
        "fundedBy": "资产收益",
    }
    assert {each["kind"] for each in found["documents"]} == {"HANDOVER_SLIP", "UPKEEP_LETTER"}
    assert "RESPONSIBLE" in found["completeness"]["met"]
    assert [step["mutation"] for step in found["whatBlocks"]] == ["operationContractSign"]


def test_it_is_told_to_the_neighbours(scene: Scene, registry: Registry) -> None:
    asset = registry.handed_over()
    handed, assigned = scene.assets.told()[-2:]
    assert isinstance(handed, AssetHandedOverV1)
    assert isinstance(assigned, AssetUpkeepAssignedV1)
    assert str(handed.asset.id) == str(assigned.asset.id) == asset
    assert (handed.recipient_id, handed.upkeep_party_id) == (scene.village, scene.village)
    assert str(handed.handed_over_on) == str(assigned.starts_on) == "2020-08-26"
    assert assigned.cycle_days == 30
    assert (handed.asset.version, assigned.asset.version) == (3, 4)


@pytest.mark.rule("A-11")
@pytest.mark.parametrize(
    ("missing", "named"),
    [
        (["slipDocumentId"], ["移交单"]),
        (["upkeepLetterDocumentId"], ["管护责任书"]),
        (["slipDocumentId", "upkeepLetterDocumentId"], ["移交单", "管护责任书"]),
    ],
)
def test_a_missing_paper_blocks_and_is_named(registry: Registry, missing: list[str], named: list[str]) -> None:
    asset = registry.confirmed()
    given = registry.handover(**dict.fromkeys(missing))
    before = registry.kept()
    payload = registry.take("HandOverAsset", asset, given)
    assert registry.refused(payload, before)["code"] == "RULE_BLOCKED"
    (verdict,) = [each for each in payload["verdicts"] if each["ruleId"] == "A-11"]
    assert verdict["outcome"] == "BLOCK"
    assert all(paper in verdict["message"] for paper in named)
    assert verdict["citation"] == {"article": "第三项", "documentNumber": {"text": "建安政文〔2018〕132号"}}


@pytest.mark.rule("A-09")
def test_without_upkeep_a_reason_is_asked(scene: Scene, registry: Registry) -> None:
    asset = registry.confirmed()
    given = registry.handover(upkeep=None)
    before = registry.kept()
    error = registry.refused(registry.take("HandOverAsset", asset, given), before)
    assert (error["code"], error["field"]) == ("REASON_REQUIRED", ["input", "reason"])
    payload = registry.take("HandOverAsset", asset, given | {"reason": "管护单位待村民会议明确"})
    assert payload["errors"] == []
    assert shown(scene, asset)["upkeep"] is None
    event = scene.assets.told()[-1]
    assert isinstance(event, AssetHandedOverV1)
    assert event.upkeep_party_id is None


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"recipientId": NOBODY}, "NOT_FOUND", ["input", "recipientId"]),
        ({"slipDocumentId": NOBODY}, "NOT_FOUND", ["input", "slipDocumentId"]),
        ({"handedOverOn": "2020-08-17"}, "INVALID_INPUT", ["input", "handedOverOn"]),
        ({"handedOverOn": "2999-01-01"}, "INVALID_INPUT", ["input", "handedOverOn"]),
        ({"upkeep": {"partyId": NOBODY, "cycleDays": 30}}, "NOT_FOUND", ["input", "upkeep", "partyId"]),
        ({"expectedVersion": 1}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
    ],
)
def test_wrong_input(registry: Registry, changes: dict[str, Any], code: str, field: list[str]) -> None:
    asset = registry.confirmed()
    given = registry.handover(**changes)
    before = registry.kept()
    error = registry.refused(registry.take("HandOverAsset", asset, given), before)
    assert (error["code"], error["field"]) == (code, field)


@pytest.mark.parametrize("days", [0, 367])
def test_patrols_come_within_a_year(scene: Scene, registry: Registry, days: int) -> None:
    asset = registry.confirmed()
    given = registry.handover(upkeep={"partyId": str(scene.village), "cycleDays": days})
    before = registry.kept()
    error = registry.refused(registry.take("HandOverAsset", asset, given), before)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "upkeep", "cycleDays"])


def test_the_keeper_belongs_to_the_party(scene: Scene, registry: Registry) -> None:
    asset, other = registry.confirmed(), scene.organisation(COUNTY, OrganisationKind.COOPERATIVE)
    duty = {"partyId": str(scene.village), "officialId": str(registry.official(other)), "cycleDays": 30}
    given = registry.handover(upkeep=duty)
    before = registry.kept()
    error = registry.refused(registry.take("HandOverAsset", asset, given), before)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "upkeep", "officialId"])


def test_a_paper_of_the_wrong_kind(registry: Registry) -> None:
    asset = registry.confirmed()
    given = registry.handover(slipDocumentId=registry.paper("OTHER"))
    before = registry.kept()
    error = registry.refused(registry.take("HandOverAsset", asset, given), before)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "slipDocumentId"])
    assert "移交单" in error["message"]


def test_only_a_confirmed_asset_is_handed_over_and_only_once(scene: Scene, registry: Registry) -> None:
    for asset in (scene.register(), registry.handed_over()):
        given = registry.handover()
        before = registry.kept()
        assert registry.refused(registry.take("HandOverAsset", asset, given), before)["code"] == "WRONG_STATE"


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "village_clerk", "provincial_auditor"])
def test_who_may_not_hand_over(registry: Registry, persona: str) -> None:
    asset, given = registry.confirmed(), registry.handover()
    before = registry.kept()
    assert registry.refused(registry.take("HandOverAsset", asset, given, persona), before)["code"] == "FORBIDDEN"


def test_the_village_sees_its_handover_and_a_stranger_nothing(scene: Scene, registry: Registry) -> None:
    asset = registry.handed_over(at=VILLAGE)
    assert shown(scene, asset, "village_clerk")["handover"]["recipient"] == {"id": str(scene.village)}
    assert shown(scene, asset, "stranger") is None
