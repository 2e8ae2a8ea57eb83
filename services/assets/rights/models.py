"""Rights over assets, each held for a time."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import new_id
from chassis.visibility import Visibility
from published.asset_terms import RightKind
from services.assets.base import Row


class AssetRight(Row, table=True):
    """A share of a right, basis points, from its first to its last day; no last day while it lasts [权利].

    On every day the shares of a kind that anybody holds add up to 10 000: the database refuses anything else.
    """

    __tablename__ = "asset_right"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        CheckConstraint("share_bps BETWEEN 1 AND 10000", name="share_bps"),
        CheckConstraint("ends_on >= starts_on", name="ends_on"),
        Index("uq_asset_right_holder", "asset_id", "kind", "holder_id", "starts_on", unique=True),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    asset_id: UUID = Field(foreign_key="asset.id")
    kind: RightKind = Field(sa_type=coded(RightKind))
    holder_id: UUID = Field(index=True)
    share_bps: int
    starts_on: date
    ends_on: date | None = None
    certificate_number: str | None = None
