"""What projects tells of its notices; objections and contacts are not told."""

from published.notices import NoticeClosedV1, NoticePostedV1, NoticeSnapshot
from services.projects.publicity.models import Notice


def notice_posted(notice: Notice) -> NoticePostedV1:
    """It stands."""
    return NoticePostedV1(notice=_snapshot(notice))


def notice_closed(notice: Notice) -> NoticeClosedV1:
    """It has stood its days."""
    return NoticeClosedV1(notice=_snapshot(notice))


def _snapshot(notice: Notice) -> NoticeSnapshot:
    columns = {name: getattr(notice, name) for name in NoticeSnapshot.model_fields.keys() & Notice.model_fields.keys()}
    return NoticeSnapshot(**columns, subject_kind=notice.subject, subject_id=notice.subject_id)
