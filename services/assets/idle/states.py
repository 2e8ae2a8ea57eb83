"""The life of an idle case, from the first signal to the end of the relapse watch."""

from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.asset_terms import UtilisationState
from published.idle_terms import IdleCaseState, IdleFinding

CASE: Final = Machine(
    axis="idle_case",
    column="state",
    since="state_since",
    moves=(
        *moves_of("idleCaseConfirm", (IdleCaseState.SUSPECTED, IdleCaseState.CONFIRMED)),
        *moves_of("idleCaseDismiss", (IdleCaseState.SUSPECTED, IdleCaseState.DISMISSED)),
        *stays_in(
            "idleCaseAssign",
            IdleCaseState.SUSPECTED,
            IdleCaseState.CONFIRMED,
            IdleCaseState.PLANNED,
            IdleCaseState.APPROVED,
            IdleCaseState.EXECUTING,
            IdleCaseState.TRIAL,
        ),
        *moves_of("idleCasePlan", (IdleCaseState.CONFIRMED, IdleCaseState.PLANNED)),
        *moves_of(
            "idleCaseReview",
            (IdleCaseState.PLANNED, IdleCaseState.APPROVED),
            (IdleCaseState.PLANNED, IdleCaseState.CONFIRMED),
        ),
        *moves_of("idleCaseExecute", (IdleCaseState.APPROVED, IdleCaseState.EXECUTING)),
        *moves_of("idleCaseStartTrial", (IdleCaseState.EXECUTING, IdleCaseState.TRIAL)),
        *moves_of("idleCaseStrikeOff", (IdleCaseState.TRIAL, IdleCaseState.REVITALISED)),
        *moves_of("idle.relapse", (IdleCaseState.REVITALISED, IdleCaseState.RELAPSED)),
    ),
)

CLOSED: Final = frozenset({IdleCaseState.DISMISSED, IdleCaseState.REVITALISED, IdleCaseState.RELAPSED})
"""States in which a case no longer runs: its asset is not idle by it, and another case may be opened."""

PLANS: Final = frozenset({IdleCaseState.PLANNED, IdleCaseState.APPROVED, IdleCaseState.EXECUTING})
"""States in which a plan has still to be carried out, by its date."""

WAITING: Final = frozenset({IdleCaseState.SUSPECTED, IdleCaseState.CONFIRMED}) | PLANS
"""States in which somebody has to do something by a date."""

UTILISATION_OF: Final = {
    IdleCaseState.SUSPECTED: frozenset({UtilisationState.SUSPECT}),
    IdleCaseState.CONFIRMED: frozenset({UtilisationState.IDLE, UtilisationState.INEFFICIENT}),
    IdleCaseState.PLANNED: frozenset({UtilisationState.IDLE, UtilisationState.INEFFICIENT}),
    IdleCaseState.APPROVED: frozenset({UtilisationState.IDLE, UtilisationState.INEFFICIENT}),
    IdleCaseState.EXECUTING: frozenset({UtilisationState.REVITALISING}),
    IdleCaseState.TRIAL: frozenset({UtilisationState.TRIAL}),
}
"""What an open case says of its asset; while no case is open the asset is in use, or nothing is known of it."""

FOUND: Final = {
    IdleFinding.IDLE: UtilisationState.IDLE,
    IdleFinding.INEFFICIENT: UtilisationState.INEFFICIENT,
}
"""What a field check makes of an asset."""
