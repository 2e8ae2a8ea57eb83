"""What declaring, revising and approving a project is given."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import BusinessDate, CommandInput, DecimalText, PlainDate, PositiveMoney, RegionCodeText
from published.fund_terms import FundLevel
from published.money import fen
from published.project_terms import AppraisalKind, BenefitMode, ResponsibilitySlot

MOST_CODE = 60
MOST_WORDS = 200
MOST_TEXT = 10_000
MOST_PEOPLE = 100_000_000


class PlannedFundingInput(CommandInput):
    """Money from one source [计划资金]."""

    fund_category_code: str = Field(min_length=1, max_length=MOST_CODE, description="Category of money [资金类别代码].")
    level: FundLevel = Field(description="Level [资金级次].")
    amount: PositiveMoney = Field(description="Yuan [金额].")


class PerformanceTargetInput(CommandInput):
    """A target [绩效目标]."""

    indicator: str = Field(min_length=1, max_length=MOST_WORDS, description="Indicator [指标].")
    target: DecimalText = Field(description="Value [目标值].")
    unit: str = Field(min_length=1, max_length=MOST_WORDS, description="Unit [单位].")


class ResponsibilityInput(CommandInput):
    """Who answers [责任]."""

    slot: ResponsibilitySlot = Field(description="Slot [责任类型].")
    organisation_id: UUID = Field(description="Organisation [单位].")
    official_id: UUID | None = Field(default=None, description="Person [人员].")


class BenefitLinkInput(CommandInput):
    """A promised benefit [利益联结]."""

    mode: BenefitMode = Field(description="Mode [联结方式].")
    party_id: UUID = Field(description="Who owes it [承担主体].")
    household_count: int = Field(ge=1, le=MOST_PEOPLE, description="Households [户数].")
    promised_amount: PositiveMoney = Field(description="A year, yuan [承诺年金额].")


def _sum_can_be_stored(lines: list[PlannedFundingInput]) -> list[PlannedFundingInput]:
    fen(sum(line.amount for line in lines))
    return lines


FundingLines = Annotated[list[PlannedFundingInput], AfterValidator(_sum_can_be_stored)]
"""Planned money by source, whose sum is an amount too."""


class ProjectDeclareInput(CommandInput):
    """A new project [申报项目]."""

    name: str = Field(min_length=1, max_length=MOST_WORDS, description="Name [名称].")
    region_code: RegionCodeText = Field(description="Place [地点].")
    category_code: str = Field(min_length=1, max_length=MOST_CODE, description="Category [类别].")
    appraisal_kind: AppraisalKind = Field(description="Appraisal kind [论证类别].")
    scope: str = Field(min_length=1, max_length=MOST_TEXT, description="Content [建设内容].")
    planned_funding: FundingLines = Field(min_length=1, description="Money by source, adds up to the plan [资金来源].")
    implementer_id: UUID | None = Field(default=None, description="Implementer [实施单位].")
    line_department_id: UUID | None = Field(default=None, description="Department [主管部门].")
    planned_start_on: PlainDate | None = Field(default=None, description="Start [计划开工].")
    planned_end_on: PlainDate | None = Field(default=None, description="End [计划完工].")
    household_count: int | None = Field(default=None, ge=0, le=MOST_PEOPLE, description="Households [受益户数].")
    people_count: int | None = Field(default=None, ge=0, le=MOST_PEOPLE, description="People [受益人数].")
    targets: list[PerformanceTargetInput] | None = Field(default=None, description="Targets [绩效目标].")
    responsibilities: list[ResponsibilityInput] | None = Field(default=None, description="Responsibilities [责任].")
    benefit_links: list[BenefitLinkInput] | None = Field(default=None, description="Benefits [利益联结].")


class ProjectReviseInput(CommandInput):
    """Change only what is named; a list replaces the whole list [修改完善]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    name: str | None = Field(default=None, min_length=1, max_length=MOST_WORDS, description="Name [名称].")
    scope: str | None = Field(default=None, min_length=1, max_length=MOST_TEXT, description="Content [建设内容].")
    planned_funding: FundingLines | None = Field(default=None, min_length=1, description="Money by source [资金来源].")
    implementer_id: UUID | None = Field(default=None, description="Implementer [实施单位].")
    line_department_id: UUID | None = Field(default=None, description="Department [主管部门].")
    planned_start_on: PlainDate | None = Field(default=None, description="Start [计划开工].")
    planned_end_on: PlainDate | None = Field(default=None, description="End [计划完工].")
    household_count: int | None = Field(default=None, ge=0, le=MOST_PEOPLE, description="Households [受益户数].")
    people_count: int | None = Field(default=None, ge=0, le=MOST_PEOPLE, description="People [受益人数].")
    targets: list[PerformanceTargetInput] | None = Field(default=None, description="Targets [绩效目标].")
    responsibilities: list[ResponsibilityInput] | None = Field(default=None, description="Responsibilities [责任].")
    benefit_links: list[BenefitLinkInput] | None = Field(default=None, description="Benefits [利益联结].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why [理由].")


class MeetingInput(CommandInput):
    """A leading-group meeting [会议]."""

    held_on: BusinessDate = Field(description="Held on [会议日期].")
    reference: str = Field(max_length=MOST_WORDS, description="Reference of the minutes [会议纪要号].")


class ProjectApproveInput(CommandInput):
    """Approval [审定]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    meeting: MeetingInput = Field(description="Meeting [会议].")
    reason: str | None = Field(default=None, max_length=MOST_TEXT, description="Why, where a rule warns [理由].")
