"""What the tests of publicity do over and over: bring a project to a notice, post it, close it, object to it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg

from chassis.tables import new_id
from tests.integration.projects.desk import Desk, Given

DECLARED = date(2020, 1, 10)
FIRST = date(2020, 3, 11)
"""The day on which the tests post."""
OF_LEVEL = {"VILLAGE": "village_clerk", "TOWNSHIP": "township_clerk", "COUNTY": "county_office"}
WAITING = {"VILLAGE": "VILLAGE_DECIDED", "TOWNSHIP": "TOWNSHIP_NOTICE", "COUNTY": "COUNTY_NOTICE"}


@dataclass
class Board:
    """Posts on one subgraph."""

    desk: Desk

    def on(self, day: date) -> None:
        """It becomes noon of that day."""
        self.desk.subgraph.set_today(day)

    def declare(self, **declared: Any) -> Given:
        """A project that was drafted before everything else."""
        self.on(DECLARED)
        return self.desk.declare(**declared)

    def project(self, state: str, **declared: Any) -> Given:
        """A project that has come to a state."""
        project = self.declare(**declared)
        self.put(project["id"], state)
        return project

    def put(self, project_id: str, state: str) -> None:
        """Put a project into a state whose own steps other tests take."""
        with psycopg.connect(self.desk.subgraph.address.owner) as connection:
            connection.execute("UPDATE project SET state = %s WHERE id = %s", [state, UUID(project_id)])

    def photo(self, project: Given) -> str:
        """Id of a photo of the posting, put there without its bytes."""
        identifier = new_id()
        statement = """INSERT INTO project_document (id, version, region_id, region_code, region_path, file_name,
            content_type, byte_size, sha256, complete, created_by, kind)
            SELECT %s, 1, region_id, region_code, region_path, 'photo.png', 'image/png', 1, %s, true, 'a test',
            'NOTICE_EVIDENCE' FROM project WHERE id = %s"""
        with psycopg.connect(self.desk.subgraph.address.owner) as connection:
            connection.execute(statement, [identifier, "0" * 64, project["id"]])
        return str(identifier)

    def notice(self, subject_id: str, level: str = "TOWNSHIP", **changed: Any) -> Given:
        """A whole input; a change of None leaves the field out."""
        given: Given = {
            "subjectId": subject_id,
            "kind": "PUBLICITY",
            "level": level,
            "postedOn": FIRST.isoformat(),
            "plannedDays": 7,
            "places": ["乡镇公示栏", "示范村公示栏"],
            "hotline": "12317",
        } | changed
        return {name: value for name, value in given.items() if value is not None}

    def post(
        self, project: Given, level: str = "TOWNSHIP", state: str | None = None, on: date = FIRST, **changed: Any
    ) -> Given:
        """A posted notice of a project that waits for one of this level."""
        self.put(project["id"], state or WAITING[level])
        self.on(on)
        given = self.notice(project["id"], level, postedOn=on.isoformat(), **changed)
        notice: Given = self.desk.do("PostNotice", given, OF_LEVEL[level])["notice"]
        return notice

    def closing(self, notice: Given, days: int = 7, **changed: Any) -> Given:
        """The input that closes a notice some days after it was posted, on the day of asking."""
        last = date.fromisoformat(notice["postedOn"]) + timedelta(days=days)
        self.on(last)
        return {"id": notice["id"], "expectedVersion": notice["version"], "closedOn": last.isoformat()} | changed

    def close(self, notice: Given, level: str = "TOWNSHIP", days: int = 7, **changed: Any) -> Given:
        """The payload of closing, refused or not."""
        return self.desk.attempt("CloseNotice", self.closing(notice, days, **changed), OF_LEVEL[level])

    def raise_objection(self, notice: Given, persona: str | None = None, **changed: Any) -> Given:
        """An objection raised on the present day."""
        given = {"noticeId": notice["id"], "channel": "BOARD", "text": "羊舍离水渠太近", "contact": "13900000000"}
        objection: Given = self.desk.do("RaiseObjection", given | changed, persona)["objection"]
        return objection

    def answer(self, objection: Given, persona: str | None = "township_clerk", **changed: Any) -> Given:
        """The payload of an answer on the third day, refused or not."""
        replied_on = FIRST + timedelta(days=3)
        self.on(replied_on)
        given = {"id": objection["id"], "expectedVersion": objection["version"], "reply": "选址东移60米"}
        return self.desk.attempt("AnswerObjection", given | {"repliedOn": replied_on.isoformat()} | changed, persona)

    def seen(self, selection: str, notice: Given, persona: str | None = None) -> Any:
        """What a notice shows, by default to the public."""
        document = f"query($id: ID!) {{ notice(id: $id) {{ {selection} }} }}"
        answer = self.desk.subgraph.post(document, {"id": notice["id"]}, persona)
        assert "errors" not in answer, answer
        return answer["data"]["notice"]


def blocking(payload: Given) -> set[str]:
    """Ids of the rules that block."""
    return {each["ruleId"] for each in payload["verdicts"] if each["outcome"] == "BLOCK"}


def codes(payload: Given) -> list[str]:
    """Codes of its errors."""
    return [error["code"] for error in payload["errors"]]
