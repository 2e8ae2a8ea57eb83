"""What the beginning and the end of a trial are given."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate
from services.assets.idle.inputs import CaseInput, Words


class IdleCaseStartTrialInput(CaseInput):
    """Begin of the trial [试运行]."""

    started_on: BusinessDate = Field(description="Started on [开始日期].")
    reason: Words | None = Field(default=None, description="Why, where a rule warns [理由].")


class IdleCaseStrikeOffInput(CaseInput):
    """Strike-off [销号]."""

    verified_on: BusinessDate = Field(description="Verified on [核验日期].")
    finding: Words = Field(description="What was seen [核验情况].")
    photo_ids: list[UUID] = Field(default_factory=list, description="Photos [照片].")
    reason: Words | None = Field(default=None, description="Why, where a rule warns [理由].")
