"""What drafting and approving an annual plan is given."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import CommandInput, RegionCodeText
from published.invalid_value import InvalidValueError
from services.projects.project.inputs import MeetingInput

FIRST_YEAR, LAST_YEAR = 1949, 2999
MOST_PROJECTS = 1000
MOST_TEXT = 10_000


def _each_once(ids: list[UUID]) -> list[UUID]:
    if len(set(ids)) < len(ids):
        raise InvalidValueError("同一项目重复列入,请去掉重复项", "A project is listed twice; name each once")
    return ids


class AnnualPlanDraftInput(CommandInput):
    """A plan's projects; given again it replaces the draft [编制年度计划]."""

    region_code: RegionCodeText = Field(description="County [县].")
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR, description="Year [年度].")
    expected_version: int | None = Field(default=None, description="Version seen; leave out the first time [版本].")
    project_ids: Annotated[list[UUID], AfterValidator(_each_once)] = Field(
        min_length=1, max_length=MOST_PROJECTS, description="Library projects [项目]."
    )


class AnnualPlanApproveInput(CommandInput):
    """Approval of a plan [批复年度计划]."""

    id: UUID = Field(description="Plan [年度计划].")
    expected_version: int = Field(description="Version seen [版本].")
    meeting: MeetingInput = Field(description="Meeting [会议].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")
