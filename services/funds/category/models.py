"""Kinds of money."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import Versioned
from chassis.visibility import Visibility
from published.fund_terms import FundLevel, LibraryBinding
from services.funds.base import Row


class FundCategory(Versioned, Row, table=True):
    """A kind of money in a tree; `level` is null where its money is of several levels [资金类别]."""

    __tablename__ = "fund_category"
    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("资金类别", "fund category")

    code: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    parent_id: UUID | None = Field(default=None, foreign_key="fund_category.id", index=True)
    level: FundLevel | None = Field(default=None, sa_type=coded(FundLevel))
    library_binding: LibraryBinding = Field(sa_type=coded(LibraryBinding))
