"""Inputs of the commands on distributions."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from chassis.inputs import BusinessDate, CommandInput, PlainDate, PositiveMoney, RegionCodeText, ShareBps
from published.distribution_terms import BeneficiaryGroup, DeductionKind, DistributionUse
from published.invalid_value import InvalidValueError
from published.review_terms import ReviewDecision
from published.shares import Bps, require_whole

Note = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


def _not_before_start(end: date, info: ValidationInfo) -> date:
    start = info.data.get("period_start_on")
    if start is not None and end < start:
        raise InvalidValueError(
            f"期末{end}早于期初{start},请核对。", f"The period ends on {end}, before it begins on {start}."
        )
    return end


def _no_fewer_people(people: int, info: ValidationInfo) -> int:
    households = info.data.get("household_count")
    if households is not None and people < households:
        raise InvalidValueError(
            f"人数{people}少于户数{households},请核对。", f"{people} people in {households} households cannot be."
        )
    return people


def _said_what(note: str | None, info: ValidationInfo) -> str | None:
    if note is None and info.data.get("use") is DistributionUse.OTHER:
        raise InvalidValueError("用途为“其他”时,请说明具体用途。", "Where the use is OTHER, say in the note what for.")
    return note


class DeductionInput(CommandInput):
    """Taken off before sharing [扣除]."""

    kind: DeductionKind = Field(description="Kind [扣除类型].")
    amount: PositiveMoney = Field(description="Yuan [金额].")


class DistributionLineInput(CommandInput):
    """One share [分配明细]."""

    use: DistributionUse = Field(description="Use [收益用途].")
    group: BeneficiaryGroup = Field(description="Group [受益群体].")
    share_bps: ShareBps = Field(description="Share, 10 000 = 100 % [比例].")
    household_count: Count = Field(description="Households [户数].")
    people_count: Annotated[Count, AfterValidator(_no_fewer_people)] = Field(description="People [人数].")
    note: Annotated[Note | None, AfterValidator(_said_what)] = Field(
        default=None, validate_default=True, description="Note [说明]."
    )


def _each_kind_once(deductions: list[DeductionInput]) -> list[DeductionInput]:
    if len({deduction.kind for deduction in deductions}) < len(deductions):
        raise InvalidValueError(
            "同一扣除类型只能填写一次,请合并金额。", "A kind of deduction appears twice; add it up."
        )
    return deductions


def _each_income_once(incomes: list[UUID]) -> list[UUID]:
    if len(set(incomes)) < len(incomes):
        raise InvalidValueError("同一笔收益只能填写一次。", "An income appears twice; name each once.")
    return incomes


def _whole(lines: list[DistributionLineInput]) -> list[DistributionLineInput]:
    require_whole([Bps(line.share_bps) for line in lines])
    return lines


class DistributionDraftInput(CommandInput):
    """A distribution [收益分配]."""

    region_code: RegionCodeText = Field(description="Village or area [区划].")
    period_start_on: PlainDate = Field(description="First day [期初].")
    period_end_on: Annotated[PlainDate, AfterValidator(_not_before_start)] = Field(description="Last day [期末].")
    income_ids: Annotated[list[UUID], Field(min_length=1, max_length=1000), AfterValidator(_each_income_once)] = Field(
        description="Received incomes to share [收益]."
    )
    deductions: Annotated[list[DeductionInput], AfterValidator(_each_kind_once)] = Field(
        default=[], description="Taken off [扣除]."
    )
    lines: Annotated[list[DistributionLineInput], Field(min_length=1, max_length=1000), AfterValidator(_whole)] = Field(
        description="Lines; shares add up to 10 000, the service computes the fen [分配明细]."
    )


class DistributionStep(CommandInput):
    """A step of a distribution that exists."""

    id: UUID = Field(description="Distribution [收益分配].")
    expected_version: int = Field(description="Version seen [版本].")


def _within_attendance(against: int, info: ValidationInfo) -> int:
    attending, in_favour = info.data.get("attendee_count"), info.data.get("for_count")
    if attending is not None and in_favour is not None and in_favour + against > attending:
        raise InvalidValueError(
            f"同意{in_favour}人、反对{against}人,多于到会{attending}人,请核对。",
            f"{in_favour} for and {against} against are more than the {attending} present; check them.",
        )
    return against


class DistributionDeliberateInput(DistributionStep):
    """The villagers' decision [民主决策]."""

    held_on: BusinessDate = Field(description="Held on [会议日期].")
    attendee_count: Annotated[int, Field(ge=1, le=1_000_000)] = Field(description="Present [到会人数].")
    for_count: Count = Field(description="In favour [同意].")
    against_count: Annotated[Count, AfterValidator(_within_attendance)] = Field(description="Against [反对].")
    document_ids: list[UUID] = Field(default=[], description="Minutes [会议记录].")
    reason: str | None = Field(default=None, description="Why, where a rule warns [理由].")


class DistributionReviewInput(DistributionStep):
    """A review [审核]."""

    decision: ReviewDecision = Field(description="Decision [审核意见].")
    reviewed_on: BusinessDate = Field(description="Reviewed on [审核日].")
    comments: Note | None = Field(default=None, description="Comments; required to return or reject [意见].")
    reason: str | None = Field(default=None, description="Why, where a rule warns [理由].")
