"""From the start of the works to the final account."""

from tests.journeys.story.files import upload
from tests.journeys.story.telling import Story

PANEL = ("off-agriculture", "off-finance", "off-office")


def build(story: Story) -> None:
    """Started with its scheme, reported monthly, modified once, completed."""
    story.on("2020-04-01")
    scheme = upload(story, "township_clerk", "project", "IMPLEMENTATION_SCHEME", "实施方案.pdf")
    bare = story.addressed("township_clerk", "project", {"startedOn": "2020-04-01"})
    story.blocked("township_clerk", "StartProject", bare, "P-78")
    made = story.act("township_clerk", "StartProject", "project", startedOn="2020-04-01", documentIds=[scheme])
    assert made["project"]["state"] == "IMPLEMENTING"
    report(story, "2020-04-30", 3500)
    modify(story)
    report(story, "2020-05-31", 6000)
    report(story, "2020-06-30", 9000)
    story.on("2020-07-20")
    report(story, "2020-07-20", 10000)
    made = story.act("township_clerk", "CompleteProject", "project", completedOn="2020-07-20")
    assert made["project"]["state"] == "COMPLETED"


def report(story: Story, day: str, progress_bps: int) -> None:
    """A month's physical progress."""
    story.on(day)
    given = {"month": day[:7], "progressBps": progress_bps, "reportedOn": day}
    made = story.act("township_clerk", "ReportProgress", "project", **given)
    assert made["project"]["progressBps"] == progress_bps


def modify(story: Story) -> None:
    """The scope grows by drains; the amount stays within what is bound."""
    story.on("2020-05-20")
    made = story.act(
        "county_office",
        "ModifyProject",
        "project",
        scope="新建标准化羊舍2栋1200平方米,配套防疫、粪污处理与排水沟",
        plannedEndOn="2020-08-10",
        approvedOn="2020-05-20",
        reason="增设排水沟,工期顺延",
    )
    assert made["project"]["plannedAmount"] == "1000000.00"


def accept(story: Story) -> None:
    """Self-inspected, accepted jointly once every member has signed, settled at 985 600."""
    story.on("2020-07-24")
    form = upload(story, "township_clerk", "project", "SELF_INSPECTION", "自验表.pdf")
    story.act("township_clerk", "SelfInspectProject", "project", inspectedOn="2020-07-24", documentIds=[form])
    story.on("2020-08-03")
    given = {
        "projectId": story.ids["project"],
        "officialIds": [story.ids[each] for each in PANEL],
        "thirdPartyId": story.ids["org-audit"],
    }
    made = story.do("county_office", "ConveneAcceptance", given, acceptance="acceptance.id")
    members = [member["id"] for member in made["acceptance"]["members"]]
    form = upload(story, "county_office", "project", "ACCEPTANCE_FORM", "验收表.pdf")
    conclusion = {"passed": True, "concludedOn": "2020-08-05", "acceptedAmount": "985600.00"}
    for member in members:
        story.on("2020-08-03")
        story.act(
            "county_office", "SignAcceptance", "acceptance", memberId=member, signedOn="2020-08-03", documentId=form
        )
        story.on("2020-08-05")
        if member != members[-1]:
            unsigned = story.addressed("county_office", "acceptance", conclusion)
            story.blocked("county_office", "ConcludeAcceptance", unsigned, "P-54")
    made = story.act("county_office", "ConcludeAcceptance", "acceptance", **conclusion)
    assert made["acceptance"]["project"]["state"] == "ACCEPTED"


def settle(story: Story) -> None:
    """The final account is reviewed."""
    story.on("2020-08-20")
    review = upload(story, "county_finance", "project", "FINAL_ACCOUNT", "决算评审.pdf")
    made = story.act(
        "county_finance",
        "SettleProject",
        "project",
        finalAmount="985600.00",
        settledOn="2020-08-20",
        documentIds=[review],
    )
    assert (made["project"]["state"], made["project"]["finalAmount"]) == ("SETTLED", "985600.00")
