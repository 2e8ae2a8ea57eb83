"""Registering an asset: what is kept, told and judged."""

from typing import Any

import pytest

from published.assets import AssetFormedV1
from published.project_terms import OrganisationKind
from tests.integration.assets.scene import (
    COUNTY,
    SIBLING,
    TOWNSHIP,
    VILLAGE,
    Scene,
)

READ = """query($id: ID!) { asset(id: $id) {
  id version code name origin assetClass category { code name parentCode } form quantity unit region { id }
  address location { latitude longitude } project { id } formedOn inServiceOn usefulLifeMonths originalValue ownerLevel
  fundings { projectFunding { id } otherSource amount asset { id } }
  state(asOf: "2020-08-31") { title operation utilisation lifecycle netValue }
  rights { kind holder { id } shareBps startsOn endsOn certificateNumber }
  completeness { met missing }
  history { axis fromState toState effectiveOn recordedAt actor { subject name role } verdicts { ruleId } } } }"""


def read(scene: Scene, identifier: str, persona: str | None = "county_asset_manager") -> Any:
    answer = scene.assets.post(READ, {"id": identifier}, persona)
    assert "errors" not in answer, answer
    return answer["data"]["asset"]


def test_an_asset_of_two_bindings_and_other_money_with_two_owners(scene: Scene) -> None:
    project = scene.project()
    central, prefecture = scene.funding(project, "800000.00"), scene.funding(project, "200000.00")
    other = scene.organisation(SIBLING)
    identifier = scene.register(
        projectId=project,
        inServiceOn="2020-08-10",
        address="示范村东200米",
        location={"latitude": 41.77, "longitude": 84.25},
        usefulLifeMonths=240,
        fundings=[
            {"projectFundingId": str(central), "amount": "800000.00"},
            {"projectFundingId": str(prefecture), "amount": "185600.01"},
        ],
        otherFundings=[{"source": "村集体自筹", "amount": "0.99"}],
        owners=[{"holderId": str(scene.village), "shareBps": 7000}, {"holderId": str(other), "shareBps": 3000}],
    )
    asset = read(scene, identifier)
    history = asset.pop("history")
    assert asset.pop("code").startswith("ZC")
    assert asset.pop("region")["id"]
    right = {"kind": "OWNERSHIP", "startsOn": "2020-08-05", "endsOn": None, "certificateNumber": None}
    of_it = {"asset": {"id": identifier}}
    assert asset == {
        "id": identifier,
        "version": 1,
        "name": "示范村羊舍1号",
        "origin": "COMMAND",
        "assetClass": "OPERATING",
        "category": {"code": "LIVESTOCK_SHED", "name": "畜禽圈舍", "parentCode": "INDUSTRY"},
        "form": "FIXED",
        "quantity": "1200.00",
        "unit": "平方米",
        "address": "示范村东200米",
        "location": {"latitude": 41.77, "longitude": 84.25},
        "project": {"id": str(project)},
        "formedOn": "2020-08-05",
        "inServiceOn": "2020-08-10",
        "usefulLifeMonths": 240,
        "originalValue": "985601.00",
        "ownerLevel": "VILLAGE",
        "fundings": [
            {"projectFunding": {"id": str(central)}, "otherSource": None, "amount": "800000.00"} | of_it,
            {"projectFunding": {"id": str(prefecture)}, "otherSource": None, "amount": "185600.01"} | of_it,
            {"projectFunding": None, "otherSource": "村集体自筹", "amount": "0.99"} | of_it,
        ],
        "state": {
            "title": "REGISTERED",
            "operation": "NOT_STARTED",
            "utilisation": "IN_USE",
            "lifecycle": "IN_SERVICE",
            "netValue": "985601.00",
        },
        "rights": [
            right | {"holder": {"id": str(scene.village)}, "shareBps": 7000},
            right | {"holder": {"id": str(other)}, "shareBps": 3000},
        ],
        "completeness": {"met": ["KNOWN", "CLASS"], "missing": ["确权", "经营、监督或管护责任人", "经营方式"]},
    }
    assert [(each["axis"], each["fromState"], each["toState"], each["effectiveOn"]) for each in history] == [
        ("lifecycle", None, "IN_SERVICE", "2020-08-10"),
        ("operation", None, "NOT_STARTED", "2020-08-05"),
        ("title", None, "REGISTERED", "2020-08-05"),
        ("utilisation", None, "IN_USE", "2020-08-10"),
    ]
    assert history[0]["actor"] == {
        "subject": "county_asset_manager",
        "name": "县扶贫资产管理员",
        "role": "COUNTY_ASSET_MANAGER",
    }
    assert {verdict["ruleId"] for verdict in history[0]["verdicts"]} == {"A-01", "A-03", "A-06", "A-16"}


def test_before_it_is_put_to_use_an_asset_is_planned_and_its_use_unknown(scene: Scene) -> None:
    state = read(scene, scene.register())["state"]
    assert (state["utilisation"], state["lifecycle"]) == ("UNKNOWN", "PLANNED")


def test_it_tells_the_neighbours_what_was_formed(scene: Scene) -> None:
    project = scene.project()
    money = scene.funding(project)
    payload = scene.attempt(
        scene.registration(projectId=project, fundings=[{"projectFundingId": str(money), "amount": "785600.00"}])
    )
    assert payload["consistencyToken"]
    event = scene.assets.told()[-1]
    assert isinstance(event, AssetFormedV1)
    assert str(event.asset.id) == payload["asset"]["id"]
    assert event.asset.project_id == project
    assert event.asset.original_value == 78_660_000
    assert [(each.project_funding_id, each.other_source, each.amount) for each in event.asset.fundings] == [
        (money, None, 78_560_000),
        (None, "村集体自筹", 100_000),
    ]
    assert [(owner.holder_id, owner.share_bps) for owner in event.asset.owners] == [(scene.village, 10_000)]
    assert event.asset.pinyin == "shi fan cun yang she 1 hao"


def test_codes_follow_one_another_and_are_never_used_again(scene: Scene) -> None:
    before = scene.attempt(scene.registration())["asset"]["code"]
    scene.attempt(scene.registration(), dryRun=True)
    after = scene.attempt(scene.registration())["asset"]["code"]
    assert before < after
    assert len(before) == len(after) == len("ZC00000001")


@pytest.mark.rule("A-06")
def test_without_owners_the_rule_blocks_naming_document_and_article(scene: Scene) -> None:
    payload = scene.attempt(scene.registration(owners=[]))
    assert [error["code"] for error in payload["errors"]] == ["RULE_BLOCKED"]
    (verdict,) = payload["verdicts"]
    assert (verdict["ruleId"], verdict["outcome"], verdict["pack"]) == ("A-06", "BLOCK", "xinjiang-2019")
    assert verdict["citation"] == {"article": "八", "documentNumber": {"text": "新扶领办传〔2019〕75号"}}
    assert (verdict["measured"], verdict["required"]) == ("缺所有权", "所有权")


@pytest.mark.rule("A-01")
@pytest.mark.rule("A-03")
@pytest.mark.rule("A-06")
def test_verdicts_of_a_registration(scene: Scene) -> None:
    verdicts = {verdict["ruleId"]: verdict for verdict in scene.attempt(scene.registration())["verdicts"]}
    assert {name: (each["kind"], each["outcome"]) for name, each in verdicts.items()} == {
        "A-01": ("RECORD", "WARN"),
        "A-03": ("CALC", "WARN"),
        "A-06": ("GUARD", "PASS"),
        "A-16": ("CALC", "NOT_APPLICABLE"),
    }
    assert verdicts["A-01"]["measured"] == "2项"
    assert "经营主体、项目效益、监督管理" in verdicts["A-01"]["message"]
    assert (verdicts["A-03"]["measured"], verdicts["A-03"]["required"]) == ("2项", "5项")


def test_an_asset_keeps_the_pack_of_its_place_and_day(scene: Scene) -> None:
    early = scene.attempt(scene.registration(formedOn="2019-09-05"))
    late = scene.attempt(scene.registration(formedOn="2019-09-06"))
    assert {verdict["pack"] for verdict in early["verdicts"]} == {"default"}
    assert {verdict["pack"] for verdict in late["verdicts"] if verdict["ruleId"] != "A-16"} == {"xinjiang-2019"}
    kept = scene.assets.rows("SELECT pack FROM asset WHERE id = %(id)s", {"id": early["asset"]["id"]})
    assert kept == [("default",)]


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        ([(VILLAGE, OrganisationKind.VILLAGE_COLLECTIVE), (SIBLING, OrganisationKind.VILLAGE_COLLECTIVE)], "VILLAGE"),
        ([(COUNTY, OrganisationKind.STATE_ENTERPRISE)], "COUNTY"),
        ([(TOWNSHIP, OrganisationKind.GOVERNMENT)], "TOWNSHIP"),
        ([(VILLAGE, OrganisationKind.INDIVIDUAL)], "HOUSEHOLD"),
        ([(VILLAGE, OrganisationKind.VILLAGE_COLLECTIVE), (COUNTY, OrganisationKind.STATE_ENTERPRISE)], "JOINT"),
    ],
)
def test_the_owners_give_the_level(scene: Scene, kinds: list[tuple[str, OrganisationKind]], level: str) -> None:
    share = 10_000 // len(kinds)
    owners = [{"holderId": str(scene.organisation(*kind)), "shareBps": share} for kind in kinds]
    assert read(scene, scene.register(owners=owners))["ownerLevel"] == level
