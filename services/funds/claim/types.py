"""Claims as GraphQL shows them."""

from datetime import date
from typing import TYPE_CHECKING

from strawberry import ID

from chassis.graph.connection import connection
from chassis.graph.declare import column, reference
from chassis.graph.filter_types import DateFilterInput, IDFilterInput, RegionFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.node import node
from chassis.graph.ordering import by_desc, ordering
from chassis.graph.scalars import Money
from services.funds import replicas
from services.funds.claim.models import PaymentClaim as Row
from services.funds.claim.states import PaymentClaimState

if TYPE_CHECKING:
    from services.funds.binding.types import Project


@node(Row)
class PaymentClaim:
    """A request to pay for works done [报账]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    project: "Project | None" = reference(Row.project_id, "Project [项目].", via=replicas.Project)
    state: PaymentClaimState = column("State [状态].")
    amount: Money = column("Sum of its lines, yuan [报账金额].")
    submitted_on: date | None = column("Submitted on [提交日期].")


@enum_filter(PaymentClaimState)
class PaymentClaimStateFilterInput:
    """Condition on the state."""


@ordering
class PaymentClaimOrder:
    """Order [排序]."""

    SUBMITTED_ON_DESC = by_desc(Row.submitted_on, "Newest first [提交日期降序].")
    AMOUNT_DESC = by_desc(Row.amount, "Largest first [金额降序].")


@where_input
class PaymentClaimWhereInput:
    """Which claims; all given conditions hold [报账条件]."""

    region: RegionFilterInput | None = on_region(Row, "Region [地区].")
    state: PaymentClaimStateFilterInput | None = on(Row.state, "State [状态].")
    project_id: IDFilterInput | None = on(Row.project_id, "Project [项目].")
    submitted_on: DateFilterInput | None = on(Row.submitted_on, "Submitted on [提交日期].")


@connection("PaymentClaim")
class PaymentClaimConnection:
    """A page of claims."""
