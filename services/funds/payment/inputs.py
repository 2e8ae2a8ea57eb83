"""Inputs of payments."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput


class PaymentClaimPayInput(CommandInput):
    """A payment [支付]."""

    id: UUID = Field(description="Claim [报账].")
    expected_version: int = Field(description="Version seen [版本].")
    paid_on: BusinessDate = Field(description="Paid on [支付日期].")
    reference: str = Field(min_length=1, max_length=64, description="Reference of the bank or treasury [支付凭证号].")
    reason: str | None = Field(default=None, max_length=500, description="Why, where a rule warns [理由].")
