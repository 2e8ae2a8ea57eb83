"""What appraising and reviewing a project is given."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import BusinessDate, CommandInput
from published.invalid_value import InvalidValueError
from published.review_terms import AppraisalBody, ReviewAspect, ReviewDecision

MOST_ROWS = 100
MOST_TEXT = 10_000


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
