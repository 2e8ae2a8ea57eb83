"""The api process of funds: `python -m services.funds.app`."""

from typing import Final

from chassis.graph.api import serve
from chassis.graph.subgraph import schema_of
from services.funds.allocation.graph import AllocationMutation, AllocationQuery
from services.funds.binding.graph import BindingMutation
from services.funds.budget.graph import BudgetQuery
from services.funds.category.graph import FundCategoryQuery
from services.funds.claim.graph import ClaimMutation, ClaimQuery
from services.funds.document.graph import FundDocumentMutation
from services.funds.history.graph import HistoryMutation
from services.funds.indicator.graph import IndicatorMutation, IndicatorQuery
from services.funds.ledger.graph import LedgerQuery
from services.funds.payment.graph import PaymentMutation
from services.funds.service import SERVICE
from services.funds.summary.graph import SummaryQuery

SCHEMA: Final = schema_of(
    "services.funds",
    [SummaryQuery, BudgetQuery, FundCategoryQuery, IndicatorQuery, AllocationQuery, LedgerQuery, ClaimQuery],
    [
        HistoryMutation,
        IndicatorMutation,
        AllocationMutation,
        BindingMutation,
        ClaimMutation,
        PaymentMutation,
        FundDocumentMutation,
    ],
)

if __name__ == "__main__":
    serve(SERVICE, SCHEMA)
