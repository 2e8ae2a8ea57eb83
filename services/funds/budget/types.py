"""Own budgets as GraphQL shows them, and the verdict on their growth."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from chassis.graph.context import ReadContext
from chassis.graph.declare import built, column
from chassis.graph.node import node
from chassis.graph.scalars import Money
from chassis.graph.values import RuleVerdict
from published.origin import FigureStatus, RecordOrigin
from rulebook.pack import Pack
from services.funds.budget.models import OwnBudget as Row
from services.funds.budget.rules import BudgetFacts, growth_bps, own_budget_does_not_fall
from services.funds.known import sealed_by
from services.funds.verdicts import watched

_Before = aliased(Row)
PREVIOUS = (
    select(col(_Before.amount))
    .where(col(_Before.region_id) == col(Row.region_id), col(_Before.fiscal_year) == col(Row.fiscal_year) - 1)
    .scalar_subquery()
)
"""The amount of the same region one year before, null if unknown."""


def _growth(row: Mapping[str, Any]) -> int | None:
    return growth_bps(row["amount"], row["previous"])


@node(Row)
class OwnBudget:
    """Own budget of one year [本级预算]."""

    fiscal_year: int = column("Year [年度].")
    amount: Money = column("Yuan [金额].")
    growth_bps: int | None = built(
        _growth,
        "Growth on the year before, 10 000 = 100 %; null for the first [增幅].",
        amount=Row.amount,
        previous=PREVIOUS,
    )
    origin: RecordOrigin = column("How it came in [来源方式].")
    source: str | None = column("Where the import comes from [数据来源].")
    figure_status: FigureStatus = column("How the figure relates to its source [数据性质].")
    figure_note: str | None = column("Why, where the source does not print it so [数据说明].")


async def growth_verdicts(
    ctx: ReadContext, region_id: UUID, year: int, known_at: datetime, pack: Pack
) -> list[RuleVerdict]:
    """F-51 on the own budget of a year, as known at a moment."""

    async def amounts(region_ids: list[UUID]) -> list[dict[int, int]]:
        known = select(col(Row.region_id), col(Row.fiscal_year), col(Row.amount)).where(
            col(Row.region_id).in_(region_ids),
            col(Row.fiscal_year).in_((year - 1, year)),
            sealed_by(known_at, col(Row.id)),
        )
        return by_region(region_ids, await ctx.fetch(known))

    found = await ctx.loader(("own-budgets", year, known_at), amounts).load(region_id)
    return watched((own_budget_does_not_fall,), BudgetFacts(year, found.get(year), found.get(year - 1)), pack)


def by_region(region_ids: list[UUID], rows: Sequence[Mapping[Any, Any]]) -> list[dict[int, int]]:
    """Amounts by year, for each region."""
    found: dict[UUID, dict[int, int]] = {each: {} for each in region_ids}
    for row in rows:
        found[row["region_id"]][row["fiscal_year"]] = row["amount"]
    return [found[each] for each in region_ids]
