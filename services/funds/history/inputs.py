"""Inputs of historical imports."""

from typing import Annotated

from pydantic import Field

from chassis.inputs import CommandInput
from services.funds.allocation.inputs import AllocationRowInput
from services.funds.budget.inputs import OwnBudgetRowInput
from services.funds.indicator.inputs import IndicatorDocumentRowInput

MOST_ROWS = 500
"""Rows of one kind in one import: it is all or none, so its transaction must stay short."""


class FundHistoryImportInput(CommandInput):
    """History of one source; leave out what it does not give [历史导入]."""

    source: Annotated[str, Field(min_length=1, max_length=200)] = Field(
        description="Source, named on every row [数据来源]."
    )
    indicator_documents: list[IndicatorDocumentRowInput] = Field(
        default=[], max_length=MOST_ROWS, description="Documents [指标文件]."
    )
    allocations: list[AllocationRowInput] = Field(
        default=[], max_length=MOST_ROWS, description="Allocations [资金分配]."
    )
    own_budgets: list[OwnBudgetRowInput] = Field(
        default=[], max_length=MOST_ROWS, description="Own budgets [本级预算]."
    )
