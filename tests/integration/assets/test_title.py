"""Confirming a title."""

from typing import Any

import pytest

from published.assets import AssetTitleConfirmedV1
from tests.integration.assets.registry import Registry
from tests.integration.assets.scene import Scene

RIGHTS = """query($id: ID!) { asset(id: $id) { version state { title } documents { id kind }
  rights(kind: OWNERSHIP) { certificateNumber shareBps } history { axis toState effectiveOn }
  completeness { met missing } whatBlocks { mutation ready permitted verdicts { ruleId outcome } } } }"""


@pytest.fixture(scope="module")
def registry(scene: Scene) -> Registry:
    return Registry(scene)


def shown(scene: Scene, asset: str, persona: str = "county_asset_manager") -> Any:
    return scene.ask(RIGHTS, persona, id=asset)["asset"]


def test_a_confirmed_title(scene: Scene, registry: Registry) -> None:
    asset, certificate = scene.register(), registry.paper("CERTIFICATE")
    payload = registry.confirm(asset, documentIds=[certificate])
    assert payload["errors"] == []
    assert payload["asset"] == {"id": asset, "version": 2, "state": {"title": "CONFIRMED"}}
    found = shown(scene, asset)
    assert found["rights"] == [{"certificateNumber": "轮农集字2020-017", "shareBps": 10_000}]
    assert found["documents"] == [{"id": certificate, "kind": "CERTIFICATE"}]
    assert {"axis": "title", "toState": "CONFIRMED", "effectiveOn": "2020-08-18"} in found["history"]
    assert "TITLE" in found["completeness"]["met"]


def test_it_is_told_to_the_neighbours(scene: Scene, registry: Registry) -> None:
    asset = registry.confirmed()
    event = scene.assets.told()[-1]
    assert isinstance(event, AssetTitleConfirmedV1)
    assert (str(event.asset.id), event.asset.version, event.asset.title_state) == (asset, 2, "CONFIRMED")
    assert (str(event.confirmed_on), event.certificate_number) == ("2020-08-18", "轮农集字2020-017")
    assert [owner.holder_id for owner in event.asset.owners] == [scene.village]


@pytest.mark.rule("A-06")
def test_what_lies_ahead_before_and_after(scene: Scene, registry: Registry) -> None:
    asset = scene.register()
    (step,) = shown(scene, asset)["whatBlocks"]
    verdicts = [{"ruleId": "A-06", "outcome": "PASS"}]
    assert step == {"mutation": "assetConfirmTitle", "ready": True, "permitted": True, "verdicts": verdicts}
    (step,) = shown(scene, asset, "village_clerk")["whatBlocks"]
    assert (step["ready"], step["permitted"]) == (True, False)
    registry.confirm(asset)
    assert [each["mutation"] for each in shown(scene, asset)["whatBlocks"]] == ["assetHandOver"]


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "county_finance", "village_clerk"])
def test_who_may_not_confirm(scene: Scene, registry: Registry, persona: str) -> None:
    asset, before = scene.register(), registry.kept()
    before = registry.kept()
    assert registry.refused(registry.confirm(asset, persona), before)["code"] == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_who_does_not_see_the_asset(scene: Scene, registry: Registry, persona: str | None) -> None:
    asset = scene.register()
    before = registry.kept()
    error = registry.refused(registry.confirm(asset, persona), before)
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "id"])


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"confirmedOn": "2020-08-04"}, "INVALID_INPUT", ["input", "confirmedOn"]),
        ({"confirmedOn": "2999-01-01"}, "INVALID_INPUT", ["input", "confirmedOn"]),
        ({"certificateNumber": ""}, "INVALID_INPUT", ["input", "certificateNumber"]),
        ({"expectedVersion": 7}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"documentIds": ["01920000-0000-7000-8000-000000000001"]}, "NOT_FOUND", ["input", "documentIds", "0"]),
    ],
)
def test_wrong_input(scene: Scene, registry: Registry, changes: dict[str, Any], code: str, field: list[str]) -> None:
    asset = scene.register()
    before = registry.kept()
    error = registry.refused(registry.confirm(asset, **changes), before)
    assert (error["code"], error["field"]) == (code, field)


def test_a_title_is_confirmed_once(registry: Registry) -> None:
    asset = registry.confirmed()
    before = registry.kept()
    assert registry.refused(registry.confirm(asset), before)["code"] == "WRONG_STATE"
