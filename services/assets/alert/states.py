"""The life of an alert: it goes away only with its cause."""

from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.idle_terms import AlertState

RESOLVED_BY: Final = (
    "assetRegister",
    "operationContractSign",
    "contracts.expire",
    "incomeReceive",
    "idleCaseConfirm",
    "idleCaseDismiss",
    "idleCaseReview",
    "idleCaseStartTrial",
    "idleCaseStrikeOff",
)
"""What takes a cause away; nobody closes an alert by hand."""

ALERT: Final = Machine(
    axis="alert",
    column="state",
    since="state_since",
    moves=(
        *moves_of("idleCaseAssign", (AlertState.OPEN, AlertState.ASSIGNED)),
        *stays_in("idleCaseAssign", AlertState.ASSIGNED),
        *(
            move
            for action in RESOLVED_BY
            for move in moves_of(
                action, (AlertState.OPEN, AlertState.RESOLVED), (AlertState.ASSIGNED, AlertState.RESOLVED)
            )
        ),
    ),
)
