"""State machines as data: which states an axis has and which moves are allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Machine(Generic[S]):
    """One axis of an aggregate; `column` is the attribute that projects its latest dated fact.

    `since` is the attribute that holds the business date of that fact, where the aggregate keeps one.
    """

    axis: str
    column: str
    moves: Mapping[S, frozenset[S]]
    since: str | None = None

    def allows(self, from_state: S, to_state: S) -> bool:
        """Whether the move is one of the machine's."""
        return to_state in self.moves.get(from_state, frozenset())
