"""Exit code 0 if the process of this container answers /readyz with 200. Runs every few seconds: it imports little."""

import socket
import sys

PORT, PATIENCE_SECONDS = 8000, 4
ASK = b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n"


def ready(port: int = PORT) -> bool:
    """Whether somebody on this machine's loopback says so."""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as asked:
            asked.sendall(ASK)
            with asked.makefile("rb") as answer:
                return answer.read().split(b" ", 2)[1:2] == [b"200"]
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(not ready())
