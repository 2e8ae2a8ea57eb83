"""Inputs of own budgets."""

from pydantic import Field, field_validator

from chassis.inputs import Money, RegionCodeText
from published.event import Year
from published.invalid_value import InvalidValueError
from published.money import Fen
from services.funds.inputs import FigureInput


class OwnBudgetRowInput(FigureInput):
    """Own budget of a year [本级预算行]."""

    region_code: RegionCodeText = Field(description="Region [地区].")
    fiscal_year: Year = Field(description="Year [年度].")
    amount: Money = Field(description="Yuan [金额].")

    @field_validator("amount")
    @classmethod
    def _not_negative(cls, amount: Fen) -> Fen:
        if amount < 0:
            raise InvalidValueError("预算金额不能为负", "A budget cannot be negative")
        return amount
