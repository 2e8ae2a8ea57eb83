"""The final claim: blocked for two papers, unblocked by the hand-over alone, paid by a third person."""

from tests.journeys.story.files import upload
from tests.journeys.story.telling import Story

UPLOADED = (
    "INVOICE",
    "WITHDRAWAL_FORM",
    "FUNDING_REQUEST",
    "WORKS_CONTRACT",
    "SUPERVISION_CONTRACT",
    "SUPERVISION_REPORT",
    "BUSINESS_LICENCE",
    "QUALIFICATION",
    "ACCOUNT_PERMIT",
    "LEDGER_PAGE",
)
RETAINED, PAYABLE = "29568.00", "956032.00"


def draft(story: Story) -> None:
    """985 600 on two sources, three per cent held back; ten papers are uploaded."""
    story.on("2020-08-24")
    given = {
        "projectId": story.ids["project"],
        "stage": "FINAL",
        "lines": [
            {"projectFundingId": story.ids["fund-central"], "amount": "800000.00"},
            {"projectFundingId": story.ids["fund-prefecture"], "amount": "185600.00"},
        ],
        "payeeId": story.ids["org-contractor"],
        "payeeAccount": "6222000011112222",
        "retention": {"shareBps": 300, "dueOn": "2021-08-05"},
    }
    made = story.do("township_clerk", "DraftClaim", given, claim="paymentClaim.id")
    claim = made["paymentClaim"]
    assert (claim["amount"], claim["retentionAmount"], claim["payableAmount"]) == ("985600.00", RETAINED, PAYABLE)
    assert "6222" not in claim["payeeAccount"]
    for kind in UPLOADED:
        paper = upload(story, "township_clerk", "fund", "CLAIM_PAPER", f"{kind}.pdf")
        story.act("township_clerk", "AttachClaimPaper", "claim", kind=kind, documentId=paper)


def blocked_for_two_papers(story: Story) -> None:
    """Hand-over slip and upkeep letter are missing, and only they."""
    story.on("2020-08-25")
    given = story.addressed("township_clerk", "claim", {"submittedOn": "2020-08-25"})
    found = story.blocked("township_clerk", "SubmitClaim", given, "F-18", "A-11")
    assert "移交单" in found["F-18"]["message"]
    assert "管护责任书" in found["F-18"]["message"]
    assert "发票" not in found["F-18"]["message"]


def submit_after_hand_over(story: Story) -> None:
    """The same version passes now that the event has arrived; nothing was attached since."""
    papers = story.until(
        "township_clerk",
        "ClaimPapers",
        lambda data: all(paper["present"] for paper in data["paymentClaim"]["papers"] if paper["required"]),
        id=story.ids["claim"],
    )
    sources = {paper["kind"]: paper["source"] for paper in papers["paymentClaim"]["papers"]}
    assert (sources["HANDOVER_SLIP"], sources["SELF_INSPECTION"]) == ("ASSETS", "PROJECTS")
    made = story.act("township_clerk", "SubmitClaim", "claim", submittedOn="2020-08-26")
    assert made["paymentClaim"]["state"] == "SUBMITTED"


def pay(story: Story) -> None:
    """The office signs, finance approves, the treasury pays; retention is held to the fen."""
    story.on("2020-08-27")
    story.act("county_office", "ReviewClaim", "claim", decision="PASS", reviewedOn="2020-08-27")
    story.on("2020-08-28")
    story.act("county_finance", "ReviewClaim", "claim", decision="PASS", reviewedOn="2020-08-28")
    story.on("2020-08-31")
    made = story.act("county_treasury", "PayClaim", "claim", paidOn="2020-08-31", reference="国库2020083100017")
    claim = made["paymentClaim"]
    assert (claim["payment"]["amount"], claim["retention"]["amount"]) == (PAYABLE, RETAINED)
    assert claim["retention"]["state"] == "HELD"
    actors = [change["actor"]["subject"] for change in claim["history"]]
    assert list(dict.fromkeys(actors)) == ["township_clerk", "county_office", "county_finance", "county_treasury"]
