"""Allocations: the pots that projects are bound to."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlmodel import Field

from chassis.columns import PathText, coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.fund_terms import FundLevel
from services.funds.base import Row
from services.funds.columns import Figured, Numbered, Sourced, named_source, noted_figure, whole_number


class Allocation(Versioned, InRegion, Numbered, Sourced, Figured, Row, table=True):
    """Money given to one region, fen; it lies in the region that receives it [资金分配].

    `own_budget`: own money of the level that issues it rather than money from above. An import may not know the line
    it drew on, nor level and date.
    """

    visibility: ClassVar[Visibility] = Visibility.PARTIES
    party_paths: ClassVar[tuple[str, ...]] = ("issuer_path", "region_path")
    label: ClassVar[tuple[str, str]] = ("资金分配", "allocation")
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("bound_amount BETWEEN 0 AND amount", name="bound_amount"),
        CheckConstraint("origin = 'IMPORT' OR num_nulls(line_id, level, issued_on) = 0", name="known"),
        CheckConstraint("(line_id IS NULL) = (document_id IS NULL)", name="line_of_document"),
        whole_number(),
        named_source(),
        noted_figure(),
        Index("ix_allocation_by_issue", "issued_on", "id"),
        Index("ix_allocation_by_amount", "amount", "id"),
    )

    issuer_region_id: UUID = Field(index=True)
    issuer_region_code: str = Field(sa_type=Text)
    issuer_path: str = Field(sa_type=PathText, index=True)
    document_id: UUID | None = Field(default=None, foreign_key="indicator_document.id", index=True)
    line_id: UUID | None = Field(default=None, foreign_key="indicator_line.id", index=True)
    fiscal_year: int
    category_id: UUID = Field(foreign_key="fund_category.id", index=True)
    level: FundLevel | None = Field(default=None, sa_type=coded(FundLevel))
    own_budget: bool
    amount: int = Field(sa_type=BigInteger)
    bound_amount: int = Field(default=0, sa_type=BigInteger)
    issued_on: date | None = None

    @property
    def available_amount(self) -> int:
        """What may still be bound to projects, fen."""
        return self.amount - self.bound_amount
