"""From the village's draft to the approved annual plan, with one return and a second way up."""

from typing import Any

from tests.journeys.story.files import upload
from tests.journeys.story.money import COUNTY, VILLAGE, bind_too_early
from tests.journeys.story.telling import Story

TOWNSHIP_ASPECTS = ["AUTHENTICITY", "NECESSITY", "CONTENT", "BUDGET", "BENEFIT", "PARTICIPATION", "LINKAGE"]


def declaration(story: Story) -> dict[str, Any]:
    """A sheep shed, 800 000 central and 200 000 of the prefecture."""
    ids = story.ids
    return {
        "name": "示范村羊舍",
        "regionCode": VILLAGE,
        "categoryCode": "INDUSTRY_LIVESTOCK",
        "appraisalKind": "INDUSTRY",
        "scope": "新建标准化羊舍2栋1200平方米",
        "plannedFunding": [
            {"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "800000.00"},
            {"fundCategoryCode": "DEVELOPMENT", "level": "PREFECTURE", "amount": "200000.00"},
        ],
        "implementerId": ids["org-township"],
        "plannedStartOn": "2020-04-01",
        "plannedEndOn": "2020-07-31",
        "householdCount": 42,
        "peopleCount": 160,
        "targets": [{"indicator": "带动户数", "target": "42", "unit": "户"}],
        "responsibilities": [
            {"slot": "UNIT", "organisationId": ids["org-township"]},
            {"slot": "LEADER", "organisationId": ids["org-township"], "officialId": ids["off-leader"]},
            {"slot": "PERSON", "organisationId": ids["org-village"], "officialId": ids["off-person"]},
        ],
        "benefitLinks": [
            {
                "mode": "DIVIDEND",
                "partyId": ids["org-village"],
                "householdCount": 42,
                "promisedAmount": "60000.00",
            }
        ],
    }


def declare(story: Story) -> None:
    """The village drafts the project; the pack of Xinjiang is in force."""
    story.on("2020-01-10")
    made = story.do("village_clerk", "DeclareProject", declaration(story), project="project.id")
    assert (made["project"]["state"], made["project"]["pack"]) == ("DRAFT", "xinjiang-2019")
    assert made["project"]["plannedAmount"] == "1000000.00"


def deliberate(story: Story) -> None:
    """Four deliberations and two disclosures, with the minutes of the resolution."""
    story.on("2020-01-14")
    minutes = upload(story, "village_clerk", "project", "DELIBERATION_RECORD", "四议两公开.pdf")
    steps = [
        {"kind": "PROPOSE", "heldOn": "2020-01-10", "attendeeCount": 9},
        {"kind": "CONSULT", "heldOn": "2020-01-11", "attendeeCount": 11},
        {"kind": "REVIEW", "heldOn": "2020-01-12", "attendeeCount": 31},
        {
            "kind": "RESOLVE",
            "heldOn": "2020-01-13",
            "attendeeCount": 58,
            "forCount": 55,
            "againstCount": 3,
            "documentIds": [minutes],
        },
        {"kind": "ANNOUNCE", "heldOn": "2020-01-14", "attendeeCount": 0},
        {"kind": "PUBLICISE", "heldOn": "2020-01-14", "attendeeCount": 0},
    ]
    made = story.act("village_clerk", "DeliberateProject", "project", steps=steps)
    assert [each["kind"] for each in made["project"]["deliberation"]] == [each["kind"] for each in steps]


def submit(story: Story) -> None:
    """Without its papers it is blocked, with them it goes up."""
    bare = story.addressed("village_clerk", "project", {"submittedOn": "2020-01-14"})
    found = story.blocked("village_clerk", "SubmitProject", bare, "P-49")
    assert found["P-49"]["citation"]["documentNumber"]["text"]
    papers = [
        upload(story, "village_clerk", "project", "VILLAGE_APPLICATION", "申请项目报告.pdf"),
        upload(story, "village_clerk", "project", "VILLAGE_FEASIBILITY", "可行性论证报告.pdf"),
    ]
    made = story.act("village_clerk", "SubmitProject", "project", submittedOn="2020-01-14", documentIds=papers)
    assert made["project"]["state"] == "VILLAGE_DECIDED"


def publicise(story: Story, persona: str, level: str, first: str, last: str, places: list[str]) -> None:
    """Post a notice of seven days; closing it early is blocked, on the last day it passes."""
    story.on(first)
    photo = upload(story, persona, "project", "NOTICE_EVIDENCE", f"公示照片{level}{first}.png")
    given = {
        "subjectId": story.ids["project"],
        "kind": "PUBLICITY",
        "level": level,
        "postedOn": first,
        "plannedDays": 7,
        "places": places,
        "hotline": "12317",
        "documentIds": [photo],
    }
    made = story.do(persona, "PostNotice", given, **{f"notice-{level.lower()}": "notice.id"})
    assert made["notice"]["content"]["projectName"] == "示范村羊舍"
    if level == "TOWNSHIP":
        object_and_answer(story)
    early = story.addressed(persona, f"notice-{level.lower()}", {"closedOn": story.today.isoformat()})
    story.blocked(persona, "CloseNotice", early, "P-51")
    story.on(last)
    story.act(persona, "CloseNotice", f"notice-{level.lower()}", closedOn=last)


def announce(story: Story) -> None:
    """The county's announcement that stands beside its publicity: three publicities, one announcement."""
    story.on("2020-03-11")
    given = {
        "subjectId": story.ids["project"],
        "kind": "ANNOUNCEMENT",
        "level": "COUNTY",
        "postedOn": "2020-03-11",
        "plannedDays": 7,
        "places": ["县政府网站", "示范村公示栏"],
        "hotline": "12317",
    }
    story.do("county_office", "PostNotice", given, **{"notice-announcement": "notice.id"})


def object_and_answer(story: Story) -> None:
    """A villager objects without a login; the notice cannot close until the township has answered."""
    story.on("2020-01-25")
    given = {
        "noticeId": story.ids["notice-township"],
        "channel": "BOARD",
        "text": "羊舍离水渠太近",
        "contact": "13900000000",
    }
    made = story.do(None, "RaiseObjection", given, objection="objection.id")
    assert made["objection"]["raisedOn"] == "2020-01-25"
    story.on("2020-01-27")
    story.act("township_clerk", "AnswerObjection", "objection", reply="选址东移60米", repliedOn="2020-01-27")


def township(story: Story) -> None:
    """Village publicity, township review, township publicity with an objection answered."""
    publicise(story, "village_clerk", "VILLAGE", "2020-01-14", "2020-01-21", ["村委会公示栏"])
    story.on("2020-01-22")
    papers = [
        upload(story, "township_clerk", "project", kind, f"{kind}.pdf")
        for kind in ("TOWNSHIP_MINUTES", "TOWNSHIP_FEASIBILITY", "LIBRARY_REQUEST", "FUNDING_REQUEST")
    ]
    aspects = [{"aspect": aspect, "passed": True} for aspect in TOWNSHIP_ASPECTS]
    made = story.act(
        "township_clerk",
        "ReviewProject",
        "project",
        decision="PASS",
        reviewedOn="2020-01-22",
        aspects=aspects,
        documentIds=papers,
    )
    assert made["project"]["state"] == "TOWNSHIP_NOTICE"
    publicise(story, "township_clerk", "TOWNSHIP", "2020-01-23", "2020-01-31", ["乡镇公示栏", "示范村公示栏"])


def county(story: Story) -> None:
    """Appraised, returned once, revised, publicised again, sent up a second time and passed."""
    story.on("2020-02-08")
    report = upload(story, "county_office", "project", "APPRAISAL_REPORT", "论证报告.pdf")
    aspects = [
        {"aspect": each, "passed": True}
        for each in ("SOUNDNESS", "COMPLIANCE", "FEASIBILITY", "NECESSITY", "LINKAGE", "RISK", "IDLE_RISK")
    ]
    story.act(
        "county_office",
        "AppraiseProject",
        "project",
        bodies=["MULTI_DEPARTMENT", "EXPERT"],
        passed=True,
        appraisedOn="2020-02-08",
        aspects=aspects,
        documentIds=[report],
    )
    story.on("2020-02-10")
    made = story.act(
        "county_office",
        "ReviewProject",
        "project",
        decision="RETURN",
        reviewedOn="2020-02-10",
        aspects=[{"aspect": "RISK", "passed": False, "note": "缺防疫措施"}],
        comments="补充防疫与粪污处理",
        reason="缺防疫措施",
    )
    assert made["project"]["state"] == "REVISION"
    bind_too_early(story)
    story.on("2020-02-12")
    story.act(
        "village_clerk",
        "ReviseProject",
        "project",
        scope="新建标准化羊舍2栋1200平方米,配套防疫与粪污处理",
        reason="按县级意见修改",
    )
    publicise(story, "village_clerk", "VILLAGE", "2020-02-18", "2020-02-26", ["村委会公示栏"])
    story.on("2020-02-28")
    made = story.act("township_clerk", "SubmitProject", "project", submittedOn="2020-02-28")
    assert made["project"]["state"] == "SECOND_COUNTY_REVIEW"
    story.on("2020-03-05")
    passed = ["NEGATIVE_LIST", "TARGET", "LINKAGE", "RISK", "IDLE_RISK"]
    made = story.act(
        "county_office",
        "ReviewProject",
        "project",
        decision="PASS",
        reviewedOn="2020-03-05",
        aspects=[{"aspect": each, "passed": True} for each in passed],
    )
    assert made["project"]["state"] == "LEADING_GROUP"


def approve(story: Story) -> None:
    """The leading group approves, the county publicises, the project enters the library and the year's plan."""
    story.on("2020-03-10")
    meeting = {"heldOn": "2020-03-10", "reference": "轮扶领纪〔2020〕4号"}
    made = story.act("county_leading_group", "ApproveProject", "project", meeting=meeting)
    assert made["project"]["state"] == "COUNTY_NOTICE"
    announce(story)
    publicise(story, "county_office", "COUNTY", "2020-03-11", "2020-03-18", ["县政府网站", "示范村公示栏"])
    story.on("2020-03-20")
    given = {"regionCode": COUNTY, "year": 2020, "projectIds": [story.ids["project"]]}
    made = story.do("county_office", "DraftAnnualPlan", given, plan="annualPlan.id")
    assert made["annualPlan"]["projects"]["nodes"] == [{"id": story.ids["project"], "state": "SCHEDULED"}]
    story.on("2020-03-24")
    meeting = {"heldOn": "2020-03-24", "reference": "轮扶领纪〔2020〕6号"}
    made = story.act("county_leading_group", "ApproveAnnualPlan", "plan", meeting=meeting)
    assert (made["annualPlan"]["state"], made["annualPlan"]["meeting"]) == ("APPROVED", meeting)
