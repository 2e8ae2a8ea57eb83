"""What starting, reporting, completing and inspecting works is given."""

import re
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import BusinessDate, CommandInput
from published.invalid_value import InvalidValueError
from published.shares import WHOLE
from services.projects.project.inputs import MOST_TEXT

MOST_PAPERS = 100


def _month(text: str) -> str:
    if re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", text) is None:
        zh, en = f"“{text}”不是月份,应形如 2020-04", f"'{text}' is not a month; write it like 2020-04"
        raise InvalidValueError(zh, en)
    return text


Month = Annotated[str, AfterValidator(_month)]
"""A month as YYYY-MM."""


class ProjectStartInput(CommandInput):
    """Start [开工]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    started_on: BusinessDate = Field(description="Started on [开工日].")
    document_ids: list[UUID] = Field(
        default=[], max_length=MOST_PAPERS, description="Implementation scheme and other papers [电子件]."
    )
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")


class ProjectReportProgressInput(CommandInput):
    """A month's progress [月进度]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    month: Month = Field(description="Month as YYYY-MM [月份].")
    progress_bps: int = Field(ge=0, le=WHOLE, description="Physical progress, 10 000 = 100 % [形象进度].")
    reported_on: BusinessDate = Field(description="Reported on [报告日].")
    note: str | None = Field(default=None, max_length=MOST_TEXT, description="Note [说明].")


class ProjectCompleteInput(CommandInput):
    """Completion [完工]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    completed_on: BusinessDate = Field(description="Completed on [完工日].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")


class ProjectSelfInspectInput(CommandInput):
    """Self-inspection [自验]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    inspected_on: BusinessDate = Field(description="Inspected on [自验日].")
    document_ids: list[UUID] = Field(default=[], max_length=MOST_PAPERS, description="Form [自验表].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")
