"""A receiver of OTLP over HTTP, as a collector of traces has one."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from deploy.embedded.ports import LOOPBACK

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Told:
    """A finished span; `process` is the resource's service.name."""

    process: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str


class Collector:
    def __init__(self, address: str) -> None:
        self.address = address
        self.spans: list[Told] = []

    def take(self, body: bytes) -> None:
        for each in ExportTraceServiceRequest.FromString(body).resource_spans:
            resource = {attribute.key: attribute.value.string_value for attribute in each.resource.attributes}
            self.spans += [
                Told(
                    resource["service.name"],
                    span.name,
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                )
                for scope in each.scope_spans
                for span in scope.spans
            ]

    def until(self, found: Callable[[list[Told]], bool]) -> list[Told]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not found(self.spans):
            assert time.monotonic() < deadline, sorted({(span.process, span.name) for span in self.spans})
            time.sleep(0.05)
        return self.spans

    def one(self, process: str, name: str) -> Told:
        (span,) = (each for each in self.spans if (each.process, each.name) == (process, name))
        return span


@contextmanager
def collector() -> Iterator[Collector]:
    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/traces":
                found.take(body)
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((LOOPBACK, 0), Receiver)
    found = Collector(f"http://{LOOPBACK}:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
