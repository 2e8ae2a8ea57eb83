"""What distributions are filtered and ordered by."""

from chassis.graph.connection import connection
from chassis.graph.filter_types import DateFilterInput, RegionFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.ordering import by_desc, ordering
from published.distribution_terms import DistributionState
from services.assets.distribution import models


@enum_filter(DistributionState)
class DistributionStateFilterInput:
    """State."""


@where_input
class DistributionWhereInput:
    """Which distributions; all given conditions hold [分配条件]."""

    region: RegionFilterInput | None = on_region(models.Distribution, "Where [区划].")
    state: DistributionStateFilterInput | None = on(models.Distribution.state, "State [状态].")
    period_end_on: DateFilterInput | None = on(models.Distribution.period_end_on, "Last day of the period [期末].")


@ordering
class DistributionOrder:
    """Order [排序]."""

    PERIOD_DESC = by_desc(models.Distribution.period_end_on, "Newest period first [期末降序].")


@connection("Distribution")
class DistributionConnection:
    """Distributions."""
