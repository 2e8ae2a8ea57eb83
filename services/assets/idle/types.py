"""What idle cases are filtered and ordered by, each as it is today."""

from typing import Final

from sqlalchemy import and_, func
from sqlmodel import col

from chassis.graph.connection import connection
from chassis.graph.dates import AS_OF
from chassis.graph.filter_types import IDFilterInput, IntFilterInput, RegionFilterInput, StringFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.ordering import by, by_desc, ordering
from published.idle_terms import IdleCaseState
from services.assets.alert.types import score
from services.assets.idle import models
from services.assets.idle.states import WAITING

IDLE_DAYS: Final = func.coalesce(models.IdleCase.closed_on, AS_OF) - models.IdleCase.counted_from
"""Days without use on the date of the list."""

DEADLINE: Final = func.coalesce(models.IdleCase.target_on, models.IdleCase.due_on)
"""The day by which somebody has to do something: that of the plan, else the one that the case was assigned with."""

OVERDUE: Final = and_(col(models.IdleCase.state).in_(WAITING), func.coalesce(DEADLINE < AS_OF, False))
"""Somebody should have done something before the date of the list."""


@enum_filter(IdleCaseState)
class IdleCaseStateFilterInput:
    """State."""


@where_input
class IdleCaseWhereInput:
    """Which cases; all given conditions hold [个案条件]."""

    region: RegionFilterInput | None = on_region(models.IdleCase, "Where [区划].")
    state: IdleCaseStateFilterInput | None = on(models.IdleCase.state, "State [状态].")
    category_code: StringFilterInput | None = on(
        models.IdleCase.category_code, "Category code of the asset [资产类别代码]."
    )
    idle_days: IntFilterInput | None = on(IDLE_DAYS, "Idle days [闲置天数].")
    assignee_id: IDFilterInput | None = on(models.IdleCase.assignee_id, "Person in charge [责任人].")
    overdue: bool | None = on(OVERDUE, "Past its date [逾期].")


@ordering
class IdleCaseOrder:
    """Order [排序]."""

    PRIORITY_DESC = by_desc(
        score(
            models.IdleCase.value,
            models.IdleCase.counted_from,
            models.IdleCase.closed_on,
            models.IdleCase.clustering_bps,
            models.IdleCase.risk_bps,
        ),
        "Most urgent first [优先级降序].",
    )
    IDLE_DAYS_DESC = by_desc(IDLE_DAYS, "Longest idle first [闲置天数降序].")
    DUE_ON_ASC = by(models.IdleCase.due_on, "Due first [期限升序].")


@connection("IdleCase")
class IdleCaseConnection:
    """Idle cases."""
