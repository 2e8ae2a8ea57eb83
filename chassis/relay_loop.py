"""The worker's loop around the relay; apart from the sealer's, so that a broker that is away holds up no seal."""

import threading

from chassis.kafka import ensure_topics
from chassis.leader import RELAY_LOCK, Leader
from chassis.part import BROKER_FAILURES, DATABASE_FAILURES, STAND_BY_SECONDS, Pause, require_passing
from chassis.relay import Relay
from chassis.runtime import Runtime

LOOK_EVERY_SECONDS = 0.05
"""Where another process seals; the own sealer wakes the relay at once."""


class RelayLoop:
    """Relays as long as this process leads, and stands by otherwise."""

    name = "relay"

    def __init__(self, runtime: Runtime, sealed: threading.Event) -> None:
        self._runtime = runtime
        self._sealed = sealed
        self._pause = Pause()
        self.ready = False

    def run(self, stop: threading.Event) -> None:
        """Compete for the lock and lead; begin again where it stopped after a failure of broker or database."""
        while not stop.is_set():
            try:
                with Leader.compete(self._runtime.engine, RELAY_LOCK) as leader:
                    self._lead(leader, stop)
            except (*DATABASE_FAILURES, *BROKER_FAILURES) as error:
                self.ready = False
                require_passing(error, self.name)
                self._pause.wait(stop)

    def _lead(self, leader: Leader | None, stop: threading.Event) -> None:
        if leader is None:
            self.ready = True
            stop.wait(STAND_BY_SECONDS)
            return
        service, settings = self._runtime.service, self._runtime.settings
        ensure_topics(settings, [service.topic(settings.topic_prefix)])
        relay = Relay(leader, service, settings)
        try:
            self._relay(relay, stop)
        finally:
            relay.close()

    def _relay(self, relay: Relay, stop: threading.Event) -> None:
        while not stop.is_set():
            self._sealed.clear()
            moved = relay.relay_new()
            self.ready = True
            self._pause.reset()
            if not moved:
                self._sealed.wait(LOOK_EVERY_SECONDS)
