"""What the events of notices say, to the last field: no content, no objection, no contact, no person."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from published.notice_terms import NoticeKind, NoticeState
from published.project_terms import ProjectState, RegionLevel
from services.projects.publicity.events import notice_closed, notice_posted
from services.projects.publicity.models import Notice


def notice(**changed: Any) -> Notice:
    columns: dict[str, Any] = {
        "id": UUID(int=9),
        "region_id": UUID(int=1),
        "region_code": "652822",
        "region_path": "/1/2f/",
        "project_id": UUID(int=5),
        "project_state": ProjectState.TOWNSHIP_NOTICE,
        "kind": NoticeKind.PUBLICITY,
        "level": RegionLevel.TOWNSHIP,
        "pack": "xinjiang-2019",
        "content": {"responsible_person": "阿依古丽"},
        "posted_on": date(2020, 1, 23),
        "posted_at": datetime(2020, 1, 23, tzinfo=UTC),
        "planned_days": 7,
        "places": ["乡镇公示栏"],
        "posted_by": "township_clerk",
    }
    return Notice(**(columns | changed))


TOLD = {
    "id": str(UUID(int=9)),
    "version": 1,
    "region_id": str(UUID(int=1)),
    "region_code": "652822",
    "region_path": "/1/2f/",
    "subject_kind": "PROJECT",
    "subject_id": str(UUID(int=5)),
    "kind": "PUBLICITY",
    "level": "TOWNSHIP",
    "state": "POSTED",
    "posted_on": "2020-01-23",
    "planned_days": 7,
    "closed_on": None,
}


def test_notice_posted() -> None:
    assert notice_posted(notice()).data() == {"notice": TOLD}


def test_notice_closed_tells_the_last_day() -> None:
    closed = notice(version=4, state=NoticeState.CLOSED, closed_on=date(2020, 1, 31))
    then = {"version": 4, "state": "CLOSED", "closed_on": "2020-01-31"}
    assert notice_closed(closed).data() == {"notice": TOLD | then}


def test_a_notice_of_a_distribution_tells_that() -> None:
    about = {"subject_kind": "DISTRIBUTION", "subject_id": str(UUID(int=6)), "level": "VILLAGE"}
    told = notice_posted(notice(project_id=None, distribution_id=UUID(int=6), level=RegionLevel.VILLAGE))
    assert told.data() == {"notice": TOLD | about}


def test_a_notice_about_nothing_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="about nothing"):
        notice_posted(notice(project_id=None))
