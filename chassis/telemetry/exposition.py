"""`/metrics` of a process: on a port of its own, so that whoever may reach the process need not be let in there."""

from collections.abc import Sequence

from prometheus_client import REGISTRY, start_http_server
from prometheus_client.registry import Collector

from chassis.settings import CommonSettings


def serve_metrics(settings: CommonSettings, collectors: Sequence[Collector] = ()) -> None:
    """Answer Prometheus in a thread of its own until the process ends; nothing where no port is set.

    `collectors` are asked at every scrape, in that thread. Raises OSError where the port is taken.
    """
    if not settings.metrics_port:
        return
    for collector in collectors:
        REGISTRY.register(collector)
    start_http_server(settings.metrics_port, settings.metrics_host)
