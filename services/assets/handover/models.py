"""Hand-overs of assets."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from chassis.columns import APPEND_ONLY, PathText
from chassis.tables import new_id
from chassis.visibility import Visibility
from services.assets.base import Row


class Handover(Row, table=True):
    """That an asset was handed over to its recipient, with its slip and upkeep letter [移交]."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    __table_args__ = ({"info": APPEND_ONLY},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    asset_id: UUID = Field(foreign_key="asset.id", unique=True)
    recipient_id: UUID
    handed_over_on: date
    slip_document_id: UUID | None = Field(default=None, foreign_key="asset_document.id")
    upkeep_letter_document_id: UUID | None = Field(default=None, foreign_key="asset_document.id")
    region_path: str = Field(sa_type=PathText)
