"""Connections of a process to its database."""

from collections.abc import Iterable

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Pool, QueuePool


class Pools(Collector):
    """Size and use of pools by name; where all are in use, whoever comes next waits, at most 10 s."""

    def __init__(self, **pools: Pool) -> None:
        self._pools = {name: pool for name, pool in pools.items() if isinstance(pool, QueuePool)}

    def collect(self) -> Iterable[Metric]:
        """As they are at this moment."""
        size = GaugeMetricFamily("jiadi_database_pool_size", "Most connections of a pool", labels=["pool"])
        used = GaugeMetricFamily("jiadi_database_pool_in_use", "Connections that are given out", labels=["pool"])
        for name, pool in self._pools.items():
            size.add_metric([name], pool.size())
            used.add_metric([name], pool.checkedout())
        return [size, used]
