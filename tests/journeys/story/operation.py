"""Contract, income, and a distribution that is deliberated, publicised, split to the fen, paid and disclosed."""

from typing import Any

from tests.journeys.story.files import upload
from tests.journeys.story.money import VILLAGE
from tests.journeys.story.telling import Story, at

LINES = (
    {"use": "SUPPORT", "group": "MONITORED", "shareBps": 3333, "householdCount": 7, "peopleCount": 15},
    {"use": "PUBLIC_POSTS", "group": "OUT_OF_POVERTY", "shareBps": 3333, "householdCount": 3, "peopleCount": 3},
    {"use": "HOUSEHOLD_DIVIDEND", "group": "VILLAGERS", "shareBps": 3334, "householdCount": 42, "peopleCount": 160},
)
SPLIT = ["2999.70", "2999.70", "3000.61"]


def sign(story: Story) -> None:
    """A cooperative leases the shed from 1 September to 30 November 2020."""
    story.on("2020-08-31")
    paper = upload(story, "township_clerk", "asset", "CONTRACT", "租赁合同.pdf")
    given = {
        "assetId": story.ids["asset"],
        "mode": "LEASE",
        "operatorId": story.ids["org-coop"],
        "startsOn": "2020-09-01",
        "endsOn": "2020-11-30",
        "annualAmount": "48000.00",
        "schedule": [{"kind": "RENT", "dueOn": "2020-10-01", "amount": "12000.01"}],
        "depositAmount": "5000.00",
        "linkage": {"mode": "EMPLOYMENT", "householdCount": 6, "promisedAmount": "30000.00"},
        "documentIds": [paper],
    }
    made = story.do("township_clerk", "SignContract", given, contract="operationContract.id")
    incomes = made["operationContract"]["asset"]["incomes"]["nodes"]
    assert [income["dueAmount"] for income in incomes] == ["12000.01"]
    story.ids["income"] = incomes[0]["id"]


def receive(story: Story) -> None:
    """The rent comes in eight days late."""
    story.on("2020-10-09")
    given = {"receivedOn": "2020-10-09", "amount": "12000.01"}
    version = {"id": story.ids["income"], "expectedVersion": 1}
    made = story.do("township_clerk", "ReceiveIncome", version | given)
    assert (made["income"]["receivedAmount"], made["income"]["overdueDays"]) == ("12000.01", 0)


def distribution(story: Story) -> dict[str, Any]:
    """12 000.01 less upkeep and reserve, in three shares."""
    return {
        "regionCode": VILLAGE,
        "periodStartOn": "2020-09-01",
        "periodEndOn": "2020-10-31",
        "incomeIds": [story.ids["income"]],
        "deductions": [{"kind": "UPKEEP", "amount": "1000.00"}, {"kind": "RESERVE", "amount": "2000.00"}],
        "lines": list(LINES),
    }


def decide(story: Story) -> None:
    """Drafted and deliberated; it waits for its publicity."""
    story.on("2020-10-20")
    made = story.do("village_clerk", "DraftDistribution", distribution(story), distribution="distribution.id")
    assert made["distribution"]["distributableAmount"] == "9000.01"
    assert [line["amount"] for line in made["distribution"]["lines"]] == SPLIT
    story.ids["distribution-line"] = at(made, "distribution.lines.2.id")
    minutes = upload(story, "village_clerk", "asset", "MINUTES", "分配决议.pdf")
    vote = {"heldOn": "2020-10-20", "attendeeCount": 61, "forCount": 60, "againstCount": 1, "documentIds": [minutes]}
    made = story.act("village_clerk", "DeliberateDistribution", "distribution", **vote)
    assert made["distribution"]["state"] == "DELIBERATED"


def publicise(story: Story) -> None:
    """Ten days on the village board, posted once projects has heard of the decision."""
    story.on("2020-10-21")
    given = {
        "subjectId": story.ids["distribution"],
        "kind": "PUBLICITY",
        "level": "VILLAGE",
        "postedOn": "2020-10-21",
        "plannedDays": 10,
        "places": ["村委会公示栏"],
        "hotline": "12317",
    }
    story.do("village_clerk", "PostNotice", given, **{"notice-distribution": "notice.id"})
    story.on("2020-10-31")
    story.act("village_clerk", "CloseNotice", "notice-distribution", closedOn="2020-10-31")


def share_out(story: Story) -> None:
    """Reviewed by the township, filed with the county, paid by the township's finance office, disclosed."""
    story.until(
        "village_clerk",
        "DistributionDossier",
        lambda data: data["distribution"]["state"] == "PUBLICISED",
        id=story.ids["distribution"],
    )
    story.on("2020-11-02")
    story.act("township_clerk", "ReviewDistribution", "distribution", decision="PASS", reviewedOn="2020-11-02")
    story.on("2020-11-04")
    story.act("county_office", "FileDistribution", "distribution", filedOn="2020-11-04")
    story.on("2020-11-10")
    voucher = upload(story, "township_finance", "asset", "VOUCHER", "兑付凭证.pdf")
    story.act("township_finance", "PayDistribution", "distribution", paidOn="2020-11-10", documentIds=[voucher])
    story.on("2020-11-12")
    places = ["村委会公示栏", "县政府网站"]
    made = story.act("village_clerk", "DiscloseDistribution", "distribution", disclosedOn="2020-11-12", places=places)
    assert made["distribution"]["state"] == "DISCLOSED"
