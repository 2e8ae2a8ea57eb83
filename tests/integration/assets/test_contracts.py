"""Signing a contract: what it brings about, and what is refused."""

from datetime import date
from typing import Any

import pytest

from chassis.tables import new_id
from published.asset_terms import TitleState
from published.operations import ContractSignedV1
from services.assets.asset.states import TITLE
from tests.harness.files import upload
from tests.integration.assets.scene import OTHER_VILLAGE
from tests.integration.assets.village import SIGN, Village, told_of

RIGHTS = """query($id: ID!, $on: Date) { asset(id: $id) { rights(kind: OPERATION, asOf: $on) {
    holder { id } shareBps startsOn endsOn } contracts { id state } } }"""


def refused(village: Village, code: str, given: dict[str, Any], persona: str = "township_clerk") -> dict[str, Any]:
    """The only error of a signing that left nothing behind."""
    before = kept(village)
    payload = village.scene.assets.run(SIGN, given, persona)
    assert payload["operationContract"] is None
    assert kept(village) == before
    (error,) = payload["errors"]
    assert error["code"] == code, error
    assert error["messageEn"]
    assert isinstance(error, dict)
    return error


def kept(village: Village) -> Any:
    tables = ("operation_contract", "income", "asset_right", "journal")
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)  # noqa: S608
    return village.scene.assets.rows(f"SELECT {counts}")


def test_a_contract_that_began_is_active_and_its_schedule_is_due(village: Village) -> None:
    asset = village.asset()
    contract = village.sign(asset)
    assert (contract["state"], contract["mode"], contract["daysLeft"]) == ("ACTIVE", "LEASE", 0)
    assert (contract["annualAmount"], contract["depositAmount"]) == ("48000.00", "5000.00")
    assert contract["operator"] == {"id": str(village.operator)}
    assert contract["linkage"] == {"mode": "EMPLOYMENT", "householdCount": 6, "promisedAmount": "30000.00"}
    (income,) = contract["asset"]["incomes"]["nodes"]
    assert (income["version"], income["kind"], income["dueOn"]) == (1, "RENT", "2020-10-01")
    assert income["dueAmount"] == "12000.01"
    assert village.axes(asset) == ("CONTRACTED", "IN_USE", "IN_SERVICE")
    assert village.row("asset", asset)["operation_since"] == "2020-09-01"


def test_the_operator_has_the_right_of_operation_while_it_runs(village: Village) -> None:
    asset = village.asset()
    village.sign(asset)
    held = {"holder": {"id": str(village.operator)}, "shareBps": 10000}
    for day, rights in (
        ("2020-08-31", []),
        ("2020-09-01", [held | {"startsOn": "2020-09-01", "endsOn": "2020-11-30"}]),
    ):
        assert village.scene.ask(RIGHTS, id=asset, on=day)["asset"]["rights"] == rights


def test_it_is_told_with_the_project_of_its_asset(village: Village) -> None:
    asset = village.asset()
    contract = village.sign(asset)
    told = told_of(ContractSignedV1, village.scene.assets.told())[-1].contract
    assert (str(told.id), str(told.asset_id), told.version, told.state) == (contract["id"], asset, 1, "SIGNED")
    assert str(told.project_id) == village.row("asset", asset)["project_id"]
    assert (told.annual_amount, told.deposit_amount) == (4_800_000, 500_000)


def test_a_contract_that_lies_ahead_waits_for_its_first_day(village: Village) -> None:
    asset = village.asset()
    contract = village.sign(asset, startsOn="2021-01-01", endsOn="2021-12-31")
    assert (contract["state"], contract["daysLeft"], contract["version"]) == ("SIGNED", 396, 1)
    assert village.axes(asset) == ("NOT_STARTED", "IN_USE", "IN_SERVICE")


def test_a_planned_asset_is_put_to_service_by_its_operator(village: Village) -> None:
    asset = village.asset(inServiceOn=None)
    village.sign(asset)
    assert village.axes(asset) == ("CONTRACTED", "IN_USE", "IN_SERVICE")
    assert village.row("asset", asset)["in_service_on"] == "2020-09-01"


def test_self_operation_is_by_an_owner(village: Village) -> None:
    asset = village.asset()
    given: dict[str, Any] = {"mode": "SELF", "annualAmount": "0.00", "schedule": []}
    error = refused(village, "INVALID_INPUT", village.contract(asset, **given))
    assert error["field"] == ["input", "operatorId"]
    contract = village.sign(asset, **given, operatorId=str(village.scene.village))
    assert contract["state"] == "ACTIVE"
    assert village.axes(asset)[0] == "SELF_OPERATED"


def test_its_files_are_shown(village: Village) -> None:
    paper = upload(village.scene.assets, "CONTRACT", "township_clerk")
    asset = village.asset()
    village.sign(asset, documentIds=[paper])
    shown = "query($id: ID!) { asset(id: $id) { contracts { documents { id kind } } } }"
    (contract,) = village.scene.ask(shown, id=asset)["asset"]["contracts"]
    assert contract["documents"] == [{"id": paper, "kind": "CONTRACT"}]


def test_only_what_was_handed_over_can_be_contracted(village: Village) -> None:
    registered = village.scene.register()
    error = refused(village, "WRONG_STATE", village.contract(registered))
    assert "operationContractSign" in error["message"]
    village.scene.move(registered, TITLE, TitleState.CONFIRMED, date(2020, 8, 18))
    refused(village, "WRONG_STATE", village.contract(registered))


def test_one_contract_at_a_time(village: Village) -> None:
    asset = village.asset()
    village.sign(asset)
    for starts_on, ends_on in (
        ("2020-09-01", "2021-09-01"),
        ("2020-11-30", "2021-09-01"),
        ("2020-08-27", "2020-09-01"),
        ("2020-10-01", "2020-10-02"),
    ):
        error = refused(village, "WRONG_STATE", village.contract(asset, startsOn=starts_on, endsOn=ends_on))
        assert "2020-09-01" in error["message"]
    assert village.sign(asset, startsOn="2020-12-01", endsOn="2021-11-30")["state"] == "SIGNED"


def test_it_does_not_begin_before_the_hand_over(village: Village) -> None:
    asset = village.asset(on=date(2020, 9, 2))
    error = refused(village, "INVALID_INPUT", village.contract(asset))
    assert error["field"] == ["input", "startsOn"]


@pytest.mark.rule("A-27")
def test_a_contract_without_linkage_needs_a_reason(village: Village) -> None:
    asset = village.asset()
    error = refused(village, "REASON_REQUIRED", village.contract(asset, linkage=None))
    assert "A-27" in error["message"]
    payload = village.scene.assets.run(SIGN, village.contract(asset, linkage=None, reason="三户已另有就业"))
    assert payload["errors"][0]["code"] == "FORBIDDEN"
    signed = village.sign(asset, linkage=None, reason="三户已另有就业")
    assert signed["linkage"] is None


@pytest.mark.rule("A-27")
def test_a_lease_beyond_the_limit_needs_a_reason(village: Village) -> None:
    asset = village.asset()
    given = {"startsOn": "2020-09-01", "endsOn": "2040-09-01"}
    error = refused(village, "REASON_REQUIRED", village.contract(asset, **given))
    assert "20年" in error["message"]
    assert village.sign(asset, **given, reason="经营主体投资大、回收期长")["state"] == "ACTIVE"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"endsOn": "2020-09-01"}, ["input", "endsOn"]),
        ({"endsOn": "2020-13-01"}, ["input", "endsOn"]),
        ({"startsOn": "gestern"}, ["input", "startsOn"]),
        ({"annualAmount": "-1.00"}, ["input", "annualAmount"]),
        ({"annualAmount": "1.001"}, ["input", "annualAmount"]),
        ({"depositAmount": "-0.01"}, ["input", "depositAmount"]),
        ({"schedule": []}, ["input", "schedule"]),
        (
            {"schedule": [{"kind": "RENT", "dueOn": "2020-10-01", "amount": "0.00"}]},
            ["input", "schedule", "0", "amount"],
        ),
        ({"schedule": [{"kind": "RENT", "dueOn": "2020-10-01", "amount": "1.00"}] * 2}, ["input", "schedule"]),
        (
            {"linkage": {"mode": "EMPLOYMENT", "householdCount": 0, "promisedAmount": "1.00"}},
            ["input", "linkage", "householdCount"],
        ),
        ({"operatorId": "nobody"}, ["input", "operatorId"]),
    ],
)
def test_malformed_input_is_named(village: Village, changes: dict[str, Any], field: list[str]) -> None:
    error = refused(village, "INVALID_INPUT", village.contract(str(new_id()), **changes))
    assert error["field"] == field


def test_unknown_things_are_not_found(village: Village) -> None:
    asset = village.asset()
    assert refused(village, "NOT_FOUND", village.contract(str(new_id())))["field"] == ["input", "assetId"]
    nobody = village.contract(asset, operatorId=str(new_id()))
    assert refused(village, "NOT_FOUND", nobody)["field"] == ["input", "operatorId"]
    paper = village.contract(asset, documentIds=[str(new_id())])
    assert refused(village, "NOT_FOUND", paper)["field"] == ["input", "documentIds", "0"]


@pytest.mark.parametrize(
    ("persona", "code"),
    [
        ("village_clerk", "FORBIDDEN"),
        ("county_finance", "FORBIDDEN"),
        ("provincial_auditor", "FORBIDDEN"),
        ("stranger", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
def test_who_may_not_sign(village: Village, persona: Any, code: str) -> None:
    refused(village, code, village.contract(village.asset()), persona)


def test_a_township_clerk_sees_no_asset_of_another_township(village: Village) -> None:
    scene = village.scene
    asset = village.asset(projectId=str(scene.project(OTHER_VILLAGE)), regionCode=OTHER_VILLAGE)
    refused(village, "NOT_FOUND", village.contract(asset))


def test_asking_only_changes_nothing(village: Village) -> None:
    before = kept(village)
    asset = village.asset()
    between = kept(village)
    payload = village.scene.assets.run(SIGN, village.contract(asset), "township_clerk", dryRun=True)
    assert (payload["errors"], payload["operationContract"]) == ([], None)
    assert [verdict["outcome"] for verdict in payload["verdicts"]] == ["PASS", "PASS"]
    assert kept(village) == between != before
