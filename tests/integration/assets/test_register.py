"""Registering an asset: what is kept, what is told, and every refusal."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis.tables import new_id
from published.assets import AssetFormedV1
from published.project_terms import OrganisationKind, ProjectState
from tests.integration.assets.scene import (
    COUNTY,
    OTHER_COUNTY,
    OTHER_VILLAGE,
    SIBLING,
    TOWNSHIP,
    VILLAGE,
    Scene,
    funding_event,
)

READ = """query($id: ID!) { asset(id: $id) {
  id version code name origin assetClass category { code name parentCode } form quantity unit region { id }
  address location { latitude longitude } project { id } formedOn inServiceOn usefulLifeMonths originalValue ownerLevel
  fundings { projectFunding { id } otherSource amount asset { id } }
  state { title operation utilisation lifecycle netValue }
  rights { kind holder { id } shareBps startsOn endsOn certificateNumber }
  completeness { met missing }
  history { axis fromState toState effectiveOn recordedAt actor { subject name role } reason verdicts { ruleId } } } }"""


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
        "completeness": {"met": ["KNOWN", "CLASS"], "missing": ["确权", "经营或监督责任人", "经营方式"]},
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
    assert {verdict["ruleId"] for verdict in history[0]["verdicts"]} == {"A-01", "A-03", "A-06"}


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


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "county_asset_manager"])
def test_who_may_register(scene: Scene, persona: str) -> None:
    assert scene.register(persona)


@pytest.mark.parametrize("persona", ["village_clerk", "county_finance", "county_leading_group", "provincial_auditor"])
def test_who_sees_the_project_and_may_not_register(scene: Scene, persona: str) -> None:
    assert scene.refused(scene.registration(), persona)["code"] == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_a_project_outside_the_scope_is_not_there(scene: Scene, persona: str | None) -> None:
    outside = scene.refused(scene.registration(), persona)  # type: ignore[arg-type]
    nowhere = scene.refused(scene.registration(projectId=new_id()), persona)  # type: ignore[arg-type]
    assert outside == nowhere
    assert (outside["code"], outside["field"]) == ("NOT_FOUND", ["input", "projectId"])


def test_a_township_clerk_registers_nothing_in_another_township(scene: Scene) -> None:
    given = scene.registration(at=OTHER_VILLAGE, regionCode=OTHER_VILLAGE)
    assert scene.refused(given, "township_clerk")["code"] == "NOT_FOUND"


def test_an_unknown_project(scene: Scene) -> None:
    error = scene.refused(scene.registration(projectId=new_id()))
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "projectId"])


def test_a_project_that_is_only_known_by_its_money_has_not_arrived(scene: Scene) -> None:
    project = new_id()
    scene.assets.deliver(funding_event(VILLAGE, project, "800000.00"))
    error = scene.refused(scene.registration(projectId=project))
    assert (error["code"], error["field"]) == ("REPLICA_BEHIND", ["input", "projectId"])


def test_a_project_that_is_not_approved(scene: Scene) -> None:
    error = scene.refused(scene.registration(projectId=scene.project(approved=False)))
    assert (error["code"], error["field"]) == ("WRONG_STATE", ["input", "projectId"])


def test_a_project_that_was_given_up_after_its_approval(scene: Scene) -> None:
    error = scene.refused(scene.registration(projectId=scene.project(state=ProjectState.CANCELLED)))
    assert error["code"] == "WRONG_STATE"


@pytest.mark.parametrize("code", [SIBLING, TOWNSHIP, COUNTY, OTHER_COUNTY])
def test_an_asset_lies_where_its_project_lies(scene: Scene, code: str) -> None:
    error = scene.refused(scene.registration(regionCode=code))
    expected = ("FORBIDDEN", None) if code == OTHER_COUNTY else ("INVALID_INPUT", ["input", "regionCode"])
    assert (error["code"], error["field"]) == expected


def test_an_asset_of_a_county_project_may_lie_in_any_village(scene: Scene) -> None:
    assert scene.register(at=COUNTY, regionCode=OTHER_VILLAGE)


BAD = [
    ({"regionCode": "652822999999"}, ["input", "regionCode"]),
    ({"regionCode": "abc"}, ["input", "regionCode"]),
    ({"projectId": "x"}, ["input", "projectId"]),
    ({"name": "  "}, ["input", "name"]),
    ({"name": "长" * 201}, ["input", "name"]),
    ({"categoryCode": "SHEEP"}, ["input", "categoryCode"]),
    ({"quantity": "0"}, ["input", "quantity"]),
    ({"quantity": "-1"}, ["input", "quantity"]),
    ({"quantity": "0.0000001"}, ["input", "quantity"]),
    ({"quantity": "1e13"}, ["input", "quantity"]),
    ({"quantity": "many"}, ["input", "quantity"]),
    ({"unit": ""}, ["input", "unit"]),
    ({"formedOn": "2999-01-01"}, ["input", "formedOn"]),
    ({"inServiceOn": "2999-01-01"}, ["input", "inServiceOn"]),
    ({"inServiceOn": "2020-08-04"}, ["input", "inServiceOn"]),
    ({"usefulLifeMonths": 0}, ["input", "usefulLifeMonths"]),
    ({"location": {"latitude": 91, "longitude": 0}}, ["input", "location", "latitude"]),
    ({"otherFundings": []}, ["input", "fundings"]),
    ({"otherFundings": [{"source": "自筹", "amount": "0.00"}]}, ["input", "otherFundings", "0", "amount"]),
    ({"otherFundings": [{"source": "自筹", "amount": "1.001"}]}, ["input", "otherFundings", "0", "amount"]),
    ({"otherFundings": [{"source": "", "amount": "1"}]}, ["input", "otherFundings", "0", "source"]),
    ({"fundings": [{"projectFundingId": "x", "amount": "1"}]}, ["input", "fundings", "0", "projectFundingId"]),
    ({"fundings": [{"projectFundingId": str(new_id()), "amount": "-1"}]}, ["input", "fundings", "0", "amount"]),
]


@pytest.mark.parametrize(
    ("change", "field"), BAD, ids=[f"{next(iter(change))}-{n}" for n, (change, _) in enumerate(BAD)]
)
def test_bad_input_names_its_field(scene: Scene, change: dict[str, Any], field: list[str]) -> None:
    error = scene.refused(scene.registration() | change)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", field)


def test_every_fault_of_an_input_is_told(scene: Scene) -> None:
    given = scene.registration() | {"quantity": "0", "unit": "", "categoryCode": "SHEEP"}
    fields = [error["field"] for error in scene.attempt(given)["errors"]]
    assert fields == [["input", "categoryCode"], ["input", "quantity"], ["input", "unit"]]


@pytest.mark.parametrize(
    ("shares", "said"), [([9999], "99.99%"), ([5000, 5001], "100.01%"), ([3333, 3333, 3333], "99.99%")]
)
def test_shares_that_do_not_make_a_whole(scene: Scene, shares: list[int], said: str) -> None:
    owners = [{"holderId": str(scene.organisation(VILLAGE)), "shareBps": share} for share in shares]
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "owners"])
    assert said in error["message"]


@pytest.mark.parametrize("share", [0, -1, 10001])
def test_a_share_is_part_of_a_whole(scene: Scene, share: int) -> None:
    owners = [{"holderId": str(scene.village), "shareBps": share}]
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "owners", "0", "shareBps"])


def test_an_owner_appears_once(scene: Scene) -> None:
    owners = [{"holderId": str(scene.village), "shareBps": 5000}] * 2
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "owners"])


def test_an_owner_is_registered(scene: Scene) -> None:
    owners = [
        {"holderId": str(scene.village), "shareBps": 5000},
        {"holderId": str(new_id()), "shareBps": 5000},
    ]
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "owners", "1", "holderId"])


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
    }
    assert verdicts["A-01"]["measured"] == "2项"
    assert "经营主体、项目效益、监督管理" in verdicts["A-01"]["message"]
    assert (verdicts["A-03"]["measured"], verdicts["A-03"]["required"]) == ("2项", "5项")


def test_an_asset_keeps_the_pack_of_its_place_and_day(scene: Scene) -> None:
    early = scene.attempt(scene.registration(formedOn="2019-09-05"))
    late = scene.attempt(scene.registration(formedOn="2019-09-06"))
    assert {verdict["pack"] for verdict in early["verdicts"]} == {"default"}
    assert {verdict["pack"] for verdict in late["verdicts"]} == {"xinjiang-2019"}
    kept = scene.assets.rows("SELECT pack FROM asset WHERE id = %(id)s", {"id": early["asset"]["id"]})
    assert kept == [("default",)]


def money(scene: Scene, amount: str) -> tuple[Any, Any]:
    project = scene.project()
    return project, scene.funding(project, amount)


def test_an_asset_is_made_of_no_more_than_the_binding_holds(scene: Scene) -> None:
    project, binding = money(scene, "1000.00")
    given = {"projectFundingId": str(binding)}
    error = scene.refused(scene.registration(projectId=project, fundings=[given | {"amount": "1000.01"}]))
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "fundings", "0", "amount"])
    scene.register(projectId=project, fundings=[given | {"amount": "600.00"}])
    error = scene.refused(scene.registration(projectId=project, fundings=[given | {"amount": "400.01"}]))
    assert error["code"] == "BALANCE_EXCEEDED"
    assert "400.00" in error["message"]
    scene.register(projectId=project, fundings=[given | {"amount": "400.00"}])
    error = scene.refused(scene.registration(projectId=project, fundings=[given | {"amount": "0.01"}]))
    assert "尚可使用0.00元" in error["message"]


def test_money_is_bound_to_the_project(scene: Scene) -> None:
    _, binding = money(scene, "1000.00")
    given = scene.registration(fundings=[{"projectFundingId": str(binding), "amount": "1.00"}])
    error = scene.refused(given)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "fundings", "0", "projectFundingId"])


def test_money_is_known(scene: Scene) -> None:
    given = scene.registration(fundings=[{"projectFundingId": str(new_id()), "amount": "1.00"}])
    error = scene.refused(given)
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "fundings", "0", "projectFundingId"])


def test_a_binding_is_named_once(scene: Scene) -> None:
    project, binding = money(scene, "1000.00")
    given = [{"projectFundingId": str(binding), "amount": "1.00"}] * 2
    error = scene.refused(scene.registration(projectId=project, fundings=given))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "fundings"])


def test_two_who_reach_for_the_same_money_get_it_once(scene: Scene) -> None:
    project, binding = money(scene, "1000.00")
    given = scene.registration(
        projectId=project, fundings=[{"projectFundingId": str(binding), "amount": "600.00"}], otherFundings=[]
    )
    with ThreadPoolExecutor(4) as clerks:
        payloads = list(clerks.map(lambda _: scene.attempt(given), range(4)))
    assert sorted(error["code"] for payload in payloads for error in payload["errors"]) == ["BALANCE_EXCEEDED"] * 3
    used = scene.assets.rows(
        "SELECT sum(amount) FROM asset_funding WHERE project_funding_id = %(id)s", {"id": str(binding)}
    )
    assert used == [(60_000,)]


def test_validate_only_answers_the_verdicts_and_changes_nothing(scene: Scene) -> None:
    before = scene.kept()
    payload = scene.attempt(scene.registration(), dryRun=True)
    assert scene.kept() == before
    assert payload["errors"] == []
    assert payload["asset"] is None
    assert {verdict["ruleId"] for verdict in payload["verdicts"]} == {"A-01", "A-03", "A-06"}


def test_a_repeated_key_gives_the_first_result(scene: Scene) -> None:
    given, key = scene.registration(), str(new_id())
    first = scene.attempt(given, key=key)
    before = scene.kept()
    again = scene.attempt(given, key=key)
    assert again == first
    assert scene.kept() == before


def test_a_repeated_key_with_other_input_is_refused(scene: Scene) -> None:
    given, key = scene.registration(), str(new_id())
    scene.attempt(given, key=key)
    assert scene.refused(given | {"name": "另一处羊舍"}, key=key)["code"] == "IDEMPOTENCY_CONFLICT"


def test_a_refused_attempt_does_not_use_up_its_key(scene: Scene) -> None:
    given, key = scene.registration(), str(new_id())
    scene.refused(given | {"quantity": "0"}, key=key)
    assert scene.attempt(given, key=key)["errors"] == []


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
