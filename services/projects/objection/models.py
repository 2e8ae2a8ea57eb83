"""Objections against publicities."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, func, select
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.notice_terms import ObjectionChannel
from services.projects.base import Row


class Objection(Versioned, InRegion, Row, table=True):
    """An objection to a publicity, raised by anybody [异议]; the contact is sealed, for audit alone to read."""

    visibility: ClassVar[Visibility] = Visibility.PUBLIC
    label: ClassVar[tuple[str, str]] = ("异议", "objection")
    personal: ClassVar[frozenset[str]] = frozenset({"contact"})
    __table_args__ = (
        CheckConstraint("(reply IS NULL) = (replied_on IS NULL)", name="reply"),
        CheckConstraint("replied_on >= raised_on", name="replied_on"),
    )

    region_id: UUID = Field(index=True, foreign_key="region.id")
    notice_id: UUID = Field(index=True, foreign_key="notice.id")
    channel: ObjectionChannel = Field(sa_type=coded(ObjectionChannel))
    text: str
    contact: str | None = None
    raised_on: date
    due_on: date
    raised_by: str
    reply: str | None = None
    replied_on: date | None = None
    replied_by: str | None = None


def open_objections(session: Session, notice_id: UUID) -> int:
    """How many objections to a notice have no answer yet."""
    unanswered = col(Objection.notice_id) == notice_id, col(Objection.reply).is_(None)
    count: int = session.execute(select(func.count()).select_from(Objection).where(*unanswered)).scalar_one()
    return count
