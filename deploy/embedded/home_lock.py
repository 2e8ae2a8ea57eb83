import fcntl
import os
from typing import IO

from deploy.embedded.child import PidFile
from deploy.embedded.layout import Layout


class AlreadyRunningError(Exception):
    """Another process runs a stack on this home folder."""


class HomeLock:
    """One process at a time runs the stack of a home folder; the kernel frees the lock however that process ends."""

    def __init__(self, layout: Layout) -> None:
        self._home = layout.home
        self._path = layout.run / "lock"
        self._file: IO[str] | None = None
        self.pid_file = PidFile(layout.run / "stack.pid")

    def acquire(self) -> None:
        """Raises AlreadyRunningError."""
        lock = self._path.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            message = f"the stack in {self._home} runs already (process {self.pid_file.pid()}); stop it first"
            raise AlreadyRunningError(message) from error
        self._file = lock
        self.pid_file.write(os.getpid())

    def release(self) -> None:
        """Does nothing if it was not acquired."""
        if self._file is not None:
            self.pid_file.remove()
            self._file.close()
            self._file = None
