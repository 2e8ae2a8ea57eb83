"""Projects of the county libraries, and what a project plans."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Numeric, Select, Sequence, UniqueConstraint, select
from sqlmodel import Field, SQLModel, col

from chassis.columns import DELETABLE, coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Visibility
from published.fund_terms import FundLevel
from published.origin import RecordOrigin
from published.project_terms import AppraisalKind, BenefitMode, ProjectState, ResponsibilitySlot
from services.projects.base import Row

CODES = Sequence("project_code", metadata=Row.metadata)
"""Numbers of project codes: they mean nothing and are never used twice."""


class Project(Versioned, InRegion, Row, table=True):
    """One project [项目]. What the source of an import does not say stays null.

    `meeting_…` is the meeting that chose it for the library, `approval_…` the one that approved its annual plan.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("项目", "project")
    __table_args__ = (
        CheckConstraint("planned_amount >= 0", name="planned_amount"),
        CheckConstraint("planned_end_on >= planned_start_on", name="planned_period"),
        CheckConstraint("household_count >= 0 AND people_count >= 0", name="beneficiaries"),
        CheckConstraint("origin = 'IMPORT' OR (appraisal_kind IS NOT NULL AND scope IS NOT NULL)", name="origin"),
        CheckConstraint("(meeting_held_on IS NULL) = (meeting_reference IS NULL)", name="meeting"),
        CheckConstraint("(approval_held_on IS NULL) = (approval_reference IS NULL)", name="approval"),
        CheckConstraint("annual_plan_id IS NULL OR plan_year IS NOT NULL", name="plan"),
        Index("ix_project_name_sort", "name_sort", "id"),
        Index("ix_project_planned_amount", "planned_amount", "id"),
        Index("ix_project_entered_library_on", "entered_library_on", "id"),
    )

    region_id: UUID = Field(index=True, foreign_key="region.id")
    code: str = Field(unique=True)
    name: str
    name_sort: str
    category_code: str = Field(index=True)
    appraisal_kind: AppraisalKind | None = Field(default=None, sa_type=coded(AppraisalKind))
    scope: str | None = None
    state: ProjectState = Field(default=ProjectState.DRAFT, sa_type=coded(ProjectState), index=True)
    pack: str
    origin: RecordOrigin = Field(default=RecordOrigin.COMMAND, sa_type=coded(RecordOrigin))
    planned_amount: int = Field(sa_type=BigInteger)
    planned_start_on: date | None = None
    planned_end_on: date | None = None
    implementer_id: UUID | None = Field(default=None, foreign_key="organisation.id", index=True)
    line_department_id: UUID | None = Field(default=None, foreign_key="organisation.id", index=True)
    household_count: int | None = None
    people_count: int | None = None
    drafted_by: str
    revised_by: str | None = None
    revised_on: date | None = None
    submitted_by: str | None = None
    meeting_held_on: date | None = None
    meeting_reference: str | None = None
    entered_library_on: date | None = None
    annual_plan_id: UUID | None = Field(default=None, foreign_key="annual_plan.id", index=True)
    plan_year: int | None = None
    approval_held_on: date | None = None
    approval_reference: str | None = None
    progress_bps: int = 0
    modified_bps: int = 0
    started_on: date | None = None
    completed_on: date | None = None
    self_inspected_on: date | None = None
    self_inspected_by: str | None = None
    accepted_on: date | None = None
    accepted_amount: int | None = Field(default=None, sa_type=BigInteger)
    settled_on: date | None = None
    final_amount: int | None = Field(default=None, sa_type=BigInteger)


class OfProject(SQLModel):
    """A row that a project consists of; `place` keeps the order in which it was given."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    project_id: UUID = Field(foreign_key="project.id", index=True)
    place: int


Part = TypeVar("Part", bound=OfProject)


def parts_of(model: type[Part], project: Project) -> Select[Part]:
    """The rows of one kind that a project consists of, in order."""
    return select(model).where(col(model.project_id) == project.id).order_by(col(model.place))


class PlannedFunding(OfProject, Row, table=True):
    """Money planned from one source, fen [计划资金]."""

    __tablename__ = "planned_funding"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        UniqueConstraint("project_id", "fund_category_id", "level"),
        {"info": DELETABLE},
    )

    fund_category_id: UUID = Field(foreign_key="fund_category.id")
    fund_category_code: str
    level: FundLevel = Field(sa_type=coded(FundLevel))
    amount: int = Field(sa_type=BigInteger)


class PerformanceTarget(OfProject, Row, table=True):
    """A target that a project sets itself, and what was observed of it since [绩效目标]."""

    __tablename__ = "performance_target"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = ({"info": DELETABLE},)

    indicator: str
    target: Decimal = Field(sa_type=Numeric)
    observed: Decimal | None = Field(default=None, sa_type=Numeric)
    unit: str


class Responsibility(OfProject, Row, table=True):
    """Who answers for a project, for life: a row is ended, never deleted (P-34) [责任]."""

    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("slot <> 'UNIT' OR official_id IS NULL", name="unit_is_no_person"),
        CheckConstraint("ends_on >= starts_on", name="period"),
    )

    slot: ResponsibilitySlot = Field(sa_type=coded(ResponsibilitySlot))
    organisation_id: UUID = Field(foreign_key="organisation.id", index=True)
    official_id: UUID | None = Field(default=None, foreign_key="official.id", index=True)
    starts_on: date
    ends_on: date | None = None


class BenefitLink(OfProject, Row, table=True):
    """A benefit promised to households, fen a year [利益联结]."""

    __tablename__ = "benefit_link"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("household_count > 0", name="household_count"),
        CheckConstraint("promised_amount > 0", name="promised_amount"),
        {"info": DELETABLE},
    )

    mode: BenefitMode = Field(sa_type=coded(BenefitMode))
    party_id: UUID = Field(foreign_key="organisation.id", index=True)
    household_count: int
    promised_amount: int = Field(sa_type=BigInteger)
