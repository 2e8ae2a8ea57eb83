"""The four independent states of an asset: which moves each allows, and what held before its first fact."""

from enum import StrEnum
from typing import Final

from chassis.states import Machine
from published.asset_terms import LifecycleState, OperationState, TitleState, UtilisationState

TITLE: Final = Machine(
    axis="title",
    column="title_state",
    since="title_since",
    moves={
        TitleState.UNREGISTERED: frozenset({TitleState.REGISTERED, TitleState.DISPUTED}),
        TitleState.REGISTERED: frozenset({TitleState.CONFIRMED, TitleState.DISPUTED}),
        TitleState.CONFIRMED: frozenset({TitleState.HANDED_OVER, TitleState.DISPUTED}),
        TitleState.HANDED_OVER: frozenset({TitleState.IN_BOOKS, TitleState.DISPUTED}),
        TitleState.IN_BOOKS: frozenset({TitleState.DISPUTED}),
        TitleState.DISPUTED: frozenset({TitleState.REGISTERED, TitleState.CONFIRMED}),
    },
)

OPERATION: Final = Machine(
    axis="operation",
    column="operation_state",
    since="operation_since",
    moves={
        OperationState.NOT_STARTED: frozenset({OperationState.SELF_OPERATED, OperationState.CONTRACTED}),
        OperationState.SELF_OPERATED: frozenset({OperationState.NOT_STARTED, OperationState.CONTRACTED}),
        OperationState.CONTRACTED: frozenset({OperationState.EXPIRING, OperationState.EXPIRED}),
        OperationState.EXPIRING: frozenset({OperationState.CONTRACTED, OperationState.EXPIRED}),
        OperationState.EXPIRED: frozenset({OperationState.CONTRACTED, OperationState.SELF_OPERATED}),
    },
)

UTILISATION: Final = Machine(
    axis="utilisation",
    column="utilisation_state",
    since="utilisation_since",
    moves={
        UtilisationState.UNKNOWN: frozenset({UtilisationState.IN_USE, UtilisationState.SUSPECT}),
        UtilisationState.IN_USE: frozenset({UtilisationState.SUSPECT, UtilisationState.UNKNOWN}),
        UtilisationState.SUSPECT: frozenset(
            {UtilisationState.IN_USE, UtilisationState.INEFFICIENT, UtilisationState.IDLE}
        ),
        UtilisationState.INEFFICIENT: frozenset({UtilisationState.IDLE, UtilisationState.REVITALISING}),
        UtilisationState.IDLE: frozenset({UtilisationState.REVITALISING}),
        UtilisationState.REVITALISING: frozenset({UtilisationState.TRIAL, UtilisationState.IDLE}),
        UtilisationState.TRIAL: frozenset({UtilisationState.IN_USE, UtilisationState.IDLE}),
    },
)

LIFECYCLE: Final = Machine(
    axis="lifecycle",
    column="lifecycle_state",
    since="lifecycle_since",
    moves={
        LifecycleState.PLANNED: frozenset({LifecycleState.IN_SERVICE}),
        LifecycleState.IN_SERVICE: frozenset(
            {LifecycleState.UNDER_REPAIR, LifecycleState.PENDING_DISPOSAL, LifecycleState.LOST}
        ),
        LifecycleState.UNDER_REPAIR: frozenset({LifecycleState.IN_SERVICE, LifecycleState.PENDING_DISPOSAL}),
        LifecycleState.PENDING_DISPOSAL: frozenset({LifecycleState.IN_SERVICE, LifecycleState.DISPOSED}),
        LifecycleState.DISPOSED: frozenset(),
        LifecycleState.LOST: frozenset(),
    },
)

BEFORE: Final[dict[str, StrEnum]] = {
    TITLE.axis: TitleState.UNREGISTERED,
    OPERATION.axis: OperationState.NOT_STARTED,
    UTILISATION.axis: UtilisationState.UNKNOWN,
    LIFECYCLE.axis: LifecycleState.PLANNED,
}
"""State of an axis on a date that lies before its first fact."""
