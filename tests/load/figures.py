"""How measurements are summed up and said."""

import os
import resource
import statistics
from collections.abc import Sequence
from pathlib import Path

from tests.harness.deployment import Deployment

TICKS = os.sysconf("SC_CLK_TCK")


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


def processor_seconds(deployment: Deployment) -> dict[str, float]:
    """User and system time of each of our processes so far, of the generators that have ended, of everything."""
    running = {name: process.pid for name, process in deployment.processes.items() if process.pid is not None}
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, nice, system = map(int, Path("/proc/stat").read_text().split()[1:4])
    spent = {name: process_seconds(pid) for name, pid in running.items()}
    return spent | {"generator": ended.ru_utime + ended.ru_stime, "the machine": (user + nice + system) / TICKS}


def process_seconds(pid: int) -> float:
    """User and system time that a process has spent."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
