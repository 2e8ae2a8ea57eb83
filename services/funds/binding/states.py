"""Life of bound money."""

from typing import Final

from chassis.states import Machine, moves_of
from published.fund_terms import ProjectFundingState

FUNDING: Final = Machine(
    axis="funding",
    column="state",
    moves=moves_of(
        "paymentClaimPay",
        (ProjectFundingState.CONFIRMED, ProjectFundingState.PARTLY_PAID),
        (ProjectFundingState.CONFIRMED, ProjectFundingState.PAID),
        (ProjectFundingState.PARTLY_PAID, ProjectFundingState.PAID),
    ),
)
