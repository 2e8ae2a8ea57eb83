"""Inputs of allocations."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput, PositiveMoney, RegionCodeText
from published.event import Year
from services.funds.inputs import DocumentNumberInput, FigureInput


class AllocationIssueInput(CommandInput):
    """Money of a line for one region; the region itself keeps own-level money [分配下达]."""

    line_id: UUID = Field(description="Line [指标明细].")
    region_code: RegionCodeText = Field(description="Receiving region [接收地区].")
    amount: PositiveMoney = Field(description="Yuan [金额].")
    issued_on: BusinessDate = Field(description="Issued on [下达日期].")
    document_number: DocumentNumberInput | None = Field(default=None, description="Number of the letter [文号].")
    reason: str | None = Field(default=None, max_length=500, description="Why, where a rule warns [理由].")


class AllocationRowInput(FigureInput):
    """One allocation [资金分配行]."""

    region_code: RegionCodeText = Field(description="Receiving region [接收地区].")
    fiscal_year: Year = Field(description="Fiscal year [预算年度].")
    category_code: str = Field(description="Category [资金类别代码].")
    own_budget: bool = Field(description="Own budget of the issuing level [本级安排].")
    amount: PositiveMoney = Field(description="Yuan [金额].")
    issued_on: BusinessDate | None = Field(default=None, description="Issued on [下达日期].")
