"""The life of a distribution, from the village's draft to the disclosure of what was paid."""

from typing import Final

from chassis.states import Machine, moves_of
from published.distribution_terms import DistributionState as State

DISTRIBUTION: Final = Machine(
    axis="distribution",
    column="state",
    moves=(
        *moves_of("distributionDeliberate", (State.DRAFT, State.DELIBERATED)),
        *moves_of("jiadi.notice.closed.v1", (State.DELIBERATED, State.PUBLICISED)),
        *moves_of("distributionReview", (State.PUBLICISED, State.REVIEWED), (State.PUBLICISED, State.DRAFT)),
        *moves_of("distributionFile", (State.REVIEWED, State.FILED)),
        *moves_of("distributionPay", (State.FILED, State.PAID)),
        *moves_of("distributionDisclose", (State.PAID, State.DISCLOSED)),
    ),
)
"""A draft has no date; what a return leads back to is dated by the review."""
