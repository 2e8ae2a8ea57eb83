"""Reads of kinds of money."""

from typing import Any

from chassis.graph.context import ReadContext
from chassis.graph.query import computed, query
from chassis.graph.rows import instance, selecting
from services.funds.category import models
from services.funds.category.types import FundCategory


async def _categories(ctx: ReadContext) -> Any:
    rows = await ctx.fetch(selecting(ctx, FundCategory).order_by(models.FundCategory.code))
    return [instance(FundCategory, row) for row in rows]


@query
class FundCategoryQuery:
    """Root fields."""

    fund_categories: "list[FundCategory] | None" = computed(
        _categories, "Tree of money categories, flat, by code [资金类别]."
    )
