"""Declarations of what a service consumes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from published.envelope import Envelope
from published.event import Event

if TYPE_CHECKING:
    from chassis.uow import UnitOfWork

Run = Callable[["UnitOfWork", Envelope, Any], None]
"""`(unit of work, envelope, event)`; the event is one of those that the handler consumes."""


@dataclass(frozen=True)
class Handler:
    """A function that one or more event types are given to, under a name that never changes.

    The name keys the inbox: a renamed handler would see every event again.
    """

    name: str
    events: tuple[type[Event], ...]
    run: Run
    keeps: Any = None
    """The replica that it fills and nothing else; only such a handler can be run again from the beginning."""

    @property
    def types(self) -> frozenset[str]:
        """Event types it consumes."""
        return frozenset(event.type for event in self.events)


def consumes(*events: type[Event], keeps: Any = None) -> Callable[[Run], Handler]:
    """Declare a handler of these event models; it runs in one transaction with its inbox row.

    One that does no more than `keeps` a replica may see every event again after a rebuild. Events of different
    aggregates come in any order.
    """

    def declare(run: Run) -> Handler:
        return Handler(run.__name__, events, run, keeps)

    return declare
