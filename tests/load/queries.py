"""Requests per second of each README example, and what the gateway spends on one."""

import asyncio
import statistics
import time
from typing import Any

import aiohttp

from deploy.embedded.processes import GATEWAY
from tests.harness.deployment import Deployment
from tests.journeys.readme import Example, examples
from tests.load.figures import process_seconds

CONNECTIONS = 8


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
    gateway = deployment.processes[GATEWAY].pid
    assert gateway is not None
    print(f"{'example':<70} {'req/s':>7} {'p50 ms':>7} {'gateway CPU ms/req':>19}")
    for example in examples():
        before = process_seconds(gateway)
        rate, p50 = asyncio.run(throughput(deployment, example, seconds))
        spent = (process_seconds(gateway) - before) / max(rate * seconds, 1) * 1000
        print(f"{example.title[:70]:<70} {rate:>7.0f} {p50:>7.1f} {spent:>19.2f}")
