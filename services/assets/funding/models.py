"""The money that assets were made of."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, PathText
from chassis.tables import new_id
from chassis.visibility import Visibility
from services.assets.base import Row


class AssetFunding(Row, table=True):
    """Money of one source in an asset, fen: bound project money, or another source named in words [资金构成].

    The fundings of an asset add up to its original value: the database refuses anything else. `preceding_amount` is the
    sum of those entered before it, so that a value divides over the fundings without a fen left.
    """

    __tablename__ = "asset_funding"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("preceding_amount >= 0", name="preceding_amount"),
        CheckConstraint("(project_funding_id IS NULL) <> (other_source IS NULL)", name="source"),
        Index("uq_asset_funding_project_funding", "asset_id", "project_funding_id", unique=True),
        {"info": APPEND_ONLY},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    asset_id: UUID = Field(foreign_key="asset.id")
    project_funding_id: UUID | None = Field(default=None, index=True)
    other_source: str | None = Field(default=None, sa_type=Text)
    amount: int = Field(sa_type=BigInteger)
    preceding_amount: int = Field(default=0, sa_type=BigInteger)
    region_path: str = Field(sa_type=PathText)
