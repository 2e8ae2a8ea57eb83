"""The worker process of a service: seals, relays, consumes, runs jobs."""

import signal
import sys
import threading
from collections.abc import Sequence

from chassis import log
from chassis.consumer import ConsumeLoop
from chassis.health import serve_health
from chassis.part import Part
from chassis.relay_loop import RelayLoop
from chassis.runtime import Runtime
from chassis.schedule_loop import ScheduleLoop
from chassis.seal_loop import SealLoop
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.telemetry import tracing
from chassis.telemetry.exposition import serve_metrics
from chassis.telemetry.lag import Lags
from chassis.telemetry.pools import Pools

STOP_SECONDS = 10


class Worker:
    """Runs parts in threads until it is told to stop, or until one of them fails."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._stop = threading.Event()
        self._threads = {
            part.name: threading.Thread(target=self._run, args=(part,), name=part.name, daemon=True) for part in parts
        }
        self.failed = False

    def start(self) -> None:
        """Start every part."""
        for thread in self._threads.values():
            thread.start()

    def stop(self) -> None:
        """Ask every part to end."""
        self._stop.set()

    def wait(self) -> None:
        """Until it is stopped, then until the parts have ended, at most 10 s."""
        self._stop.wait()
        for thread in self._threads.values():
            thread.join(STOP_SECONDS)

    def alive(self) -> dict[str, bool]:
        """Which parts run."""
        return {name: thread.is_alive() for name, thread in self._threads.items()}

    def ready(self) -> dict[str, bool]:
        """Which parts reach what they need."""
        return {part.name: part.ready for part in self._parts}

    def _run(self, part: Part) -> None:
        try:
            part.run(self._stop)
        except Exception as error:
            log.logger(__name__).critical("a part of the worker failed", part=part.name, exc_info=error)
            self.failed = True
            self._stop.set()


def parts_of(runtime: Runtime) -> list[Part]:
    """The loops that a service needs."""
    sealed = threading.Event()
    parts: list[Part] = [SealLoop(runtime, sealed), RelayLoop(runtime, sealed)]
    if runtime.service.handlers:
        parts.append(ConsumeLoop(runtime))
    if runtime.service.jobs:
        parts.append(ScheduleLoop(runtime))
    return parts


def main(service: Service) -> None:
    """Entry point of `python -m services.<name>.worker`; ends on SIGTERM or SIGINT, with 1 if a part failed."""
    settings = ServiceSettings()
    log.configure(f"{service.name}-worker", settings.log_level)
    tracing.configure(f"{service.name}-worker")
    runtime = Runtime(service, settings)
    parts = parts_of(runtime)
    worker = Worker(parts)
    inboxes = [part.lag for part in parts if isinstance(part, ConsumeLoop)]
    serve_metrics(settings, [Lags(service, settings), Pools(write=runtime.engine.pool), *inboxes])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    worker.start()
    if settings.port:
        serve_health(settings.host, settings.port, worker.alive, worker.ready)
    worker.wait()
    runtime.close_writes()
    tracing.close()
    sys.exit(1 if worker.failed else 0)
