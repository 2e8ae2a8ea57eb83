"""What was appraised and reviewed of a project: rows are added, never changed."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, coded
from chassis.visibility import Visibility
from published.project_terms import RegionLevel
from published.review_terms import ReviewDecision
from services.projects.base import Row
from services.projects.project.models import OfProject


class Appraisal(OfProject, Row, table=True):
    """A county appraisal [论证]. The last one counts; `bodies` and `aspects` are as given."""

    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = ({"info": APPEND_ONLY},)

    bodies: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    aspects: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    passed: bool
    appraised_on: date
    appraised_by: str


class Review(OfProject, Row, table=True):
    """One decision on what was sent up, with who decided, as known then [审核记录]."""

    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("round IN (1, 2)", name="round"),
        CheckConstraint("decision = 'PASS' OR comments IS NOT NULL", name="comments"),
        {"info": APPEND_ONLY},
    )

    level: RegionLevel = Field(sa_type=coded(RegionLevel))
    round: int
    decision: ReviewDecision = Field(sa_type=coded(ReviewDecision))
    aspects: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    comments: str | None = None
    reviewed_on: date
    reviewer_subject: str
    reviewer_name: str
    reviewer_role: str
