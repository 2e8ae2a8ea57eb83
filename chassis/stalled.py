"""Work that failed and is tried again, later each time."""

import time
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

FIRST_RETRY_SECONDS = 0.2
LAST_RETRY_SECONDS = 30.0

Key = TypeVar("Key", bound=Hashable)


class Stalled(Generic[Key]):
    """What failed, such as a partition or a job, and when each is tried again."""

    def __init__(self) -> None:
        self._failures: dict[Key, int] = {}
        self._due: dict[Key, float] = {}

    @property
    def failing(self) -> frozenset[Key]:
        """Those that have not succeeded since they failed."""
        return frozenset(self._failures)

    @property
    def waiting(self) -> frozenset[Key]:
        """Those that are to be tried again later, and what is behind them after that."""
        return frozenset(self._due)

    def failed(self, key: Key) -> float:
        """Note a failure; seconds until the next attempt: 0.2, doubling, at most 30."""
        count = self._failures.get(key, 0)
        wait = min(FIRST_RETRY_SECONDS * (1 << count), LAST_RETRY_SECONDS)
        self._failures[key] = min(count + 1, 10)
        self._due[key] = time.monotonic() + wait
        return wait

    def succeeded(self, keys: Iterable[Key]) -> None:
        """They work again."""
        for key in keys:
            self._failures.pop(key, None)

    def take_due(self) -> list[Key]:
        """Those whose time has come."""
        due = [key for key, at in self._due.items() if at <= time.monotonic()]
        for key in due:
            del self._due[key]
        return due
