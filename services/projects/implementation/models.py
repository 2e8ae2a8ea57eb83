"""What was reported of running works: rows are added, never changed."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint

from chassis.columns import APPEND_ONLY
from chassis.visibility import Visibility
from services.projects.base import Row
from services.projects.project.models import OfProject


class ProgressReport(OfProject, Row, table=True):
    """The physical progress at the end of a month, `YYYY-MM`, in basis points [进度报告]."""

    __tablename__ = "progress_report"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("progress_bps BETWEEN 0 AND 10000", name="progress_bps"),
        CheckConstraint("month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'", name="month"),
        UniqueConstraint("project_id", "month"),
        {"info": APPEND_ONLY},
    )

    month: str
    progress_bps: int
    note: str | None = None
    reported_on: date
