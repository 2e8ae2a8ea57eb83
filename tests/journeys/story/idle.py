"""The contract ends, the shed lies idle, is found, planned, revived and struck off."""

from typing import Any

from tests.journeys.story.files import upload
from tests.journeys.story.money import COUNTY
from tests.journeys.story.telling import Story

MANAGER = "county_asset_manager"


def suspect(story: Story) -> dict[str, Any]:
    """Half a year after the contract ended the scheduler suspects the shed, and says why."""
    for day in ("2020-11-15", "2020-12-01", "2021-03-01", "2021-06-09"):
        story.on(day)
    found = story.until(MANAGER, "Suspects", lambda data: data["idleCases"]["nodes"], region=COUNTY)
    (case,) = found["idleCases"]["nodes"]
    story.ids["case"] = case["id"]
    assert case["asset"]["id"] == story.ids["asset"]
    assert case["lastUsedOn"] == "2020-11-30"
    assert any("180" in signal["verdict"]["required"] for signal in case["signals"])
    assert isinstance(case, dict)
    return case


def confirm(story: Story) -> None:
    """A field check with a photo; without one it is blocked."""
    story.on("2021-06-10")
    finding = {
        "checkedOn": "2021-06-10",
        "finding": "IDLE",
        "reason": "OPERATOR_LEFT",
        "condition": "圈舍空置,水电已停",
    }
    story.refused(MANAGER, "ConfirmIdleCase", story.addressed(MANAGER, "case", finding), "RULE_BLOCKED")
    photo = upload(story, MANAGER, "asset", "FIELD_PHOTO", "圈舍空置.png")
    made = story.act(MANAGER, "ConfirmIdleCase", "case", **finding, photoIds=[photo])
    assert made["idleCase"]["fieldCheck"]["photos"][0]["complete"]


def plan(story: Story) -> None:
    """Mode 2 without a linkage is refused under A-15; with one it is accepted and approved by the office."""
    story.on("2021-06-20")
    given: dict[str, Any] = {
        "mode": "OPERATOR",
        "operatorId": story.ids["org-farm"],
        "operationMode": "CONTRACTING",
        "budgetAmount": "30000.00",
        "expectedAnnualAmount": "60000.00",
        "targetOn": "2021-12-31",
        "summary": "维修圈舍,引入家庭农场",
    }
    story.blocked(MANAGER, "PlanIdleCase", story.addressed(MANAGER, "case", given), "A-15")
    given["linkage"] = {"mode": "EMPLOYMENT", "householdCount": 8, "promisedAmount": "36000.00"}
    made = story.act(MANAGER, "PlanIdleCase", "case", **given)
    assert made["idleCase"]["plan"]["linkage"]["householdCount"] == 8
    story.on("2021-06-25")
    made = story.act("county_office", "ReviewIdleCase", "case", decision="PASS", reviewedOn="2021-06-25")
    assert made["idleCase"]["state"] == "APPROVED"


def revive(story: Story) -> None:
    """A family farm takes the shed over; after the trial someone else strikes the case off."""
    story.on("2021-07-01")
    paper = upload(story, "township_clerk", "asset", "CONTRACT", "承包合同.pdf")
    given = {
        "assetId": story.ids["asset"],
        "mode": "CONTRACTING",
        "operatorId": story.ids["org-farm"],
        "startsOn": "2021-07-01",
        "endsOn": "2023-06-30",
        "annualAmount": "60000.00",
        "schedule": [{"kind": "RENT", "dueOn": "2021-10-01", "amount": "15000.00"}],
        "linkage": {"mode": "EMPLOYMENT", "householdCount": 8, "promisedAmount": "36000.00"},
        "documentIds": [paper],
    }
    made = story.do("township_clerk", "SignContract", given, **{"contract-2": "operationContract.id"})
    open_incomes = made["operationContract"]["asset"]["incomes"]["nodes"]
    (story.ids["income-2"],) = [each["id"] for each in open_incomes if each["dueAmount"] == "15000.00"]
    story.act(MANAGER, "ExecuteIdleCase", "case", startedOn="2021-07-01", contractId=story.ids["contract-2"])
    story.on("2021-08-15")
    made = story.act(MANAGER, "StartTrial", "case", startedOn="2021-08-15")
    assert made["idleCase"]["trialEndsOn"] <= "2021-11-20"
    story.on("2021-10-08")
    income = {"id": story.ids["income-2"], "expectedVersion": 1}
    story.do("township_clerk", "ReceiveIncome", income | {"receivedOn": "2021-10-08", "amount": "15000.00"})


def strike_off(story: Story) -> None:
    """Whoever carried it out may not strike it off; the office does, and relapse is watched from then on."""
    story.on("2021-11-20")
    photo = upload(story, "county_office", "asset", "FIELD_PHOTO", "存栏.png")
    given = {"verifiedOn": "2021-11-20", "finding": "存栏320只,租金已到账", "photoIds": [photo]}
    story.refused(MANAGER, "StrikeOffIdleCase", story.addressed(MANAGER, "case", given), "FORBIDDEN")
    made = story.act("county_office", "StrikeOffIdleCase", "case", **given)
    assert made["idleCase"]["state"] == "REVITALISED"
    assert made["idleCase"]["relapseWatchEndsOn"] > "2021-11-20"
