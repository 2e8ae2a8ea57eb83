"""The public card behind the QR code, and reports of the public."""

import base64
from datetime import date
from typing import Any

import pytest

from published.project_terms import OrganisationKind
from tests.integration.assets.registry import Registry
from tests.integration.assets.scene import COUNTY, VILLAGE, Scene
from tests.integration.assets.village import Village
from tests.journeys.operations import document

CARD = "query($id: ID!) { asset(id: $id) { code card { token qrCodeUrl } } }"
TODAY = date(2020, 12, 1)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def registry(scene: Scene) -> Registry:
    scene.assets.set_today(TODAY)
    return Registry(scene)


def card_of(scene: Scene, asset: str) -> Any:
    return scene.ask(CARD, id=asset)["asset"]["card"]


def public(scene: Scene, token: str, persona: str | None = None) -> Any:
    return scene.ask(scene.assets.own_part(document("PublicAssetCard")), persona, token=token)["assetCard"]


def report(scene: Scene, token: str, text: str = "羊舍锁门两个月", **more: Any) -> Any:
    given = {"cardToken": token, "text": text} | more
    return scene.assets.run(scene.assets.own_part(document("SubmitReport")), given, None)


def test_each_asset_has_a_token_of_its_own_that_stays(scene: Scene, registry: Registry) -> None:
    assets = [registry.confirmed() for _ in range(3)]
    tokens = [card_of(scene, asset)["token"] for asset in assets]
    assert len(set(tokens)) == 3
    assert all(len(token) == 16 for token in tokens)
    registry.hand_over(assets[0])
    assert card_of(scene, assets[0])["token"] == tokens[0]


def test_the_code_is_a_picture(scene: Scene, registry: Registry) -> None:
    kind, _, picture = card_of(scene, scene.register())["qrCodeUrl"].partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(picture).startswith(PNG)


def test_everybody_sees_safe_facts_of_an_asset_that_works(scene: Scene, registry: Registry) -> None:
    village = Village(scene)
    village.prepare()
    asset = registry.handed_over(inServiceOn="2020-08-10", formedOn="2020-08-05")
    village.sign(asset, startsOn="2020-09-01", endsOn="2021-06-30")
    token = card_of(scene, asset)["token"]
    code = scene.ask(CARD, id=asset)["asset"]["code"]
    assert public(scene, token) == {
        "code": code,
        "name": "示范村羊舍1号",
        "assetClass": "OPERATING",
        "categoryName": "畜禽圈舍",
        "regionName": "示范村",
        "formedOn": "2020-08-05",
        "originalValue": "1000.00",
        "projectName": "示范村羊舍",
        "fundSources": ["村集体自筹"],
        "ownerNames": ["示范村股份经济合作社"],
        "operatorName": "示范村股份经济合作社",
        "upkeepName": "示范村股份经济合作社",
        "hotline": "12317",
        "lastDistributedAmount": None,
        "lastDistributedOn": None,
    }
    assert public(scene, token, "stranger") == public(scene, token)


def test_what_is_not_known_yet_is_null_and_a_person_is_masked(scene: Scene, registry: Registry) -> None:
    owner = scene.organisation(VILLAGE, OrganisationKind.INDIVIDUAL)
    asset = scene.register(owners=[{"holderId": str(owner), "shareBps": 10_000}])
    shown = public(scene, card_of(scene, asset)["token"])
    assert shown["ownerNames"] == ["买*"]
    assert (shown["operatorName"], shown["upkeepName"]) == (None, None)


def test_no_card_opens_with_another_token_and_the_asset_stays_closed(scene: Scene, registry: Registry) -> None:
    asset = scene.register()
    assert public(scene, "q7Xc0sZk") is None
    assert scene.ask(CARD, None, id=asset)["asset"] is None


def test_the_last_disclosed_distribution(scene: Scene, registry: Registry) -> None:
    village = Village(scene)
    village.prepare()
    asset = village.asset()
    token = card_of(scene, asset)["token"]
    distribution = village.draft(village.income(asset=asset))["id"]
    for step in ("deliberate", "publicise", "review", "file", "pay"):
        village.publicise(distribution) if step == "publicise" else village.done(step, distribution)
        assert public(scene, token)["lastDistributedAmount"] is None
    village.done("disclose", distribution)
    shown = public(scene, token)
    assert (shown["lastDistributedAmount"], shown["lastDistributedOn"]) == ("9000.01", "2020-11-12")


@pytest.mark.rule("X-10")
def test_anybody_may_report_and_gets_a_receipt(scene: Scene, registry: Registry) -> None:
    token = card_of(scene, scene.register(at=COUNTY))["token"]
    first, second = (report(scene, token, contact="139****0000") for _ in range(2))
    for payload in (first, second):
        assert payload["errors"] == []
        assert payload["assetReport"]["receivedOn"] == str(TODAY)
        assert payload["assetReport"]["receipt"].startswith("FY20201201")
        assert [each["ruleId"] for each in payload["verdicts"] if each["ruleId"] == "X-10"] == ["X-10"]
    assert first["assetReport"]["receipt"] < second["assetReport"]["receipt"]


def test_what_was_reported_stands_nowhere_in_clear(scene: Scene, registry: Registry) -> None:
    contact, text = "13912345678", "隔壁老王占用了羊舍"
    report(scene, card_of(scene, scene.register())["token"], text, contact=contact)
    rows = scene.assets.rows("SELECT j::text FROM journal AS j")
    assert not [row for (row,) in rows if contact in row or text in row]
    assert scene.assets.rows("SELECT 1 FROM asset_report WHERE sealed_contact LIKE '%%139%%'") == []
    (sealed,) = scene.assets.rows("SELECT sealed_contact FROM asset_report WHERE text = %(text)s", {"text": text})[0]
    assert scene.assets.runtime.cipher.open(sealed) == contact


def test_a_report_makes_an_asset_in_use_suspect(scene: Scene, registry: Registry) -> None:
    asset = registry.handed_over(inServiceOn="2020-08-10")
    assert report(scene, card_of(scene, asset)["token"])["errors"] == []
    cases = """query { idleCases(first: 50) { nodes { id state asset { id } signals { source observedOn } } } }"""
    (mine,) = [case for case in scene.ask(cases)["idleCases"]["nodes"] if case["asset"]["id"] == asset]
    assert mine["state"] == "SUSPECTED"
    assert mine["signals"] == [{"source": "REPORT", "observedOn": str(TODAY)}]
    assert report(scene, card_of(scene, asset)["token"])["errors"] == []


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"cardToken": "q7Xc0sZk"}, "NOT_FOUND", ["input", "cardToken"]),
        ({"text": " "}, "INVALID_INPUT", ["input", "text"]),
        ({"text": "长" * 2001}, "INVALID_INPUT", ["input", "text"]),
        ({"contact": "1" * 201}, "INVALID_INPUT", ["input", "contact"]),
    ],
)
def test_wrong_input(scene: Scene, registry: Registry, changes: dict[str, Any], code: str, field: list[str]) -> None:
    given = {"cardToken": card_of(scene, scene.register())["token"], "text": "锁门"} | changes
    before = registry.kept()
    payload = scene.assets.run(scene.assets.own_part(document("SubmitReport")), given, None)
    error = registry.refused(payload, before)
    assert (error["code"], error["field"]) == (code, field)
