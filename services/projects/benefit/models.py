"""What households gained from the assets that projects formed."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field

from chassis.visibility import Visibility
from published.money import Fen
from published.project_terms import BenefitMode
from published.shares import apportion
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


def attributed(amount: int, promises: Sequence[tuple[BenefitMode, int]]) -> list[int]:
    """What each promise of a project has of an amount that was shared out, exact to the fen.

    Distributions realise dividends, in proportion to what was promised a year; where no dividend was promised they
    count for all promises alike.
    """
    dividends = any(mode is BenefitMode.DIVIDEND for mode, _ in promises)
    weights = [promised if mode is BenefitMode.DIVIDEND or not dividends else 0 for mode, promised in promises]
    return list(apportion(Fen(amount), weights)) if weights else []
