"""The inbox: what alerts are filtered and ordered by, and how urgent each is today."""

from datetime import date
from typing import Any, Final, Self

import strawberry
from sqlalchemy import ColumnElement, Numeric, case, cast, func
from sqlmodel import col

from chassis.graph.connection import connection
from chassis.graph.dates import AS_OF
from chassis.graph.filter_types import DateFilterInput, IDFilterInput, RegionFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.scalars import DecimalText, Money
from chassis.graph.values import described
from published.idle_terms import AlertState, AssetAlertKind
from services.assets.alert import models
from services.assets.alert.rules import Urgency, days_so_far, factor


@strawberry.type(description="Why something comes first: score = value × days × clustering × risk [优先级].")
class Priority:
    """The parts of a priority and their product."""

    score: DecimalText = described("Score [得分].")
    value: Money = described("Value at stake, yuan [涉及金额].")
    days: int = described("Days so far [天数].")
    clustering: DecimalText = described("Like cases nearby, 1.00 and up [聚集系数].")
    risk: DecimalText = described("Risk, 1.00 and up [风险系数].")

    @classmethod
    def of(cls, row: Any, today: date) -> Self:
        """From a row with the columns of `URGENCY`: while it lasts days run on to today, then they stop."""
        days = days_so_far(row["counted_from"], row["ended_on"] or today)
        urgency = Urgency(row["value"], days, row["clustering_bps"], row["risk_bps"])
        return cls(
            score=DecimalText(urgency.score),
            value=Money(urgency.value),
            days=days,
            clustering=DecimalText(factor(urgency.clustering_bps)),
            risk=DecimalText(factor(urgency.risk_bps)),
        )


ENDED_ON: Final[ColumnElement[date | None]] = case(
    (col(models.AssetAlert.state) == AlertState.RESOLVED, models.AssetAlert.state_since)
)
"""The day from which its days no longer run."""


def score(value: Any, counted_from: Any, ended_on: Any, clustering_bps: Any, risk_bps: Any) -> Any:
    """The order of scores on AS_OF, in SQL; the score itself is this number but for its decimal point."""
    days = func.greatest(func.coalesce(ended_on, AS_OF) - counted_from, 1)
    return cast(value, Numeric) * days * clustering_bps * risk_bps


SCORE: Final = score(
    models.AssetAlert.value,
    models.AssetAlert.counted_from,
    ENDED_ON,
    models.AssetAlert.clustering_bps,
    models.AssetAlert.risk_bps,
)


@enum_filter(AssetAlertKind)
class AssetAlertKindFilterInput:
    """Kind."""


@enum_filter(AlertState)
class AlertStateFilterInput:
    """State."""


@where_input
class AssetAlertWhereInput:
    """Which alerts; all given conditions hold [预警条件]."""

    region: RegionFilterInput | None = on_region(models.AssetAlert, "Where [区划].")
    kind: AssetAlertKindFilterInput | None = on(models.AssetAlert.kind, "Kind [类型].")
    state: AlertStateFilterInput | None = on(models.AssetAlert.state, "State [状态].")
    assignee_id: IDFilterInput | None = on(models.AssetAlert.assignee_id, "Person in charge [责任人].")
    raised_on: DateFilterInput | None = on(models.AssetAlert.raised_on, "Raised on [预警日期].")


@ordering
class AssetAlertOrder:
    """Order [排序]."""

    PRIORITY_DESC = by_desc(SCORE, "Most urgent first [优先级降序].")
    RAISED_ON_DESC = by_desc(models.AssetAlert.raised_on, "Newest first [预警日期降序].")
    DUE_ON_ASC = by(models.AssetAlert.due_on, "Due first [期限升序].")


@connection("AssetAlert")
class AssetAlertConnection:
    """Alerts."""
