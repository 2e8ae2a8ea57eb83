"""How measurements are summed up and said."""

import os
import statistics
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def spread(seconds: Sequence[float]) -> str:
    """p50, p99 and the largest of some durations, in ms."""
    if not seconds:
        return "nothing measured"
    p50, p99, top = (value * 1000 for value in (statistics.median(seconds), percentile(seconds, 0.99), max(seconds)))
    return f"p50 {p50:7.1f} ms, p99 {p99:7.1f} ms, max {top:7.1f} ms"


def machine() -> str:
    """What else the machine was doing: its cores, and how many processes wanted one in the last minute."""
    return f"{os.cpu_count()} cores for everything, load {os.getloadavg()[0]:.1f}"
