"""What posting and closing a notice is given."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.inputs import BusinessDate, CommandInput
from published.notice_terms import NoticeKind
from published.project_terms import RegionLevel

MOST_DAYS = 3650
MOST_PLACES = 100
MOST_WORDS = 200
MOST_TEXT = 10_000

PlaceText = Annotated[str, StringConstraints(min_length=1, max_length=MOST_WORDS)]
"""Where a notice hangs, in words."""


class NoticePostInput(CommandInput):
    """A notice; its ten items are taken from the subject [发布公示公告]."""

    subject_id: UUID = Field(description="Project or distribution [公示对象].")
    kind: NoticeKind = Field(description="Kind [类型].")
    level: RegionLevel = Field(description="Level [层级].")
    posted_on: BusinessDate = Field(description="First day [张贴日期].")
    planned_days: int = Field(ge=1, le=MOST_DAYS, description="Days [公示天数].")
    places: list[PlaceText] = Field(max_length=MOST_PLACES, description="Places [张贴地点].")
    hotline: str = Field(max_length=MOST_WORDS, description="Hotline [监督举报电话].")
    document_ids: list[UUID] = Field(default=[], description="Photos [张贴照片].")


class NoticeCloseInput(CommandInput):
    """End of a notice [公示期满]."""

    id: UUID = Field(description="Notice [公示公告].")
    expected_version: int = Field(description="Version seen [版本].")
    closed_on: BusinessDate = Field(description="Last day [期满日期].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")
