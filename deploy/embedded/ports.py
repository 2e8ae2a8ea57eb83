import secrets
import socket
from pathlib import Path

from deploy.embedded.kept import KeptValues

LOOPBACK = "127.0.0.1"
# Below the range from which Linux and macOS draw the ports of outgoing connections: a kept port stays free.
LOWEST, HIGHEST = 18000, 30000


class PortTakenError(Exception):
    """Another program listens on a port that the stack chose earlier."""


def is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


class Ports:
    """Loopback ports by name, chosen once and kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: KeptValues[int] = KeptValues(path)

    def get(self, name: str) -> int:
        """A port that was free when it was first asked for."""
        return self._kept.get(name, self._choose)

    def require_free(self, names: list[str]) -> None:
        """Raises PortTakenError naming the first port of `names` that something else holds."""
        for name in names:
            if not is_free(self.get(name)):
                raise PortTakenError(
                    f"port {self.get(name)} ({name}) is in use by another program: stop that program, "
                    f"or remove the line {name!r} from {self._path} and start again"
                )

    def _choose(self) -> int:
        taken = set(self._kept.values().values())
        while True:
            port = LOWEST + secrets.randbelow(HIGHEST - LOWEST)
            if port not in taken and is_free(port):
                return port
