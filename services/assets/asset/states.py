"""The four independent states of an asset: which action moves each, and what held before its first fact."""

from enum import StrEnum
from typing import Final

from chassis.states import Machine, moves_of
from published.asset_terms import LifecycleState, OperationState, TitleState, UtilisationState

TITLE: Final = Machine(
    axis="title",
    column="title_state",
    since="title_since",
    moves=(
        *moves_of("assetConfirmTitle", (TitleState.REGISTERED, TitleState.CONFIRMED)),
        *moves_of("assetHandOver", (TitleState.CONFIRMED, TitleState.HANDED_OVER)),
    ),
)

OPERATION: Final = Machine(
    axis="operation",
    column="operation_state",
    since="operation_since",
    moves=(
        *moves_of(
            "contracts.begin",
            (OperationState.NOT_STARTED, OperationState.CONTRACTED),
            (OperationState.EXPIRING, OperationState.CONTRACTED),
            (OperationState.EXPIRED, OperationState.CONTRACTED),
        ),
        *moves_of(
            "contracts.expire",
            (OperationState.CONTRACTED, OperationState.EXPIRING),
            (OperationState.CONTRACTED, OperationState.EXPIRED),
            (OperationState.EXPIRING, OperationState.EXPIRED),
        ),
    ),
)

UTILISATION: Final = Machine(
    axis="utilisation",
    column="utilisation_state",
    since="utilisation_since",
    moves=(
        *moves_of("contracts.begin", (UtilisationState.UNKNOWN, UtilisationState.IN_USE)),
        *moves_of(
            "idle.detect",
            (UtilisationState.UNKNOWN, UtilisationState.SUSPECT),
            (UtilisationState.IN_USE, UtilisationState.SUSPECT),
        ),
        *moves_of(
            "idleCaseConfirm",
            (UtilisationState.SUSPECT, UtilisationState.IDLE),
            (UtilisationState.SUSPECT, UtilisationState.INEFFICIENT),
        ),
        *moves_of("idleCaseDismiss", (UtilisationState.SUSPECT, UtilisationState.IN_USE)),
        *moves_of(
            "idleCaseExecute",
            (UtilisationState.IDLE, UtilisationState.REVITALISING),
            (UtilisationState.INEFFICIENT, UtilisationState.REVITALISING),
        ),
        *moves_of("idleCaseStartTrial", (UtilisationState.REVITALISING, UtilisationState.TRIAL)),
        *moves_of("idleCaseStrikeOff", (UtilisationState.TRIAL, UtilisationState.IN_USE)),
    ),
)

LIFECYCLE: Final[Machine[LifecycleState]] = Machine(
    axis="lifecycle", column="lifecycle_state", since="lifecycle_since", moves=()
)
"""An asset begins in service or planned; repair and disposal have no command yet."""

BEFORE: Final[dict[str, StrEnum]] = {
    TITLE.axis: TitleState.UNREGISTERED,
    OPERATION.axis: OperationState.NOT_STARTED,
    UTILISATION.axis: UtilisationState.UNKNOWN,
    LIFECYCLE.axis: LifecycleState.PLANNED,
}
"""State of an axis on a date that lies before its first fact."""
