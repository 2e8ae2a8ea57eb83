"""What households gained from the assets that projects formed."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field

from chassis.visibility import Visibility
from services.projects.base import Row


class RealisedBenefit(Row, table=True):
    """What one disclosed distribution brought to households from one project's assets, fen [已实现收益]."""

    __tablename__ = "realised_benefit"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)

    distribution_id: UUID = Field(primary_key=True)
    project_id: UUID = Field(primary_key=True, index=True)
    household_count: int
    people_count: int
    amount: int = Field(sa_type=BigInteger)
