"""What a village deliberated of a project: rows are added, never changed."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, coded
from chassis.visibility import Visibility
from published.review_terms import DeliberationKind
from services.projects.base import Row
from services.projects.project.models import OfProject


class DeliberationStep(OfProject, Row, table=True):
    """One step of a village's four deliberations and two disclosures [议事记录]."""

    __tablename__ = "deliberation_step"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("attendee_count >= 0 AND for_count >= 0 AND against_count >= 0", name="counts"),
        CheckConstraint("coalesce(for_count, 0) + coalesce(against_count, 0) <= attendee_count", name="votes"),
        {"info": APPEND_ONLY},
    )

    kind: DeliberationKind = Field(sa_type=coded(DeliberationKind))
    held_on: date
    attendee_count: int
    for_count: int | None = None
    against_count: int | None = None
