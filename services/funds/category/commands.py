"""Use cases of kinds of money."""

from typing import Any

from sqlalchemy import select
from sqlmodel import col

from chassis.errors import invalid
from chassis.region import EVERYWHERE
from chassis.uow import UnitOfWork
from services.funds.category.events import fund_category_changed
from services.funds.category.inputs import file_categories
from services.funds.category.models import FundCategory


def seed_categories(uow: UnitOfWork) -> None:
    """Bring the tree up to what the file says; what is so already is left alone, and nothing is ever removed."""
    uow.require("fund_category.seed", EVERYWHERE)
    for columns in file_categories():
        _seed(uow, columns)


def _seed(uow: UnitOfWork, columns: dict[str, Any]) -> None:
    category = uow.session.get(FundCategory, columns["id"])
    if category is None:
        category = uow.add(FundCategory(**columns))
    elif any(getattr(category, name) != value for name, value in columns.items()):
        category = uow.get_for_update(FundCategory, columns["id"])
        for name, value in columns.items():
            setattr(category, name, value)
    else:
        return
    uow.record(category, fund_category_changed, action="fund_category.seed")


def category_of(uow: UnitOfWork, code: str, field: tuple[str, ...]) -> FundCategory:
    """The kind of money with a code; INVALID_INPUT if there is none."""
    category = uow.session.scalars(select(FundCategory).where(col(FundCategory.code) == code)).one_or_none()
    if category is None:
        raise invalid(
            f"资金类别代码“{code}”不存在,请从资金类别列表(fundCategories)中选择",
            f"There is no fund category with the code '{code}'; choose one from fundCategories",
            field,
        )
    return category
