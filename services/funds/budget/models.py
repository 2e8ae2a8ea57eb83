"""What regions put into the programme themselves."""

from typing import ClassVar

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from services.funds.base import Row
from services.funds.columns import Figured, Sourced, named_source, noted_figure


class OwnBudget(Versioned, InRegion, Sourced, Figured, Row, table=True):
    """A region's own budget of one year, fen [本级预算]."""

    __tablename__ = "own_budget"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("本级预算", "own budget")
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        named_source(),
        noted_figure(),
        UniqueConstraint("region_id", "fiscal_year"),
    )

    fiscal_year: int
    amount: int = Field(sa_type=BigInteger)
