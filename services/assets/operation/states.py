"""The life of a contract: it runs by its dates, and no person ends it early yet."""

from typing import Final

from chassis.states import Machine, moves_of
from published.operation_terms import ContractState as State

CONTRACT: Final = Machine(
    axis="contract",
    column="state",
    since="state_since",
    moves=(
        *moves_of("contracts.begin", (State.SIGNED, State.ACTIVE)),
        *moves_of(
            "contracts.expire",
            (State.ACTIVE, State.EXPIRING),
            (State.ACTIVE, State.EXPIRED),
            (State.EXPIRING, State.EXPIRED),
        ),
    ),
)

RUNNING: Final = (State.ACTIVE, State.EXPIRING)
"""While it runs the operator has the asset."""

UNDER_CONTRACT: Final = (State.SIGNED, *RUNNING, State.EXPIRED)
"""States in which its days belong to it; a terminated contract frees them."""
