"""How running projects were modified: rows are added, never changed."""

from datetime import date
from typing import ClassVar

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, coded
from chassis.visibility import Visibility
from published.review_terms import ModificationKind
from services.projects.base import Row
from services.projects.project.models import OfProject


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
