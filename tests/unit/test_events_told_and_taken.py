"""Whoever consumes an event can rely on somebody telling it."""

from cli import inventory
from published.catalogue import EVENTS_BY_SERVICE


def test_every_consumed_event_is_told_by_its_service() -> None:
    told = inventory.told()
    untold = {event.type: takers for event, takers in inventory.consumed().items() if event not in told}
    assert untold == {}


def test_every_published_event_is_told() -> None:
    told = inventory.told()
    for service, events in EVENTS_BY_SERVICE.items():
        for event in events:
            assert told[event].startswith(f"services.{service}."), event.type
