"""Indicator documents and their lines."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Gifts, Visibility
from published.fund_terms import FundLevel, TrancheKind
from services.funds.base import Row
from services.funds.columns import Figured, Numbered, Sourced, named_source, noted_figure, whole_number


class IndicatorDocument(Versioned, InRegion, Numbered, Sourced, Row, table=True):
    """A letter that brings money to the region that received it [资金指标文件].

    `issued_on` is the day by which all of it was passed on. A region receives a document once; others may receive
    the same one, and nobody learns of that from a refusal. Who was allocated money of it may follow that money here.
    """

    __tablename__ = "indicator_document"
    visibility: ClassVar[Visibility] = Visibility.GIVER
    given_by: ClassVar[Gifts] = Gifts("allocation", "document_id")
    label: ClassVar[tuple[str, str]] = ("资金指标文件", "indicator document")
    __table_args__ = (
        CheckConstraint("total_amount > 0", name="total_amount"),
        CheckConstraint("origin = 'IMPORT' OR (issuer_code IS NOT NULL AND received_on IS NOT NULL)", name="known"),
        whole_number(),
        named_source(),
        UniqueConstraint(
            "region_id", "issuer_code", "document_year", "document_serial", name="uq_indicator_document_number"
        ),
        Index("ix_indicator_document_by_issue", "issued_on", "id"),
        Index("ix_indicator_document_by_amount", "total_amount", "id"),
    )

    title: str = Field(sa_type=Text)
    fiscal_year: int
    tranche: TrancheKind = Field(sa_type=coded(TrancheKind))
    received_on: date | None = None
    issued_on: date | None = None
    total_amount: int = Field(sa_type=BigInteger)
    performance_target: str | None = Field(default=None, sa_type=Text)
    pack: str = Field(sa_type=Text)


class IndicatorLine(InRegion, Figured, Row, table=True):
    """Money of one category and level in a document, fen, and how much of it is known to be allocated [指标明细].

    `own_budget`: its level is that of the region that received the document.
    """

    __tablename__ = "indicator_line"
    visibility: ClassVar[Visibility] = Visibility.GIVER
    given_by: ClassVar[Gifts] = Gifts("allocation", "line_id")
    label: ClassVar[tuple[str, str]] = ("指标明细", "indicator line")
    personal: ClassVar[frozenset[str]] = frozenset()
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("allocated_amount BETWEEN 0 AND amount", name="allocated_amount"),
        noted_figure(),
        UniqueConstraint("document_id", "position"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    document_id: UUID = Field(foreign_key="indicator_document.id")
    position: int
    category_id: UUID = Field(foreign_key="fund_category.id", index=True)
    level: FundLevel = Field(sa_type=coded(FundLevel))
    own_budget: bool
    amount: int = Field(sa_type=BigInteger)
    allocated_amount: int = Field(default=0, sa_type=BigInteger)
    last_issued_on: date | None = None

    @property
    def unallocated_amount(self) -> int:
        """What is left to allocate, fen."""
        return self.amount - self.allocated_amount
