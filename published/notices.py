"""Events of the notices that the projects service posts, version 1. Objections and contacts are not told."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from published.event import Event, PlacedSnapshot
from published.notice_terms import NoticeKind, NoticeState, NoticeSubject
from published.project_terms import RegionLevel


class NoticeSnapshot(PlacedSnapshot):
    """A notice and what it is about; `closed_on` is null while it stands."""

    subject_kind: NoticeSubject
    subject_id: UUID
    kind: NoticeKind
    level: RegionLevel
    state: NoticeState
    posted_on: date
    planned_days: int
    closed_on: date | None


class NoticePostedV1(Event):
    """A publicity or announcement was posted."""

    type: ClassVar[str] = "jiadi.notice.posted.v1"
    aggregate: ClassVar[str] = "notice"

    notice: NoticeSnapshot


class NoticeClosedV1(Event):
    """A notice has stood its days and no objection is open."""

    type: ClassVar[str] = "jiadi.notice.closed.v1"
    aggregate: ClassVar[str] = "notice"

    notice: NoticeSnapshot


EVENTS: tuple[type[Event], ...] = (NoticePostedV1, NoticeClosedV1)
