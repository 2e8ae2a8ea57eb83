"""What deliberating and submitting a project is given."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput
from published.review_terms import DeliberationKind

MOST_ROWS = 100
MOST_TEXT = 10_000
MOST_PEOPLE = 100_000_000


class DeliberationStepInput(CommandInput):
    """One village step [议事记录]."""

    kind: DeliberationKind = Field(description="Step [步骤].")
    held_on: BusinessDate = Field(description="Held on [日期].")
    attendee_count: int = Field(ge=0, le=MOST_PEOPLE, description="Present [到会人数].")
    for_count: int | None = Field(default=None, ge=0, le=MOST_PEOPLE, description="In favour [同意].")
    against_count: int | None = Field(default=None, ge=0, le=MOST_PEOPLE, description="Against [反对].")
    document_ids: list[UUID] = Field(default=[], max_length=MOST_ROWS, description="Files [电子件].")


class ProjectDeliberateInput(CommandInput):
    """Village steps to add [四议两公开]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    steps: list[DeliberationStepInput] = Field(min_length=1, max_length=MOST_ROWS, description="Steps [步骤].")


class ProjectSubmitInput(CommandInput):
    """Send upward [上报]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    submitted_on: BusinessDate = Field(description="Sent on [上报日].")
    document_ids: list[UUID] = Field(default=[], max_length=MOST_ROWS, description="Papers [电子件].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")
