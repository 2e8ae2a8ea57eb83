"""Money bound to projects."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.fund_terms import FundPurpose, ProjectFundingState
from services.funds.base import Row


class ProjectFunding(Versioned, InRegion, Row, table=True):
    """Money of one allocation bound to one project, fen; it lies where the project lies [项目资金].

    So whoever sees a project sees its money; the pot that it comes from is the county's.
    """

    __tablename__ = "project_funding"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("项目资金", "project funding")
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("paid_amount BETWEEN 0 AND amount", name="paid_amount"),
        Index("ix_project_funding_by_day", "bound_on", "id"),
    )

    project_id: UUID = Field(index=True)
    allocation_id: UUID = Field(foreign_key="allocation.id", index=True)
    amount: int = Field(sa_type=BigInteger)
    paid_amount: int = Field(default=0, sa_type=BigInteger)
    purpose: FundPurpose = Field(sa_type=coded(FundPurpose))
    state: ProjectFundingState = Field(sa_type=coded(ProjectFundingState))
    bound_on: date
    pack: str = Field(sa_type=Text)
