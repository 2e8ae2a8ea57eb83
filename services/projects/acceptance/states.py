"""The life of a joint acceptance."""

from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.labelled import Labelled


class AcceptanceState(Labelled):
    """State of an acceptance [验收状态]."""

    CONVENED = "CONVENED", "Convened", "已组成验收组"
    PASSED = "PASSED", "Passed", "验收合格"
    FAILED = "FAILED", "Not passed", "验收不合格"


ACCEPTANCE: Final = Machine(
    axis="acceptance",
    column="state",
    moves=(
        *stays_in("acceptanceSign", AcceptanceState.CONVENED),
        *moves_of(
            "acceptanceConclude",
            (AcceptanceState.CONVENED, AcceptanceState.PASSED),
            (AcceptanceState.CONVENED, AcceptanceState.FAILED),
        ),
    ),
)
