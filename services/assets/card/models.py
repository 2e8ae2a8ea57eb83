"""Public cards of assets."""

from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from chassis.columns import APPEND_ONLY
from chassis.tables import InRegion, new_id
from chassis.visibility import Visibility
from services.assets.base import Row


class AssetCard(InRegion, Row, table=True):
    """The token in the QR code of an asset: random, so that nobody guesses it, and the same for good [资产身份证]."""

    __tablename__ = "asset_card"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC
    label: ClassVar[tuple[str, str]] = ("资产身份证", "asset card")
    __table_args__ = ({"info": APPEND_ONLY},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    asset_id: UUID = Field(foreign_key="asset.id", unique=True)
    token: str = Field(unique=True)
