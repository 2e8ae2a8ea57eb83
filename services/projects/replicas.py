"""What projects keeps of its neighbours, fed by their events."""

from typing import ClassVar

from sqlmodel import Field

from chassis.tables import Replica
from chassis.visibility import Visibility
from services.projects.base import Row


class FundCategory(Replica, Row, table=True):
    """A category of money, which planned funding names [资金类别]."""

    __tablename__ = "fund_category"
    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("资金类别", "fund category")

    code: str = Field(unique=True)
    name: str
