"""What convening, signing and concluding an acceptance, and settling a project is given."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.inputs import BusinessDate, CommandInput, Money
from services.projects.project.inputs import MOST_TEXT, MOST_WORDS

MOST_MEMBERS = 50
MOST_DEFECTS = 100
MOST_PAPERS = 100

Defect = Annotated[str, StringConstraints(min_length=1, max_length=MOST_WORDS)]
"""What is wrong, in words."""


class AcceptanceConveneInput(CommandInput):
    """A panel [验收组]."""

    project_id: UUID = Field(description="Project [项目].")
    official_ids: list[UUID] = Field(min_length=1, max_length=MOST_MEMBERS, description="Members [成员].")
    third_party_id: UUID | None = Field(default=None, description="Third party [第三方].")


class AcceptanceSignInput(CommandInput):
    """A signature [签字]."""

    id: UUID = Field(description="Acceptance [验收].")
    expected_version: int = Field(description="Version seen [版本].")
    member_id: UUID = Field(description="Member [成员].")
    signed_on: BusinessDate = Field(description="Signed on [签字日].")
    document_id: UUID = Field(description="Signed form [签字件].")


class AcceptanceConcludeInput(CommandInput):
    """A conclusion [结论]."""

    id: UUID = Field(description="Acceptance [验收].")
    expected_version: int = Field(description="Version seen [版本].")
    passed: bool = Field(description="Passed [是否通过].")
    concluded_on: BusinessDate = Field(description="Concluded on [验收日期].")
    accepted_amount: Money = Field(ge=0, description="Accepted amount, yuan [验收金额].")
    defects: list[Defect] = Field(default=[], max_length=MOST_DEFECTS, description="Defects [存在问题].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")


class ProjectSettleInput(CommandInput):
    """Final account [决算]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    final_amount: Money = Field(ge=0, description="Reviewed amount, yuan [决算金额].")
    settled_on: BusinessDate = Field(description="Reviewed on [评审日].")
    document_ids: list[UUID] = Field(default=[], max_length=MOST_PAPERS, description="Review [电子件].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")
