"""Distributions of received incomes."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, PathText, coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Publication, Visibility
from published.distribution_terms import BeneficiaryGroup, DeductionKind, DistributionState, DistributionUse
from services.assets.base import Row


class Distribution(Versioned, InRegion, Row, table=True):
    """Received incomes of a period shared out; amounts in fen [收益分配].

    The incomes less the deductions are the sum of the lines: the database refuses anything else. The subjects of
    those who acted stand here, because nobody may act twice on what one is to check the other on.
    """

    visibility: ClassVar[Visibility] = Visibility.PUBLISHED
    published: ClassVar[Publication] = Publication("distribution", "notice_id")
    label: ClassVar[tuple[str, str]] = ("收益分配", "distribution")
    __table_args__ = (
        CheckConstraint("period_end_on >= period_start_on", name="period_end_on"),
        CheckConstraint("distributable_amount BETWEEN 1 AND income_amount", name="distributable_amount"),
        CheckConstraint("for_count + against_count <= attendee_count", name="votes"),
        Index("ix_distribution_by_period", "period_end_on", "id"),
    )

    period_start_on: date
    period_end_on: date
    income_amount: int = Field(sa_type=BigInteger)
    distributable_amount: int = Field(sa_type=BigInteger)
    state: DistributionState = Field(sa_type=coded(DistributionState))
    pack: str = Field(sa_type=Text)
    drafted_by: str
    deliberated_on: date | None = None
    deliberated_by: str | None = None
    attendee_count: int | None = None
    for_count: int | None = None
    against_count: int | None = None
    notice_id: UUID | None = Field(default=None, index=True)
    reviewed_on: date | None = None
    reviewed_by: str | None = None
    comments: str | None = None
    filed_on: date | None = None
    filed_by: str | None = None
    paid_on: date | None = None
    paid_by: str | None = None
    disclosed_on: date | None = None
    places: list[str] = Field(default_factory=list, sa_type=ARRAY(String))


class DistributionIncome(Row, table=True):
    """An income in a distribution [分配的收益]."""

    __tablename__ = "distribution_income"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = ({"info": APPEND_ONLY},)

    distribution_id: UUID = Field(foreign_key="distribution.id", primary_key=True)
    income_id: UUID = Field(foreign_key="income.id", primary_key=True, index=True)


class Deduction(Row, table=True):
    """Taken off before sharing, fen [扣除]."""

    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        Index("uq_deduction_kind", "distribution_id", "kind", unique=True),
        {"info": APPEND_ONLY},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    distribution_id: UUID = Field(foreign_key="distribution.id")
    place: int
    kind: DeductionKind = Field(sa_type=coded(DeductionKind))
    amount: int = Field(sa_type=BigInteger)


class DistributionLine(Row, table=True):
    """One share, what for and for whom; `region_path` is that of the distribution [分配明细]."""

    __tablename__ = "distribution_line"
    visibility: ClassVar[Visibility] = Visibility.PUBLISHED
    published: ClassVar[Publication] = Publication("distribution", "notice_id", own="distribution_id")
    label: ClassVar[tuple[str, str]] = ("分配明细", "line of a distribution")
    __table_args__ = (
        CheckConstraint("share_bps BETWEEN 1 AND 10000", name="share_bps"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("household_count >= 0 AND people_count >= household_count", name="counts"),
        Index("uq_distribution_line_place", "distribution_id", "place", unique=True),
        {"info": APPEND_ONLY},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    distribution_id: UUID = Field(foreign_key="distribution.id")
    place: int
    use: DistributionUse = Field(sa_type=coded(DistributionUse))
    group: BeneficiaryGroup = Field(sa_type=coded(BeneficiaryGroup))
    note: str | None = None
    share_bps: int
    amount: int = Field(sa_type=BigInteger)
    household_count: int
    people_count: int
    region_path: str = Field(sa_type=PathText)
