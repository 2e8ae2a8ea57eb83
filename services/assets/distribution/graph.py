"""Distributions as clients see them: totals and groups, never a person."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col
from strawberry import ID

from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, children, column, reference
from chassis.graph.history import history
from chassis.graph.node import node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import by_id, listed, query
from chassis.graph.rows import instance, selecting
from chassis.graph.scalars import Money
from chassis.graph.steps import what_blocks
from chassis.graph.values import StateChange, StepCheck
from published.distribution_terms import BeneficiaryGroup, DeductionKind, DistributionState, DistributionUse
from services.assets import replicas
from services.assets.distribution import commands, models
from services.assets.distribution.steps import STEPS
from services.assets.distribution.types import DistributionConnection, DistributionOrder
from services.assets.document.types import documents_of
from services.assets.income.models import Income as IncomeRow

if TYPE_CHECKING:
    from services.assets.document.graph import AssetDocument
    from services.assets.income.graph import Income
    from services.assets.neighbours import Notice, Region


async def _incomes(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """The incomes of each distribution, due first; also of one that was returned and holds them no more."""
    cls, link = names.find("services.assets", "Income"), models.DistributionIncome
    found: dict[Any, list[Any]] = {row["id"]: [] for row in rows}
    statement = (
        selecting(ctx, cls, col(link.distribution_id).label("of_"))
        .join(link, col(link.income_id) == IncomeRow.id)
        .where(col(link.distribution_id).in_(found))
        .order_by(col(IncomeRow.due_on), col(IncomeRow.id))
    )
    for row in await ctx.fetch(statement):
        found[row["of_"]].append(instance(cls, row))
    return [found[row["id"]] for row in rows]


@node(models.Deduction)
class Deduction:
    """Taken off before sharing [扣除]."""

    kind: DeductionKind = column("Kind [扣除类型].")
    amount: Money = column("Yuan [金额].")


@node(models.DistributionLine)
class DistributionLine:
    """One share of a distribution [分配明细]."""

    id: ID = column("Id [标识].")
    distribution: "Distribution" = reference(models.DistributionLine.distribution_id, "Distribution [收益分配].")
    use: DistributionUse = column("Use [收益用途].")
    group: BeneficiaryGroup = column("Group [受益群体].")
    note: str | None = column("Note [说明].")
    share_bps: int = column("Share, 10 000 = 100 % [比例].")
    amount: Money = column("Yuan [金额].")
    household_count: int = column("Households [户数].")
    people_count: int = column("People [人数].")


@node(models.Distribution, key=True)
class Distribution:
    """Sharing out of received incomes [收益分配]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    region: "Region | None" = reference(models.Distribution.region_id, "Village or area [区划].", via=replicas.Region)
    period_start_on: date = column("First day of the period [期初].")
    period_end_on: date = column("Last day [期末].")
    state: DistributionState = column("State [状态].")
    incomes: "list[Income]" = batched(_incomes, "Incomes shared, each only once [收益].")
    income_amount: Money = column("Their sum, yuan [收益总额].")
    deductions: "list[Deduction]" = children(
        models.Deduction.distribution_id, "Taken off [扣除].", order=(models.Deduction.place,)
    )
    distributable_amount: Money = column("incomes − deductions = sum of the lines, yuan [可分配金额].")
    lines: "list[DistributionLine]" = children(
        models.DistributionLine.distribution_id,
        "Lines, exact to the fen; the remainder goes by a fixed rule [分配明细].",
        order=(models.DistributionLine.place,),
    )
    notice: "Notice | None" = reference(
        models.Distribution.notice_id, "Publicity; null before it [公示].", via=replicas.Notice
    )
    deliberated_on: date | None = column("Deliberated on [议决日期].")
    paid_on: date | None = column("Paid on [兑付日期].")
    disclosed_on: date | None = column("Disclosed on [公开日期].")
    documents: "list[AssetDocument]" = documents_of(models.Distribution.id, "Minutes and vouchers [会议记录与凭证].")
    what_blocks: list[StepCheck] = what_blocks(models.Distribution, STEPS)
    history: list[StateChange] = history("Dated states [状态历史].", one_axis=True)


@query
class DistributionQuery:
    """Reads of distributions."""

    distribution: "Distribution | None" = by_id("A distribution by id [收益分配].")
    distribution_line: "DistributionLine | None" = by_id(
        "One line of a distribution by id, to follow its money back [分配明细]."
    )
    distributions: "DistributionConnection | None" = listed(
        "Distributions [收益分配台账].", where="DistributionWhereInput", order=DistributionOrder
    )


@payload
class DistributionPayload:
    """Outcome [办理结果]."""

    distribution: "Distribution | None" = entity("Distribution after it [收益分配].")


@mutation
class DistributionMutation:
    """Commands on distributions, up to their review."""

    distribution_draft: "DistributionPayload | None" = command(
        commands.draft_distribution, "Draft a distribution of received incomes, split to the fen [起草收益分配]."
    )
    distribution_deliberate: "DistributionPayload | None" = command(
        commands.deliberate_distribution, "Record the democratic decision; then noticePost publicises it [民主决策]."
    )
    distribution_review: "DistributionPayload | None" = command(
        commands.review_distribution, "Township reviews [乡镇审核]."
    )
