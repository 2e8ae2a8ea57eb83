"""What funds keeps of its neighbours, fed by their events; a stub (version 0) knows no more than its id."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from chassis.columns import PathText, coded
from chassis.region import RegionColumns
from chassis.tables import Replica
from chassis.visibility import Visibility
from published.claim_terms import ClaimPaperKind
from published.project_terms import ProjectState
from services.funds.base import Row


class Region(RegionColumns, Replica, Row, table=True):
    """A place [行政区划]."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("行政区划", "region")


class Organisation(Replica, Row, table=True):
    """An organisation that may be paid [机构]."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("机构", "organisation")


class Project(Replica, Row, table=True):
    """A project: where it lies, how far it has come, who approved it, what was planned and what it cost [项目].

    `planned_funding` is fen by category and level, as the project told it last; `final_amount` is fen.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("项目", "project")

    name: str | None = Field(default=None, sa_type=Text)
    region_id: UUID | None = None
    region_code: str | None = Field(default=None, sa_type=Text)
    region_path: str | None = Field(default=None, sa_type=PathText, index=True)
    state: ProjectState | None = Field(default=None, sa_type=coded(ProjectState))
    approved_on: date | None = None
    approval_reference: str | None = Field(default=None, sa_type=Text)
    entered_library_on: date | None = None
    planned_funding: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    completed_on: date | None = None
    self_inspected_on: date | None = None
    accepted_on: date | None = None
    settled_on: date | None = None
    final_amount: int | None = Field(default=None, sa_type=BigInteger)


class Asset(Replica, Row, table=True):
    """An asset, by the project that formed it [资产]."""

    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    label: ClassVar[tuple[str, str]] = ("资产", "asset")

    project_id: UUID | None = Field(default=None, index=True)


class PaperArrival(Row, table=True):
    """When a project, or an asset that it formed, first told what a paper of its claims says."""

    __tablename__ = "paper_arrival"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT

    teller_id: UUID = Field(primary_key=True)
    kind: ClaimPaperKind = Field(sa_type=coded(ClaimPaperKind), primary_key=True)
    project_id: UUID = Field(index=True)
    arrived_at: datetime = Field(sa_type=DateTime(timezone=True))
