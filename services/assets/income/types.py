"""What incomes are filtered, ordered and summed by, and how late each is today."""

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, case, func
from sqlmodel import col

from chassis.graph.aggregate import aggregate, total
from chassis.graph.connection import connection
from chassis.graph.dates import AS_OF
from chassis.graph.filter_types import DateFilterInput, IDFilterInput, IntFilterInput, RegionFilterInput
from chassis.graph.filters import on, on_region, on_some, where_input
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.scalars import Money
from services.assets.income import models
from services.assets.operation.models import OperationContract

OVERDUE_DAYS: Final[ColumnElement[int]] = case(
    (col(models.Income.received_on).is_not(None), 0), else_=func.greatest(AS_OF - col(models.Income.due_on), 0)
)
"""Days late on AS_OF; what has come in is late no more."""


def overdue_days(due_on: date, received_on: date | None, today: date) -> int:
    """The same for one income."""
    return 0 if received_on is not None else max((today - due_on).days, 0)


@where_input
class IncomeWhereInput:
    """Which incomes; all given conditions hold [收益条件]."""

    region: RegionFilterInput | None = on_region(models.Income, "Where [区划].")
    due_on: DateFilterInput | None = on(models.Income.due_on, "Due on [应收日期].")
    received_on: DateFilterInput | None = on(
        models.Income.received_on, "Received on; isNull for what is owed [实收日期]."
    )
    overdue_days: IntFilterInput | None = on(OVERDUE_DAYS, "Days late [逾期天数].")
    operator_id: IDFilterInput | None = on_some(
        OperationContract.operator_id, col(OperationContract.id) == models.Income.contract_id, "Operator [经营主体]."
    )


@ordering
class IncomeOrder:
    """Order [排序]."""

    DUE_ON_ASC = by(models.Income.due_on, "Due first [应收日期升序].")
    DUE_ON_DESC = by_desc(models.Income.due_on, "Newest first [应收日期降序].")


@aggregate("Income", "Incomes [数量].")
class IncomeAggregate:
    """Sums over all rows of a filter [汇总]."""

    due_amount: Money = total(models.Income.due_amount, "Due, yuan [应收].")
    received_amount: Money = total(models.Income.received_amount, "Received, yuan [实收].")


@connection("Income", aggregate="IncomeAggregate")
class IncomeConnection:
    """Incomes, with sums over the whole filter."""
