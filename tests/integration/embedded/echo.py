"""A throw-away program that answers /readyz and tells what it was started with: python -m … (JIADI_PORT)."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Echo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        settings = {name: value for name, value in os.environ.items() if name.startswith("JIADI_")}
        body = json.dumps({"pid": os.getpid(), "settings": settings}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        print(format % arguments, flush=True)  # noqa: T201


if __name__ == "__main__":
    print("echo starts", flush=True)  # noqa: T201
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["JIADI_PORT"])), Echo).serve_forever()
