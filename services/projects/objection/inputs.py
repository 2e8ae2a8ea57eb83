"""What raising and answering an objection is given."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput
from published.notice_terms import ObjectionChannel

MOST_WORDS = 200
MOST_TEXT = 10_000
MOST_OF_THE_PUBLIC = 2_000
"""Characters that somebody without a token may send."""


class ObjectionRaiseInput(CommandInput):
    """An objection [异议]."""

    notice_id: UUID = Field(description="Notice [公示公告].")
    channel: ObjectionChannel = Field(description="Channel [渠道].")
    text: str = Field(min_length=1, max_length=MOST_OF_THE_PUBLIC, description="Text [内容].")
    contact: str | None = Field(
        default=None, max_length=MOST_WORDS, description="How to reach you; kept secret [联系方式]."
    )


class ObjectionAnswerInput(CommandInput):
    """An answer [答复]."""

    id: UUID = Field(description="Objection [异议].")
    expected_version: int = Field(description="Version seen [版本].")
    reply: str = Field(min_length=1, max_length=MOST_TEXT, description="Reply [答复].")
    replied_on: BusinessDate = Field(description="Replied on [答复日].")
