"""Inputs of the commands on contracts."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationInfo

from chassis.inputs import CommandInput, Money, PlainDate
from published.invalid_value import InvalidValueError
from published.operation_terms import OperationMode
from published.project_terms import BenefitMode
from services.assets.income.inputs import IncomeDueInput, Schedule


def _not_negative(amount: int) -> int:
    if amount < 0:
        raise InvalidValueError("金额不能小于零", "The amount cannot be less than zero")
    return amount


WholeMoney = Annotated[Money, AfterValidator(_not_negative)]


def _after_start(ends_on: date, info: ValidationInfo) -> date:
    starts_on = info.data.get("starts_on")
    if starts_on is not None and ends_on <= starts_on:
        raise InvalidValueError(
            f"截止日期{ends_on}须晚于开始日期{starts_on},请核对。",
            f"The last day {ends_on} must come after the first, {starts_on}; check both.",
        )
    return ends_on


def _what_is_owed_falls_due(schedule: list[IncomeDueInput], info: ValidationInfo) -> list[IncomeDueInput]:
    if not schedule and info.data.get("annual_amount", 0) > 0:
        raise InvalidValueError(
            "合同约定了年租金,请至少填写一笔应收。", "The contract has a rent a year; say when it falls due."
        )
    return schedule


class LinkageInput(CommandInput):
    """Linkage with households [联农带农机制]."""

    mode: BenefitMode = Field(description="Mode [联结方式].")
    household_count: int = Field(ge=1, le=1_000_000, description="Households [户数].")
    promised_amount: WholeMoney = Field(description="Promised a year, yuan [承诺年金额].")


class OperationContractSignInput(CommandInput):
    """A contract [经营合同]."""

    asset_id: UUID = Field(description="Asset [资产].")
    mode: OperationMode = Field(description="Mode [经营方式].")
    operator_id: UUID = Field(description="Operator [经营主体].")
    starts_on: PlainDate = Field(description="First day [开始日期].")
    ends_on: Annotated[PlainDate, AfterValidator(_after_start)] = Field(description="Last day [截止日期].")
    annual_amount: WholeMoney = Field(description="Rent or fixed dividend a year, yuan [年租金].")
    schedule: Annotated[Schedule, AfterValidator(_what_is_owed_falls_due)] = Field(
        description="Due dates and amounts [应收计划]."
    )
    deposit_amount: WholeMoney | None = Field(default=None, description="Deposit, yuan [押金].")
    linkage: LinkageInput | None = Field(default=None, description="Linkage [联农带农机制].")
    document_ids: list[UUID] = Field(default=[], description="Files [电子件].")
    reason: str | None = Field(default=None, description="Why, where a rule warns [理由].")
