"""`/livez` and `/readyz` of a process that has no web server otherwise."""

import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import orjson

Checks = Callable[[], Mapping[str, bool]]


def serve_health(host: str, port: int, alive: Checks, ready: Checks) -> ThreadingHTTPServer:
    """Answer 200 or 503 with each part's state as JSON, in a thread of its own."""
    answers = {"/livez": alive, "/readyz": ready}

    class Handler(BaseHTTPRequestHandler):
        """Reads two fixed paths."""

        def do_GET(self) -> None:
            """Answer a probe."""
            check = answers.get(self.path)
            states = check() if check else {}
            self.send_response(404 if check is None else 200 if all(states.values()) else 503)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(orjson.dumps(states))

        def log_message(self, *_: object) -> None:
            """Probes are not worth a line."""

    server = ThreadingHTTPServer((host, port), Handler)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
