"""Runs an application of ours until the process is told to stop."""

import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import uvicorn

from chassis.sse import Streams
from chassis.telemetry import tracing

STARTUP_FAILURE = 3


class _Server(uvicorn.Server):
    """Waits for open requests when it stops, but not for streams, which would go on for hours."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        super().__init__(config)
        self._streams = streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Complete the streams, let everything else end, send the last traces."""
        self._streams.end_all()
        await super().shutdown(sockets)
        tracing.close()


def server(app: Any, host: str, port: int, streams: Streams, proxies: Sequence[str] = ()) -> uvicorn.Server:
    """A server that completes these streams when it stops.

    X-Forwarded-For says who the client is only if it comes from one of the proxies: addresses or networks.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="uvloop",
        log_config=None,
        access_log=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
    )
    return _Server(config, streams)


def run(app: Any, host: str, port: int, streams: Streams, proxies: Sequence[str] = ()) -> None:
    """Serve until SIGTERM or SIGINT; the exit code is 3 if it did not even start."""
    running = server(app, host, port, streams, proxies)
    with suppress(KeyboardInterrupt):
        running.run()
    if not running.started:
        sys.exit(STARTUP_FAILURE)
