"""Reads of the ledger."""

from chassis.graph.query import listed, query
from services.funds.ledger.types import LedgerEntryConnection, LedgerEntryOrder


@query
class LedgerQuery:
    """Root fields."""

    ledger_entries: "LedgerEntryConnection | None" = listed(
        "The sealed fund ledger in order of sealing [资金总台账].",
        where="LedgerEntryWhereInput",
        order=LedgerEntryOrder,
    )
