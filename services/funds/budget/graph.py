"""Reads of own budgets."""

from typing import Any

from sqlmodel import col

from chassis.graph.context import ReadContext
from chassis.graph.query import computed, query
from chassis.graph.rows import instance, selecting
from chassis.graph.scalars import RegionCode
from chassis.graph.whole import whole_region
from services.funds.budget.models import OwnBudget as Row
from services.funds.budget.types import OwnBudget


async def _own_budgets(ctx: ReadContext, region_code: RegionCode) -> Any:
    region = await whole_region(ctx, region_code)
    of_region = selecting(ctx, OwnBudget).where(col(Row.region_id) == region.id)
    return [instance(OwnBudget, row) for row in await ctx.fetch(of_region.order_by(col(Row.fiscal_year)))]


@query
class BudgetQuery:
    """Root fields."""

    own_budgets: "list[OwnBudget] | None" = computed(
        _own_budgets, "A region's own budget for the programme, oldest year first [本级预算安排]."
    )
