"""What a worker is made of: loops that run in threads of their own until the worker stops."""

import threading
from typing import Protocol

from kafka.errors import KafkaConfigurationError, KafkaError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from chassis.log import logger
from chassis.retries import is_overload

STAND_BY_SECONDS = 0.5
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0

DATABASE_FAILURES = (DBAPIError, PoolTimeoutError)
BROKER_FAILURES = (KafkaError, TimeoutError)


class Part(Protocol):
    """One loop of a worker. What it raises ends the worker."""

    name: str

    @property
    def ready(self) -> bool:
        """Whether it reaches what it needs."""

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set."""


class Pause:
    """Waits longer each time, as long as something that goes away by itself has not gone away."""

    def __init__(self) -> None:
        self._seconds = FIRST_PAUSE_SECONDS

    def reset(self) -> None:
        """It works again."""
        self._seconds = FIRST_PAUSE_SECONDS

    def wait(self, stop: threading.Event) -> None:
        """From 0.1 s, doubling, up to 2 s; at once when the worker stops."""
        stop.wait(self._seconds)
        self._seconds = min(self._seconds * 2, LONGEST_PAUSE_SECONDS)


def require_passing(error: Exception, part: str) -> None:
    """Let the caller wait where database or broker come back by themselves; raise what no waiting mends."""
    if isinstance(error, DATABASE_FAILURES):
        passing = is_overload(error)
    else:
        passing = not isinstance(error, KafkaConfigurationError)
    if not passing:
        raise error
    logger(__name__).warning("waiting for the database or the broker", part=part, reason=repr(error))
