"""Use cases of own budgets."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.errors import invalid
from chassis.region import in_region
from chassis.uow import UnitOfWork
from services.funds.budget.inputs import OwnBudgetRowInput
from services.funds.budget.models import OwnBudget
from services.funds.inputs import figure_columns, source_columns
from services.funds.replicas import Region


def import_budget(uow: UnitOfWork, row: OwnBudgetRowInput, region: Region, source: str, at: tuple[str, ...]) -> UUID:
    """Take a year's own budget over from a source; INVALID_INPUT if the year's is known already."""
    known = select(col(OwnBudget.id)).filter_by(region_id=region.id, fiscal_year=row.fiscal_year)
    if uow.session.execute(known).first() is not None:
        raise invalid(
            f"{region.name}{row.fiscal_year}年的本级预算安排已登记,不能重复登记",
            f"The own budget of {region.name} for {row.fiscal_year} is known already",
            (*at, "fiscalYear"),
        )
    budget = uow.add(
        OwnBudget(
            **in_region(region),
            **source_columns(source),
            **figure_columns(row),
            fiscal_year=row.fiscal_year,
            amount=row.amount,
        )
    )
    uow.record(budget, action="own_budget.import")
    return budget.id
