import json
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

Value = TypeVar("Value", int, str)


class KeptValues(Generic[Value]):
    """Values chosen once and kept in a JSON file that only its owner may read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._values: dict[str, Value] = json.loads(path.read_text()) if path.exists() else {}

    def get(self, name: str, choose: Callable[[], Value]) -> Value:
        """The kept value; the first time `choose` makes it and it is written at once."""
        with self._lock:
            if name not in self._values:
                self._values[name] = choose()
                self._write()
            return self._values[name]

    def values(self) -> dict[str, Value]:
        """All that was chosen so far."""
        return dict(self._values)

    def _write(self) -> None:
        written = self._path.with_suffix(".new")
        written.touch(mode=0o600)
        written.write_text(json.dumps(self._values, indent=2, sort_keys=True) + "\n")
        written.rename(self._path)


class Credentials:
    """Passwords and keys of one stack, made on first use."""

    def __init__(self, path: Path) -> None:
        self._kept: KeptValues[str] = KeptValues(path)

    def get(self, name: str) -> str:
        """32 random letters, digits, '-' or '_', safe inside a URL; never starts with '-'."""
        return self._kept.get(name, lambda: "k" + secrets.token_urlsafe(24)[:31])

    def adopt(self, name: str, value: str) -> None:
        """Keep a key that came with data. Raises ValueError where there is another already."""
        if self._kept.get(name, lambda: value) != value:
            raise ValueError(f"there is another key called {name!r} already")
