"""Inputs of indicator documents."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput, PositiveMoney, RegionCodeText
from published.event import Year
from published.fund_terms import FundLevel, TrancheKind
from services.funds.inputs import DocumentNumberInput, FigureInput

Title = Annotated[str, Field(min_length=1, max_length=200)]
MOST_LINES = 200


class IndicatorLineInput(FigureInput):
    """One line [指标明细]."""

    category_code: str = Field(description="Category [资金类别代码].")
    level: FundLevel = Field(description="Level [资金级次].")
    amount: PositiveMoney = Field(description="Yuan [金额].")


Lines = Annotated[list[IndicatorLineInput], Field(min_length=1, max_length=MOST_LINES)]


class IndicatorDocumentReceiveInput(CommandInput):
    """A document received [收到指标文件]."""

    document_number: DocumentNumberInput = Field(description="Number [文号].")
    title: Title = Field(description="Title [名称].")
    region_code: RegionCodeText = Field(description="Receiving region [接收地区].")
    fiscal_year: Year = Field(description="Fiscal year [预算年度].")
    tranche: TrancheKind = Field(description="Batch [批次].")
    received_on: BusinessDate = Field(description="Received on [收到日期].")
    lines: Lines = Field(description="Lines [明细].")
    performance_target: str | None = Field(
        default=None, max_length=2000, description="Its performance target [绩效目标]."
    )
    document_ids: list[UUID] = Field(default_factory=list, max_length=20, description="Scan [电子件].")
    reason: str | None = Field(default=None, max_length=500, description="Why, where a rule warns [理由].")


class IndicatorDocumentRowInput(CommandInput):
    """One document [指标文件行]."""

    title: Title = Field(description="Title [名称].")
    region_code: RegionCodeText = Field(description="Receiving region [接收地区].")
    fiscal_year: Year = Field(description="Fiscal year [预算年度].")
    tranche: TrancheKind = Field(description="Batch [批次].")
    lines: Lines = Field(description="Lines [明细].")
    document_number: DocumentNumberInput | None = Field(default=None, description="Number [文号].")
    received_on: BusinessDate | None = Field(default=None, description="Received on [收到日期].")
    issued_on: BusinessDate | None = Field(default=None, description="Issued on [下达日期].")
