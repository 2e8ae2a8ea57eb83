"""Incomes as clients see them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import true
from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, column, pages, reference
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import listed, query
from chassis.graph.scalars import Money
from published.operation_terms import IncomeKind
from services.assets.document.types import documents_of
from services.assets.income import commands, models
from services.assets.income.types import IncomeConnection, IncomeOrder, overdue_days

if TYPE_CHECKING:
    from services.assets.asset.graph import Asset
    from services.assets.distribution.graph import Distribution
    from services.assets.document.graph import AssetDocument
    from services.assets.operation.graph import OperationContract


async def _overdue(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[int]:
    today = await ctx.today()
    return [overdue_days(row["due_on"], row["received_on"], today) for row in rows]


@node(models.Income, during=true())
class Income:
    """An income of an asset, first due, then received [收益]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    asset: "Asset" = reference(models.Income.asset_id, "Asset [资产].")
    contract: "OperationContract | None" = reference(models.Income.contract_id, "Contract; null without one [合同].")
    kind: IncomeKind = column("Kind [收益类型].")
    due_on: date = column("Due on [应收日期].")
    due_amount: Money = column("Due, yuan [应收金额].")
    received_on: date | None = column("Received on; null while not [实收日期].")
    received_amount: Money = column("Received, yuan [实收金额].")
    overdue_days: int = batched(
        _overdue,
        "Days late today; 0 when paid [逾期天数].",
        due_on=models.Income.due_on,
        received_on=models.Income.received_on,
    )
    distribution: "Distribution | None" = reference(
        models.Income.distribution_id, "Distribution that shares it out [收益分配]."
    )
    documents: "list[AssetDocument]" = documents_of(models.Income.id, "Vouchers [凭证].")


@adds_to("Asset")
class AssetIncomes:
    """What incomes add to an asset."""

    incomes: "IncomeConnection" = pages(
        models.Income.asset_id, "Incomes due and received [收益].", where="IncomeWhereInput", order=IncomeOrder
    )


@query
class IncomeQuery:
    """Reads of incomes."""

    incomes: "IncomeConnection | None" = listed(
        "Incomes due and received [收益台账].", where="IncomeWhereInput", order=IncomeOrder
    )


@payload
class IncomePayload:
    """Outcome [办理结果]."""

    income: "Income | None" = entity("Income after it [收益].")


@mutation
class IncomeMutation:
    """Commands on incomes."""

    income_receive: "IncomePayload | None" = command(
        commands.receive_income, "Book money received for a due income [收到收益]."
    )
