"""What deliberating, submitting, appraising and reviewing a project is given."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import BusinessDate, CommandInput
from published.invalid_value import InvalidValueError
from published.review_terms import AppraisalBody, DeliberationKind, ReviewAspect, ReviewDecision

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


class AspectResultInput(CommandInput):
    """Result on one aspect [要点结论]."""

    aspect: ReviewAspect = Field(description="Aspect [要点].")
    passed: bool = Field(description="Fine [是否通过].")
    note: str | None = Field(default=None, max_length=MOST_TEXT, description="Note [说明].")


def _each_once(aspects: list[AspectResultInput]) -> list[AspectResultInput]:
    names = [each.aspect for each in aspects]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InvalidValueError(f"“{twice.label}”重复填列,请保留一项", f"{twice} is given twice; keep one of them")
    return aspects


Aspects = Annotated[list[AspectResultInput], AfterValidator(_each_once)]


class ProjectAppraiseInput(CommandInput):
    """An appraisal [论证]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    bodies: list[AppraisalBody] = Field(min_length=1, max_length=len(AppraisalBody), description="Bodies [论证主体].")
    aspects: Aspects = Field(description="Aspects [要点结论].")
    passed: bool = Field(description="Passed [是否通过].")
    appraised_on: BusinessDate = Field(description="Date [日期].")
    document_ids: list[UUID] = Field(default=[], max_length=MOST_ROWS, description="Report [电子件].")


class ProjectReviewInput(CommandInput):
    """A review; level and round follow from the state [审核]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    decision: ReviewDecision = Field(description="Decision [审核意见].")
    reviewed_on: BusinessDate = Field(description="Reviewed on [审核日].")
    aspects: Aspects = Field(description="Aspects [要点结论].")
    comments: str | None = Field(
        default=None, min_length=1, max_length=MOST_TEXT, description="Comments; required to return or reject [意见]."
    )
    document_ids: list[UUID] = Field(default=[], max_length=MOST_ROWS, description="Papers [电子件].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")
