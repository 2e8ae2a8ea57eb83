"""Incomes of assets: what is due, and what came in for it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Visibility
from published.operation_terms import IncomeKind
from services.assets.base import Row


class Income(Versioned, InRegion, Row, table=True):
    """An amount (fen) that falls due on a day, and how much of it has come in [收益].

    It may come in parts; `received_on` is the day on which it was complete, and only what is complete is shared out.
    A distribution holds it from its draft on, and lets go of it when it is returned: so each is shared out once.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("收益", "income")
    __table_args__ = (
        CheckConstraint("due_amount > 0", name="due_amount"),
        CheckConstraint("received_amount BETWEEN 0 AND due_amount", name="received_amount"),
        CheckConstraint("(received_on IS NOT NULL) = (received_amount = due_amount)", name="received_on"),
        CheckConstraint("distribution_id IS NULL OR received_on IS NOT NULL", name="distribution_id"),
        Index("ix_income_by_due", "due_on", "id"),
    )

    asset_id: UUID = Field(foreign_key="asset.id", index=True)
    contract_id: UUID | None = Field(default=None, foreign_key="operation_contract.id", index=True)
    kind: IncomeKind = Field(sa_type=coded(IncomeKind))
    due_on: date
    due_amount: int = Field(sa_type=BigInteger)
    received_on: date | None = None
    received_amount: int = Field(default=0, sa_type=BigInteger)
    distribution_id: UUID | None = Field(default=None, foreign_key="distribution.id", index=True)
    pack: str = Field(sa_type=Text)

    @property
    def owed_amount(self) -> int:
        """What has not come in yet, fen."""
        return self.due_amount - self.received_amount


class IncomeReceipt(Row, table=True):
    """Part of an income, fen, on the day it came in [收款]."""

    __tablename__ = "income_receipt"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (CheckConstraint("amount > 0", name="amount"), {"info": APPEND_ONLY})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    income_id: UUID = Field(foreign_key="income.id", index=True)
    received_on: date
    amount: int = Field(sa_type=BigInteger)
