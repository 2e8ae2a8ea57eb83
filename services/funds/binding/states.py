"""Life of bound money."""

from typing import Final

from chassis.states import Machine
from published.fund_terms import ProjectFundingState

FUNDING: Final = Machine(axis="funding", column="state", moves={ProjectFundingState.CONFIRMED: frozenset()})
