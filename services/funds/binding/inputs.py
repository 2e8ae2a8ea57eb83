"""Inputs of bindings."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput, PositiveMoney
from published.fund_terms import FundPurpose


class ProjectFundingBindInput(CommandInput):
    """Money for a project [资金安排]."""

    project_id: UUID = Field(description="Project [项目].")
    allocation_id: UUID = Field(description="Allocation [资金分配].")
    amount: PositiveMoney = Field(description="Yuan [金额].")
    purpose: FundPurpose = Field(description="Purpose [用途].")
    bound_on: BusinessDate = Field(description="Bound on [安排日期].")
    reason: str | None = Field(default=None, max_length=500, description="Why, where a rule warns [理由].")
