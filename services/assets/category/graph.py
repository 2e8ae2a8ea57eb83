"""Reads of asset categories."""

from chassis.graph.context import ReadContext
from chassis.graph.query import computed, query
from chassis.graph.values import Category
from services.assets.category.models import CATEGORIES
from services.assets.category.types import shown


async def _categories(ctx: ReadContext) -> list[Category] | None:
    if not ctx.identity.signed_in:
        return []
    return [shown(node) for node in CATEGORIES.values()]


@query
class CategoryQuery:
    """Reads of categories."""

    asset_categories: list[Category] | None = computed(
        _categories, "Tree of asset categories, flat, by code [资产类别]."
    )
