"""State machines as data: which states an axis has, and which action moves it from one to another."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Move(Generic[S]):
    """What an action does to a state; one that needs a state but leaves it has it on both sides.

    `action` is the GraphQL name of the mutation, or the event type or job by which no person acts.
    """

    action: str
    from_state: S
    to_state: S


@dataclass(frozen=True)
class Machine(Generic[S]):
    """One axis of an aggregate; `column` is the attribute that projects its latest dated fact.

    `since` is the attribute that holds the business date of that fact, where the aggregate keeps one.
    """

    axis: str
    column: str
    moves: tuple[Move[S], ...]
    since: str | None = None

    def allows(self, from_state: S, to_state: S) -> bool:
        """Whether some action moves the axis from the one state to the other."""
        return from_state != to_state and any(
            (move.from_state, move.to_state) == (from_state, to_state) for move in self.moves
        )

    def takes(self, state: S, action: str) -> bool:
        """Whether the action can be taken in this state."""
        return any((move.from_state, move.action) == (state, action) for move in self.moves)

    def actions(self, state: S) -> tuple[str, ...]:
        """What can be done in a state, in the order in which it is written down."""
        return tuple(dict.fromkeys(move.action for move in self.moves if move.from_state == state))


def moves_of(action: str, *pairs: tuple[S, S]) -> tuple[Move[S], ...]:
    """The moves of one action."""
    return tuple(Move(action, from_state, to_state) for from_state, to_state in pairs)


def stays_in(action: str, *states: S) -> tuple[Move[S], ...]:
    """An action that needs one of these states and changes none."""
    return tuple(Move(action, state, state) for state in states)
