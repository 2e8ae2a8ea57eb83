"""Life of retention money."""

from typing import Final

from chassis.states import Machine, moves_of
from published.claim_terms import RetentionState

FALL_DUE: Final = "retentions.fall_due"
"""Name of the job that finds what is due."""

RETENTION: Final = Machine(
    axis="retention", column="state", moves=moves_of(FALL_DUE, (RetentionState.HELD, RetentionState.DUE))
)
"""Held until its day comes. To release or forfeit it joins with the command that does so."""
