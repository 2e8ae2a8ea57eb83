"""The way of a project from the village's draft to the approved plan, as the tests of the library walk it."""

from datetime import date
from typing import Any

import psycopg

from chassis.tables import new_id
from tests.integration.projects.desk import COUNTY, Desk, Given

VILLAGE_PAPERS = ("VILLAGE_APPLICATION", "VILLAGE_FEASIBILITY")
TOWNSHIP_PAPERS = ("TOWNSHIP_MINUTES", "TOWNSHIP_FEASIBILITY", "LIBRARY_REQUEST", "FUNDING_REQUEST")
TOWNSHIP_ASPECTS = ("AUTHENTICITY", "NECESSITY", "CONTENT", "BUDGET", "BENEFIT", "PARTICIPATION", "LINKAGE")
APPRAISED = ("SOUNDNESS", "COMPLIANCE", "FEASIBILITY", "RISK")
ENTRY_ASPECTS = ("NEGATIVE_LIST", "TARGET", "RISK")
STEPS: list[Given] = [
    {"kind": "PROPOSE", "heldOn": "2020-01-10", "attendeeCount": 9},
    {"kind": "CONSULT", "heldOn": "2020-01-11", "attendeeCount": 11},
    {"kind": "REVIEW", "heldOn": "2020-01-12", "attendeeCount": 31},
    {"kind": "RESOLVE", "heldOn": "2020-01-13", "attendeeCount": 58, "forCount": 55, "againstCount": 3},
    {"kind": "ANNOUNCE", "heldOn": "2020-01-14", "attendeeCount": 0},
    {"kind": "PUBLICISE", "heldOn": "2020-01-14", "attendeeCount": 0},
]


def results(*aspects: str, passed: bool = True) -> list[Given]:
    return [{"aspect": aspect, "passed": passed} for aspect in aspects]


class Way:
    """Walks one project as far as a test needs it, on the days that the journey gives."""

    def __init__(self, desk: Desk, **declared: Any) -> None:
        self.desk = desk
        self.on("2020-01-10")
        self.project = desk.declare(**declared)

    @property
    def id(self) -> str:
        return str(self.project["id"])

    def on(self, day: str) -> None:
        self.desk.subgraph.set_today(date.fromisoformat(day))

    def given(self, **more: Any) -> Given:
        return {"id": self.id, "expectedVersion": self.project["version"], **more}

    def do(self, operation: str, persona: str, **more: Any) -> Given:
        """The payload of a command on the project that must succeed; the project is as it left it."""
        payload = self.desk.do(operation, self.given(**more), persona)
        self.project = payload["project"]
        return payload

    def papers(self, *kinds: str) -> list[str]:
        """Ids of complete files, put there without their bytes."""
        return [self._paper(kind) for kind in kinds]

    def _paper(self, kind: str, *, complete: bool = True) -> str:
        identifier = new_id()
        statement = """INSERT INTO project_document (id, version, region_id, region_code, region_path, file_name,
            content_type, byte_size, sha256, complete, created_by, kind)
            SELECT %s, 1, region_id, region_code, region_path, %s, 'application/pdf', 1, %s, %s, 'a test', %s
            FROM project WHERE id = %s"""
        values = [identifier, f"{kind}.pdf", "0" * 64, complete, kind, self.id]
        with psycopg.connect(self.desk.subgraph.address.owner) as connection:
            connection.execute(statement, values)
        return str(identifier)

    def unfinished_paper(self) -> str:
        """Id of a file whose upload was not completed."""
        return self._paper("VILLAGE_APPLICATION", complete=False)

    def deliberate(self) -> None:
        self.on("2020-01-14")
        self.do("DeliberateProject", "village_clerk", steps=STEPS)

    def submission(self, **changed: Any) -> Given:
        return {"submittedOn": "2020-01-14", "documentIds": self.papers(*VILLAGE_PAPERS)} | changed

    def submit(self) -> None:
        self.deliberate()
        self.do("SubmitProject", "village_clerk", **self.submission())

    def publicise(self, persona: str, level: str, first: str, last: str) -> None:
        """A notice of seven days that nobody objects to."""
        self.on(first)
        notice = self.post(persona, level, first, "PUBLICITY")
        self.on(last)
        closing = {"id": notice["id"], "expectedVersion": notice["version"], "closedOn": last}
        self.desk.do("CloseNotice", closing, persona)
        self.refresh()

    def post(self, persona: str, level: str, first: str, kind: str) -> Given:
        posted = {
            "subjectId": self.id,
            "kind": kind,
            "level": level,
            "postedOn": first,
            "plannedDays": 7,
            "places": ["乡镇公示栏", "示范村公示栏"],
            "hotline": "12317",
        }
        notice: Given = self.desk.do("PostNotice", posted, persona)["notice"]
        return notice

    def refresh(self) -> Given:
        self.project = self.desk.ask("WhatBlocksProject", "county_office", id=self.id)["project"]
        return self.project

    def township_review(self, **changed: Any) -> Given:
        passing = {
            "decision": "PASS",
            "reviewedOn": "2020-01-22",
            "aspects": results(*TOWNSHIP_ASPECTS),
            "documentIds": self.papers(*TOWNSHIP_PAPERS),
        }
        return passing | changed

    def to_township(self) -> None:
        """Before the township."""
        self.submit()
        self.publicise("village_clerk", "VILLAGE", "2020-01-14", "2020-01-21")
        self.on("2020-01-22")

    def to_county(self) -> None:
        """Before the county, the first time."""
        self.to_township()
        self.do("ReviewProject", "township_clerk", **self.township_review())
        self.publicise("township_clerk", "TOWNSHIP", "2020-01-23", "2020-01-31")
        self.on("2020-02-08")

    def appraisal(self, **changed: Any) -> Given:
        return {
            "bodies": ["MULTI_DEPARTMENT", "EXPERT"],
            "aspects": results(*APPRAISED),
            "passed": True,
            "appraisedOn": "2020-02-08",
            "documentIds": self.papers("APPRAISAL_REPORT"),
        } | changed

    def return_of(self, **changed: Any) -> Given:
        return {
            "decision": "RETURN",
            "reviewedOn": "2020-02-10",
            "aspects": results("RISK", passed=False),
            "comments": "补充防疫与粪污处理",
        } | changed

    def to_revision(self, **appraisal: Any) -> None:
        """Appraised and returned."""
        self.to_county()
        self.do("AppraiseProject", "county_office", **self.appraisal(**appraisal))
        self.on("2020-02-10")
        self.do("ReviewProject", "county_office", **self.return_of())

    def revise(self, **changed: Any) -> None:
        self.on("2020-02-12")
        self.do("ReviseProject", "village_clerk", **({"scope": "新建标准化羊舍2栋,配套防疫与粪污处理"} | changed))

    def to_second(self, **appraisal: Any) -> None:
        """Before the county, the second time."""
        self.to_revision(**appraisal)
        self.revise()
        self.publicise("village_clerk", "VILLAGE", "2020-02-18", "2020-02-26")
        self.on("2020-02-28")
        self.do("SubmitProject", "township_clerk", submittedOn="2020-02-28")
        self.on("2020-03-05")

    def entry_review(self, **changed: Any) -> Given:
        return {"decision": "PASS", "reviewedOn": "2020-03-05", "aspects": results(*ENTRY_ASPECTS)} | changed

    def to_leading_group(self) -> None:
        """Before the leading group."""
        self.to_second()
        self.do("ReviewProject", "county_office", **self.entry_review())
        self.on("2020-03-10")

    def meeting(self, **changed: Any) -> Given:
        return {"meeting": {"heldOn": "2020-03-10", "reference": "轮扶领纪〔2020〕4号"} | changed}

    def to_library(self) -> None:
        """In the library."""
        self.to_leading_group()
        self.do("ApproveProject", "county_leading_group", **self.meeting())
        self.on("2020-03-11")
        self.post("county_office", "COUNTY", "2020-03-11", "ANNOUNCEMENT")
        self.publicise("county_office", "COUNTY", "2020-03-11", "2020-03-18")
        self.on("2020-03-20")


def approved(desk: Desk, **declared: Any) -> Way:
    """A project in the approved plan of 2020."""
    way = Way(desk, **declared)
    way.to_library()
    plan = desk.do("DraftAnnualPlan", draft_of(way), "county_office")["annualPlan"]
    way.on("2020-03-24")
    desk.do("ApproveAnnualPlan", approval_of(plan), "county_leading_group")
    way.refresh()
    return way


def draft_of(*ways: Way, **changed: Any) -> Given:
    """A plan of these projects."""
    return {"regionCode": COUNTY, "year": 2020, "projectIds": [way.id for way in ways]} | changed


def approval_of(plan: Given, **changed: Any) -> Given:
    """The approval of a plan as its last payload showed it."""
    meeting = {"heldOn": "2020-03-24", "reference": "轮扶领纪〔2020〕6号"} | changed
    return {"id": plan["id"], "expectedVersion": plan["version"], "meeting": meeting}


def verdicts(payload: Given, outcome: str) -> set[str]:
    """Rules of an attempt with an outcome."""
    return {each["ruleId"] for each in payload["verdicts"] if each["outcome"] == outcome}
