"""The money that assets were made of, as parts of their value on a date.

An asset of several kinds of money counts under each of them, with the part of its value that its fundings of that kind
make. The net value divides over the fundings in the order of entry, each taking what the fundings up to it make more
than those before it: so the parts add up to the fen.
"""

from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Numeric, case, cast, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from chassis.graph.sums import Split
from services.assets.asof import NET_VALUE
from services.assets.asset.models import Asset
from services.assets.funding.models import AssetFunding
from services.assets.replicas import ProjectFunding

OTHER_SOURCE: Final = "OTHER_SOURCE"
"""Stands for the category of money that is not bound project money, such as self-raised."""


def category_of(funding: Any) -> ColumnElement[Any]:
    """Category of a funding, a row of AssetFunding or of an alias of it."""
    of_binding = select(col(ProjectFunding.fund_category_code)).where(ProjectFunding.id == funding.project_funding_id)
    bound = of_binding.correlate(funding).scalar_subquery()
    return case((funding.project_funding_id.is_(None), literal(OTHER_SOURCE)), else_=bound)


SOME_FUNDING: Final[Any] = aliased(AssetFunding)
"""For conditions, which may stand beside a split over the fundings."""


def _up_to(amount: Any) -> ColumnElement[Any]:
    """Fen of the net value that fundings of so much make together, cut to the fen."""
    return func.div(cast(NET_VALUE, Numeric) * amount, Asset.original_value)


_END: Final = col(AssetFunding.preceding_amount) + col(AssetFunding.amount)

BY_FUNDING: Final = Split(
    AssetFunding,
    col(AssetFunding.asset_id) == Asset.id,
    {
        "original_value": cast(AssetFunding.amount, BigInteger),
        "net_value": cast(_up_to(_END) - _up_to(col(AssetFunding.preceding_amount)), BigInteger),
    },
)
"""An asset split over its fundings."""
