"""What assets keeps of its neighbours, fed by their events; a stub (version 0) knows no more than its id."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Text
from sqlmodel import Field

from chassis.columns import PathText, coded
from chassis.region import RegionColumns
from chassis.tables import Replica
from chassis.visibility import Visibility
from published.project_terms import OrganisationKind, ProjectState
from services.assets.base import Row


class Region(RegionColumns, Replica, Row, table=True):
    """A place [行政区划]."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("行政区划", "region")


class Organisation(Replica, Row, table=True):
    """An organisation, by its kind, seat and name; the name of an individual is masked before it is told [机构]."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("机构", "organisation")

    kind: OrganisationKind = Field(sa_type=coded(OrganisationKind))
    region_code: str = Field(sa_type=Text)
    name: str | None = None


class Official(Replica, Row, table=True):
    """A named person of an organisation; the name stays in projects [人员]."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("人员", "official")

    organisation_id: UUID
    region_path: str = Field(sa_type=PathText)


class Project(Replica, Row, table=True):
    """A project: where it lies, how far it has come, for how many households, and what it was found to cost [项目].

    The accepted and the final amount are fen, null before acceptance and settling.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("项目", "project")

    region_path: str | None = Field(default=None, sa_type=PathText, index=True)
    state: ProjectState | None = Field(default=None, sa_type=coded(ProjectState))
    approved_on: date | None = None
    household_count: int | None = None
    name: str | None = None
    category_code: str | None = None
    accepted_amount: int | None = Field(default=None, sa_type=BigInteger)
    final_amount: int | None = Field(default=None, sa_type=BigInteger)


class FundCategory(Replica, Row, table=True):
    """A kind of money [资金类别]."""

    __tablename__ = "fund_category"
    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("资金类别", "fund category")

    code: str = Field(index=True)
    name: str


class ProjectFunding(Replica, Row, table=True):
    """Money bound to a project, fen; the most that assets may be made of [项目资金]."""

    __tablename__ = "project_funding"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("项目资金", "project funding")

    region_path: str = Field(sa_type=PathText, index=True)
    project_id: UUID = Field(index=True)
    amount: int = Field(sa_type=BigInteger)
    fund_category_code: str | None = None


class Notice(Replica, Row, table=True):
    """The publicity of a distribution, of projects [公示]."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("公示", "notice")

    region_path: str = Field(sa_type=PathText)
    subject_id: UUID = Field(index=True)
