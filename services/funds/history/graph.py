"""Historical import as GraphQL shows it."""

from typing import TYPE_CHECKING

from chassis.graph.payload import command, entity, mutation, payload
from services.funds.history import commands

if TYPE_CHECKING:
    from services.funds.allocation.types import Allocation
    from services.funds.indicator.types import IndicatorDocument


@payload
class FundHistoryImportPayload:
    """Outcome [办理结果]."""

    indicator_documents: "list[IndicatorDocument] | None" = entity("Documents imported [指标文件].")
    allocations: "list[Allocation] | None" = entity("Allocations imported [资金分配].")


@mutation
class HistoryMutation:
    """Commands."""

    fund_history_import: "FundHistoryImportPayload | None" = command(
        commands.import_history, "Import history; what the source does not say stays null [历史导入]."
    )
