"""Annual project plans of counties."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from services.projects.base import Row
from services.projects.plan.states import AnnualPlanState


class AnnualPlan(Versioned, InRegion, Row, table=True):
    """The plan of one county and year; a county has one a year, whose projects name it [年度项目计划]."""

    __tablename__ = "annual_plan"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("年度计划", "annual plan")
    __table_args__ = (
        UniqueConstraint("region_id", "year"),
        CheckConstraint("planned_amount >= 0", name="planned_amount"),
        CheckConstraint("(meeting_held_on IS NULL) = (meeting_reference IS NULL)", name="meeting"),
    )

    region_id: UUID = Field(foreign_key="region.id")
    year: int
    state: AnnualPlanState = Field(default=AnnualPlanState.DRAFT, sa_type=coded(AnnualPlanState))
    pack: str
    planned_amount: int = Field(sa_type=BigInteger)
    drafted_by: str
    meeting_held_on: date | None = None
    meeting_reference: str | None = None
