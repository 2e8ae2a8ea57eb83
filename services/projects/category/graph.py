"""Project categories as GraphQL shows them."""

from chassis.graph.context import ReadContext
from chassis.graph.query import computed, query
from chassis.graph.values import Category
from services.projects.category.models import CATEGORIES


async def _categories(ctx: ReadContext) -> list[Category] | None:
    if not ctx.identity.signed_in:
        return []
    return [Category(code=each.code, name=each.name, parent_code=each.parent_code) for each in CATEGORIES.values()]


@query
class CategoryQuery:
    """Reads of categories."""

    project_categories: list[Category] | None = computed(
        _categories, "Tree of project categories, flat, by code [项目类别]."
    )
