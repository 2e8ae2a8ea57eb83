"""The api process: `python -m services.assets.app`."""

from chassis.graph.api import serve
from chassis.graph.subgraph import schema_of
from services.assets import neighbours as _neighbours  # noqa: F401  # declares its types
from services.assets.alert.graph import AlertQuery, AlertSubscription
from services.assets.asset.graph import AssetMutation, AssetQuery
from services.assets.board.graph import BoardQuery
from services.assets.card.graph import CardQuery
from services.assets.category.graph import CategoryQuery
from services.assets.distribution.graph import DistributionMutation, DistributionQuery
from services.assets.document.graph import AssetDocumentMutation
from services.assets.funding import graph as _funding  # noqa: F401  # declares its types
from services.assets.handover.graph import HandoverMutation
from services.assets.idle.graph import IdleCaseMutation, IdleCaseQuery
from services.assets.income.graph import IncomeMutation, IncomeQuery
from services.assets.operation.graph import OperationMutation, OperationQuery
from services.assets.payout.graph import PayoutMutation
from services.assets.report.graph import ReportMutation
from services.assets.reuse import graph as _reuse  # noqa: F401  # declares its types
from services.assets.revival.graph import PlanMutation
from services.assets.rights import graph as _rights  # noqa: F401  # declares its types
from services.assets.service import SERVICE
from services.assets.trial.graph import TrialMutation
from services.assets.upkeep import graph as _upkeep  # noqa: F401  # declares its types

SCHEMA = schema_of(
    "services.assets",
    [
        AssetQuery,
        AlertQuery,
        CategoryQuery,
        BoardQuery,
        CardQuery,
        DistributionQuery,
        IdleCaseQuery,
        IncomeQuery,
        OperationQuery,
    ],
    [
        AssetMutation,
        AssetDocumentMutation,
        DistributionMutation,
        HandoverMutation,
        IdleCaseMutation,
        IncomeMutation,
        OperationMutation,
        PayoutMutation,
        PlanMutation,
        ReportMutation,
        TrialMutation,
    ],
    subscriptions=[AlertSubscription],
)

if __name__ == "__main__":
    serve(SERVICE, SCHEMA)
