"""Inputs of the commands on incomes."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import BusinessDate, CommandInput, PlainDate, PositiveMoney
from published.invalid_value import InvalidValueError
from published.operation_terms import IncomeKind


class IncomeDueInput(CommandInput):
    """An income that falls due [应收]."""

    kind: IncomeKind = Field(description="Kind [收益类型].")
    due_on: PlainDate = Field(description="Due on [应收日期].")
    amount: PositiveMoney = Field(description="Yuan [金额].")


def _each_once(schedule: list[IncomeDueInput]) -> list[IncomeDueInput]:
    if len({(due.kind, due.due_on) for due in schedule}) < len(schedule):
        raise InvalidValueError(
            "同一类型在同一天只能有一笔应收,请合并金额。", "A kind falls due twice on one day; give one amount for it."
        )
    return schedule


Schedule = Annotated[list[IncomeDueInput], AfterValidator(_each_once)]
"""What falls due when; each kind once a day."""


class IncomeReceiveInput(CommandInput):
    """Money received [收到收益]."""

    id: UUID = Field(description="Income [收益].")
    expected_version: int = Field(description="Version seen [版本].")
    received_on: BusinessDate = Field(description="Received on [实收日期].")
    amount: PositiveMoney = Field(description="Yuan [金额].")
    document_ids: list[UUID] = Field(default=[], description="Vouchers [凭证].")
