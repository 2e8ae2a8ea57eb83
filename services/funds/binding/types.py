"""Bound money as GraphQL shows it, and what it adds to projects."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlmodel import col
from strawberry import ID

from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, children, column, reference
from chassis.graph.node import extends, node
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.scalars import Money
from chassis.visibility import visible
from published.fund_terms import FundPurpose, ProjectFundingState
from services.funds import replicas
from services.funds.binding.models import ProjectFunding as Row
from services.funds.claim.models import PaymentClaim as ClaimRow
from services.funds.claim.models import PaymentLine as LineRow

if TYPE_CHECKING:
    from services.funds.allocation.types import Allocation
    from services.funds.claim.types import PaymentClaim, PaymentLine


@node(Row, key=True)
class ProjectFunding:
    """Money of one allocation bound to one project [项目资金]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    project: "Project | None" = reference(Row.project_id, "Project [项目].", via=replicas.Project)
    allocation: "Allocation | None" = reference(
        Row.allocation_id, "Allocation; null where the pot is outside your scope [资金分配]."
    )
    amount: Money = column("Yuan [金额].")
    paid_amount: Money = column("Paid, yuan [已支付].")
    unpaid_amount: Money = column("Not paid, yuan [未支付].", of=col(Row.amount) - col(Row.paid_amount))
    purpose: FundPurpose = column("Purpose [用途].")
    state: ProjectFundingState = column("State [状态].")
    bound_on: date = column("Bound on [安排日期].")
    payment_lines: "list[PaymentLine]" = children(
        LineRow.funding_id, "Parts of claims that draw on it [报账明细].", order=(LineRow.id,)
    )


@ordering
class ProjectFundingOrder:
    """Order [排序]."""

    BOUND_ON_ASC = by(Row.bound_on, "Oldest first [安排日期升序].")
    AMOUNT_DESC = by_desc(Row.amount, "Largest first [金额降序].")


@connection("ProjectFunding")
class ProjectFundingConnection:
    """A page of bound money."""


async def _bound(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    return await _sums(ctx, rows, Row.amount)


async def _paid(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    return await _sums(ctx, rows, Row.paid_amount)


async def _sums(ctx: ReadContext, rows: Sequence[Mapping[str, Any]], amount: Any) -> list[int]:
    """Sum of the visible bindings of each project, 0 where there is none."""
    projects = [row["id"] for row in rows]
    statement = (
        select(col(Row.project_id), func.sum(col(amount)).label("sum"))
        .where(col(Row.project_id).in_(projects), visible(Row, ctx.principal))
        .group_by(col(Row.project_id))
    )
    found = {row["project_id"]: int(row["sum"]) for row in await ctx.fetch(statement)}
    return [found.get(project, 0) for project in projects]


@extends(replicas.Project)
class Project:
    """What funds adds to a project."""

    id: ID = column("Id [标识].")
    fundings: "list[ProjectFunding] | None" = children(
        Row.project_id, "Money bound to it, by allocation [项目资金].", order=(Row.bound_on,)
    )
    bound_amount: Money | None = batched(_bound, "Sum bound, yuan [已安排资金].")
    paid_amount: Money | None = batched(_paid, "Sum paid, yuan [已支付资金].")
    payment_claims: "list[PaymentClaim] | None" = children(
        ClaimRow.project_id, "Its claims, oldest first [报账].", order=(ClaimRow.submitted_on, ClaimRow.id)
    )
