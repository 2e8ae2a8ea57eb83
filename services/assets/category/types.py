"""Asset categories as GraphQL shows them."""

from chassis.graph.values import Category
from services.assets.category.models import CATEGORIES, AssetCategory


def category(code: str) -> Category:
    """Node of the tree; a code that the tree has no longer names itself."""
    return shown(CATEGORIES.get(code) or AssetCategory(code, code, None))


def shown(node: AssetCategory) -> Category:
    """A node as the value type."""
    return Category(code=node.code, name=node.name, parent_code=node.parent_code)
