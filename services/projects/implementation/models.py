"""What was reported of running works, and how they were modified: rows are added, never changed."""

from datetime import date
from typing import ClassVar

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, coded
from chassis.visibility import Visibility
from published.review_terms import ModificationKind
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


class Modification(OfProject, Row, table=True):
    """One change of a running project in words, with the signed change of its amount in fen [项目调整]."""

    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("(kind = 'AMOUNT') = (amount_change IS NOT NULL)", name="amount_change"),
        {"info": APPEND_ONLY},
    )

    kind: ModificationKind = Field(sa_type=coded(ModificationKind))
    before: str
    after: str
    amount_change: int | None = Field(default=None, sa_type=BigInteger)
    reason: str
    approved_on: date
    approver_subject: str
    approver_name: str
    approver_role: str
