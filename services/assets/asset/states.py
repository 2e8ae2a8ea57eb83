"""The four independent states of an asset: which action moves each, and what held before its first fact."""

from enum import StrEnum
from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.asset_terms import LifecycleState, OperationState, TitleState, UtilisationState

TITLE: Final = Machine(
    axis="title",
    column="title_state",
    since="title_since",
    moves=(
        *moves_of("assetConfirmTitle", (TitleState.REGISTERED, TitleState.CONFIRMED)),
        *moves_of("assetHandOver", (TitleState.CONFIRMED, TitleState.HANDED_OVER)),
        *stays_in("operationContractSign", TitleState.HANDED_OVER),
    ),
)

_FREE: Final = (OperationState.NOT_STARTED, OperationState.EXPIRING, OperationState.EXPIRED)
_OPERATED: Final = (OperationState.CONTRACTED, OperationState.SELF_OPERATED)

OPERATION: Final = Machine(
    axis="operation",
    column="operation_state",
    since="operation_since",
    moves=(
        *moves_of(
            "contracts.begin",
            *((state, begun) for state in _FREE for begun in _OPERATED),
        ),
        *moves_of(
            "contracts.expire",
            *((state, over) for state in _OPERATED for over in (OperationState.EXPIRING, OperationState.EXPIRED)),
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

LIFECYCLE: Final = Machine(
    axis="lifecycle",
    column="lifecycle_state",
    since="lifecycle_since",
    moves=(
        *stays_in("operationContractSign", LifecycleState.PLANNED, LifecycleState.IN_SERVICE),
        *moves_of("contracts.begin", (LifecycleState.PLANNED, LifecycleState.IN_SERVICE)),
    ),
)
"""An asset begins in service or planned, and is put to service by its first operator at the latest; repair and disposal
have no command yet."""

BEFORE: Final[dict[str, StrEnum]] = {
    TITLE.axis: TitleState.UNREGISTERED,
    OPERATION.axis: OperationState.NOT_STARTED,
    UTILISATION.axis: UtilisationState.UNKNOWN,
    LIFECYCLE.axis: LifecycleState.PLANNED,
}
"""State of an axis on a date that lies before its first fact."""
