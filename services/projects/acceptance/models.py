"""Joint acceptances and the members of their panels."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Visibility
from services.projects.acceptance.states import AcceptanceState
from services.projects.base import Row


class Acceptance(Versioned, InRegion, Row, table=True):
    """One joint acceptance of a project [验收]; after one that was not passed another follows. Amounts are fen."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("验收", "acceptance")
    __table_args__ = (
        CheckConstraint("(state = 'CONVENED') = (concluded_on IS NULL)", name="concluded_on"),
        CheckConstraint("(passed IS NULL) = (concluded_on IS NULL)", name="passed"),
        CheckConstraint("accepted_amount >= 0", name="accepted_amount"),
        Index("uq_acceptance_convened", "project_id", unique=True, postgresql_where=text("concluded_on IS NULL")),
    )

    region_id: UUID = Field(index=True, foreign_key="region.id")
    project_id: UUID = Field(index=True, foreign_key="project.id")
    state: AcceptanceState = Field(default=AcceptanceState.CONVENED, sa_type=coded(AcceptanceState))
    third_party_id: UUID | None = Field(default=None, index=True, foreign_key="organisation.id")
    passed: bool | None = None
    defects: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    concluded_on: date | None = None
    accepted_amount: int | None = Field(default=None, sa_type=BigInteger)
    convened_by: str
    concluded_by: str | None = None


class PanelMember(Row, table=True):
    """A member of the panel, and the form that member signed [验收成员]."""

    __tablename__ = "panel_member"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        UniqueConstraint("acceptance_id", "official_id"),
        CheckConstraint("(signed_on IS NULL) = (document_id IS NULL)", name="signed_on"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    acceptance_id: UUID = Field(index=True, foreign_key="acceptance.id")
    place: int
    official_id: UUID = Field(index=True, foreign_key="official.id")
    signed_on: date | None = None
    document_id: UUID | None = Field(default=None, index=True, foreign_key="project_document.id")
