from collections import deque
from pathlib import Path


class RotatingLog:
    """What a part prints, in a file that is set aside as `.1` when it grows too big; the last lines are at hand."""

    def __init__(self, path: Path, limit: int = 8 * 1024 * 1024) -> None:
        self.path = path
        self._limit = limit
        self._file = path.open("ab")
        self._tail: deque[str] = deque(maxlen=12)

    def write(self, chunk: bytes) -> None:
        """Append and flush."""
        self._file.write(chunk)
        self._file.flush()
        self._tail.extend(chunk.decode(errors="replace").splitlines())
        if self._file.tell() > self._limit:
            self._rotate()

    def tail(self) -> str:
        """The last dozen lines."""
        return "\n".join(self._tail)

    def close(self) -> None:
        """No more is written."""
        self._file.close()

    def _rotate(self) -> None:
        self._file.close()
        self.path.replace(self.path.with_name(self.path.name + ".1"))
        self._file = self.path.open("ab")
