"""The life of an annual plan."""

from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.labelled import Labelled


class AnnualPlanState(Labelled):
    """State of a plan [计划状态]."""

    DRAFT = "DRAFT", "Draft", "草拟"
    APPROVED = "APPROVED", "Approved by the county", "县级批复"
    FILED = "FILED", "Filed upward", "已备案"


PLAN: Final = Machine(
    axis="plan",
    column="state",
    moves=(
        *stays_in("annualPlanDraft", AnnualPlanState.DRAFT),
        *moves_of("annualPlanApprove", (AnnualPlanState.DRAFT, AnnualPlanState.APPROVED)),
    ),
)
"""A draft is replaced until the county's leading group approves it."""
