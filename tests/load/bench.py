"""Timings on this machine: `python -m tests.load.bench [--seconds N]`. Nothing asserts on them.

Prints commit-to-visible latency, and per README example the requests per second and the gateway's CPU per request.
"""

import argparse
import asyncio
import os
import statistics
import time
from pathlib import Path
from typing import Any

import aiohttp

from deploy.embedded.processes import GATEWAY
from tests.harness.deployment import Deployment
from tests.harness.run import FOLDER_VARIABLE, Run, RunOwner
from tests.journeys.conftest import load_sample
from tests.journeys.readme import Example, examples
from tests.journeys.story.library import declaration
from tests.journeys.story.money import parties
from tests.journeys.story.telling import Story

CONNECTIONS = 8
ROUNDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(deployment: Deployment) -> float:
    """User and system time that the gateway has spent."""
    pid = deployment.processes[GATEWAY].pid
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def latency(story: Story) -> None:
    """From the answer of `projectDeclare` until funds, asked at once with its token, has taken it in."""
    deployment, waits = story.deployment, []
    for _ in range(ROUNDS):
        token = story.client.do("DeclareProject", "village_clerk", declaration(story))["consistencyToken"]
        started = time.perf_counter()
        deployment.graphql("{ __typename }", consistency=token, at="funds")
        waited = time.perf_counter() - started
        started = time.perf_counter()
        deployment.graphql("{ __typename }", consistency=token, at="funds")
        waits.append((waited - (time.perf_counter() - started)) * 1000)
    p50, p99 = statistics.median(waits), percentile(waits, 0.99)
    print(f"commit to visible in the neighbour: p50 {p50:.1f} ms, p99 {p99:.1f} ms, {ROUNDS} rounds")


async def throughput(deployment: Deployment, example: Example, seconds: float) -> tuple[float, float]:
    """Requests per second and p50 in ms of one example over several connections."""
    address = f"{deployment.wiring.url(GATEWAY)}/graphql"
    headers = {"Authorization": f"Bearer {deployment.token(example.persona)}"}
    deadline, times = time.perf_counter() + seconds, []

    async def one(session: aiohttp.ClientSession) -> None:
        while time.perf_counter() < deadline:
            started = time.perf_counter()
            async with session.post(address, json={"query": example.document}, headers=headers) as response:
                answer: dict[str, Any] = await response.json()
            if "errors" in answer:
                raise SystemExit(f"{example.title}: {answer['errors']}")
            times.append(time.perf_counter() - started)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(one(session) for _ in range(CONNECTIONS)))
    return len(times) / seconds, statistics.median(times) * 1000


def queries(deployment: Deployment, seconds: float) -> None:
    """The README's examples, one after the other."""
    print(f"{'example':<70} {'req/s':>7} {'p50 ms':>7} {'gateway CPU ms/req':>19}")
    for example in examples():
        before = cpu_seconds(deployment)
        rate, p50 = asyncio.run(throughput(deployment, example, seconds))
        spent = (cpu_seconds(deployment) - before) / max(rate * seconds, 1) * 1000
        print(f"{example.title[:70]:<70} {rate:>7.0f} {p50:>7.1f} {spent:>19.2f}")


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    seconds = parser.parse_args().seconds
    owner = None if FOLDER_VARIABLE in os.environ else RunOwner()
    try:
        with Deployment.start(Run.current()) as deployment:
            load_sample(deployment)
            story = Story(deployment)
            parties(story)
            latency(story)
            queries(deployment, seconds)
    finally:
        if owner:
            owner.close()


if __name__ == "__main__":
    main()
