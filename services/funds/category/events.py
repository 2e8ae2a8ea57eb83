"""What is told of kinds of money."""

from published.funds import FundCategoryChangedV1, FundCategorySnapshot
from services.funds.category.models import FundCategory


def fund_category_changed(category: FundCategory) -> FundCategoryChangedV1:
    """The category after it was created or changed."""
    return FundCategoryChangedV1(
        fund_category=FundCategorySnapshot(
            id=category.id,
            version=category.version,
            code=category.code,
            name=category.name,
            parent_id=category.parent_id,
            level=category.level,
            library_binding=category.library_binding,
        )
    )
