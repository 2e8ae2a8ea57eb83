"""The asset: found missing, registered from two sources, its title confirmed, handed over."""

from typing import Any

from tests.journeys.story.files import upload
from tests.journeys.story.money import COUNTY, VILLAGE
from tests.journeys.story.telling import Story

MANAGER = "county_asset_manager"


def registration(story: Story) -> dict[str, Any]:
    """What the money became, owned by two villages."""
    return {
        "projectId": story.ids["project"],
        "name": "示范村羊舍1号",
        "assetClass": "OPERATING",
        "categoryCode": "LIVESTOCK_SHED",
        "form": "FIXED",
        "quantity": "1200.00",
        "unit": "平方米",
        "regionCode": VILLAGE,
        "formedOn": "2020-08-05",
        "inServiceOn": "2020-08-10",
        "fundings": [
            {"projectFundingId": story.ids["fund-central"], "amount": "800000.00"},
            {"projectFundingId": story.ids["fund-prefecture"], "amount": "185600.00"},
        ],
        "owners": [
            {"holderId": story.ids["org-village"], "shareBps": 7000},
            {"holderId": story.ids["org-neighbour"], "shareBps": 3000},
        ],
        "location": {"latitude": 41.77, "longitude": 84.25},
    }


def register(story: Story) -> None:
    """The accepted project is in the inbox until its asset is registered."""
    story.on("2020-08-10")
    inbox = story.until(MANAGER, "AssetsToRegister", lambda data: data["assetAlerts"]["nodes"], region=COUNTY)
    (alert,) = inbox["assetAlerts"]["nodes"]
    assert alert["project"]["id"] == story.ids["project"]
    made = story.do(MANAGER, "RegisterAsset", registration(story), asset="asset.id")
    assert made["asset"]["originalValue"] == "985600.00"
    assert sorted(right["shareBps"] for right in made["asset"]["rights"]) == [3000, 7000]
    assert story.ask(MANAGER, "AssetsToRegister", region=COUNTY)["assetAlerts"]["nodes"] == []
    story.on("2020-08-18")
    made = story.act(MANAGER, "ConfirmTitle", "asset", confirmedOn="2020-08-18", certificateNumber="轮农集字2020-017")
    assert made["asset"]["state"]["title"] == "CONFIRMED"


def hand_over(story: Story) -> None:
    """Without slip and letter it is blocked; with them the village collective takes it over."""
    story.on("2020-08-26")
    given = {
        "recipientId": story.ids["org-village"],
        "handedOverOn": "2020-08-26",
        "upkeep": {
            "partyId": story.ids["org-village"],
            "officialId": story.ids["off-person"],
            "cycleDays": 30,
            "fundedBy": "资产收益",
        },
    }
    story.blocked(MANAGER, "HandOverAsset", story.addressed(MANAGER, "asset", given), "A-11")
    papers = {
        "slipDocumentId": upload(story, MANAGER, "asset", "HANDOVER_SLIP", "移交单.pdf"),
        "upkeepLetterDocumentId": upload(story, MANAGER, "asset", "UPKEEP_LETTER", "管护责任书.pdf"),
    }
    made = story.act(MANAGER, "HandOverAsset", "asset", **given, **papers)
    assert made["asset"]["state"]["title"] == "HANDED_OVER"
    assert made["asset"]["handover"]["slip"]["downloadUrl"]
