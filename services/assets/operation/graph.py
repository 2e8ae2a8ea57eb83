"""Contracts as clients see them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col
from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, children, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import listed, query
from chassis.graph.scalars import Money
from published.operation_terms import ContractState, OperationMode
from services.assets import replicas
from services.assets.document.types import documents_of
from services.assets.operation import commands, models
from services.assets.operation.types import Linkage, OperationContractConnection, OperationContractOrder, linkage

if TYPE_CHECKING:
    from services.assets.asset.graph import Asset
    from services.assets.document.graph import AssetDocument
    from services.assets.neighbours import Organisation


async def _days_left(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[int]:
    today = await ctx.today()
    return [(row["ends_on"] - today).days for row in rows]


@node(models.OperationContract)
class OperationContract:
    """Contract over the operation of an asset [经营合同]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    asset: "Asset" = reference(models.OperationContract.asset_id, "Asset [资产].")
    mode: OperationMode = column("Mode [经营方式].")
    operator: "Organisation | None" = reference(
        models.OperationContract.operator_id, "Operator [经营主体].", via=replicas.Organisation
    )
    starts_on: date = column("First day [开始日期].")
    ends_on: date = column("Last day [截止日期].")
    days_left: int = batched(
        _days_left, "Days left; negative after the end [剩余天数].", ends_on=models.OperationContract.ends_on
    )
    annual_amount: Money = column("Rent or fixed dividend a year, yuan [年租金].")
    deposit_amount: Money = column("Deposit, yuan [押金].")
    linkage: Linkage | None = built(
        linkage,
        "Linkage; null if none [联农带农机制].",
        mode=models.OperationContract.linkage_mode,
        household_count=models.OperationContract.linkage_households,
        promised_amount=models.OperationContract.linkage_amount,
    )
    state: ContractState = column("State [状态].")
    documents: "list[AssetDocument]" = documents_of(models.OperationContract.id, "Files [电子件].")


@adds_to("Asset")
class AssetContracts:
    """What contracts add to an asset."""

    contracts: "list[OperationContract]" = children(
        models.OperationContract.asset_id,
        "Contracts, newest first [经营合同].",
        order=(col(models.OperationContract.starts_on).desc(),),
    )


@query
class OperationQuery:
    """Reads of contracts."""

    operation_contracts: "OperationContractConnection | None" = listed(
        "Operation contracts, also for the renewal watch [经营合同].",
        where="OperationContractWhereInput",
        order=OperationContractOrder,
    )


@payload
class OperationContractPayload:
    """Outcome [办理结果]."""

    operation_contract: "OperationContract | None" = entity("Contract after it [合同].")


@mutation
class OperationMutation:
    """Commands on contracts."""

    operation_contract_sign: "OperationContractPayload | None" = command(
        commands.sign_contract, "Sign an operation contract; its rent becomes due incomes [签订经营合同]."
    )
