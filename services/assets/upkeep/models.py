"""Duties to keep assets up."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from chassis.columns import PathText
from chassis.tables import new_id
from chassis.visibility import Visibility
from services.assets.base import Row


class UpkeepDuty(Row, table=True):
    """Who keeps an asset up from a day on, with so many days between two patrols [管护责任]."""

    __tablename__ = "upkeep_duty"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    __table_args__ = (CheckConstraint("cycle_days > 0", name="cycle_days"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    asset_id: UUID = Field(foreign_key="asset.id", unique=True)
    party_id: UUID
    official_id: UUID | None = None
    cycle_days: int
    funded_by: str | None = None
    starts_on: date
    region_path: str = Field(sa_type=PathText)
