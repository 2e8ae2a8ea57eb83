"""What projects keeps of its neighbours, fed by their events."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from chassis.columns import PathText, coded
from chassis.tables import Replica
from chassis.visibility import Visibility
from published.distribution_terms import DistributionState
from published.fund_terms import FundLevel
from services.projects.base import Row


class FundCategory(Replica, Row, table=True):
    """A category of money, which planned funding names [资金类别]."""

    __tablename__ = "fund_category"
    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("资金类别", "fund category")

    code: str = Field(unique=True)
    name: str


class Allocation(Replica, Row, table=True):
    """Money that a region was given for a year, fen: what its library is measured by [资金分配]."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("资金分配", "allocation")

    region_id: UUID = Field(index=True)
    region_path: str = Field(sa_type=PathText, index=True)
    fiscal_year: int
    amount: int = Field(sa_type=BigInteger)


class Distribution(Replica, Row, table=True):
    """Income of assets that a village means to share out, told once it was deliberated [收益分配]; amounts are fen."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("收益分配", "distribution")

    region_id: UUID = Field(index=True)
    region_code: str = Field(sa_type=Text)
    region_path: str = Field(sa_type=PathText, index=True)
    state: DistributionState = Field(sa_type=coded(DistributionState))
    period_start_on: date
    period_end_on: date
    distributable_amount: int = Field(sa_type=BigInteger)
    lines: list[dict[str, Any]] = Field(sa_type=JSONB)
    deliberated_on: date | None = None


class ProjectFunding(Replica, Row, table=True):
    """Money that funds has bound to a project, fen [项目资金]; `level` is null where it is of mixed levels."""

    __tablename__ = "project_funding"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("项目资金", "project funding")

    region_path: str = Field(sa_type=PathText, index=True)
    project_id: UUID = Field(index=True)
    fund_category_code: str
    level: FundLevel | None = Field(default=None, sa_type=coded(FundLevel))
    amount: int = Field(sa_type=BigInteger)


class Asset(Replica, Row, table=True):
    """An asset and the project that formed it, with the day on which it was handed over [资产]."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("资产", "asset")

    region_path: str = Field(sa_type=PathText, index=True)
    project_id: UUID | None = Field(default=None, index=True)
    handed_over_on: date | None = None
