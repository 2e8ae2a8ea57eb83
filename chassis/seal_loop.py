"""The worker's loop around the sealer."""

import threading

from chassis.leader import SEAL_LOCK, Leader
from chassis.part import DATABASE_FAILURES, STAND_BY_SECONDS, Pause, require_passing
from chassis.runtime import Runtime
from chassis.sealer import Sealer


class SealLoop:
    """Seals as long as this process leads, and stands by otherwise."""

    name = "sealer"

    def __init__(self, runtime: Runtime, sealed: threading.Event) -> None:
        self._runtime = runtime
        self._sealed = sealed
        self.ready = False

    def run(self, stop: threading.Event) -> None:
        """Compete for the lock and lead; begin again after a lost connection."""
        pause = Pause()
        while not stop.is_set():
            try:
                with Leader.compete(self._runtime.engine, SEAL_LOCK) as leader:
                    self.ready = True
                    pause.reset()
                    self._lead(leader, stop)
            except DATABASE_FAILURES as error:
                self.ready = False
                require_passing(error, self.name)
                pause.wait(stop)

    def _lead(self, leader: Leader | None, stop: threading.Event) -> None:
        if leader is None:
            stop.wait(STAND_BY_SECONDS)
            return
        sealer = Sealer(leader, self._runtime.service, self._runtime.clock)
        interval = self._runtime.settings.seal_interval_ms / 1000
        while not stop.is_set():
            if sealer.seal_new():
                self._sealed.set()
            else:
                stop.wait(interval / 4 if sealer.waits else interval)
