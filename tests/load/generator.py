"""Offers commands at a steady rate, whatever becomes of them: `python -m tests.load.generator`, a process of its own.

It reads an Offer as JSON from standard input and prints what it did as JSON. The environment is that of the service's
API, so that the command's boundary can be entered in this process; with `address` the commands go over HTTP instead.
"""

import asyncio
import importlib
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import orjson
from pydantic import BaseModel
from pydantic.alias_generators import to_snake

from chassis import log
from chassis.auth import Grant, Identity
from chassis.commands import Call, execute
from chassis.runtime import Runtime
from chassis.settings import ServiceSettings
from chassis.tables import new_id

Give = Callable[[], Awaitable[list[str]]]
"""One command; the codes of its refusal."""


class Offer(BaseModel):
    """Which command is given with which input (as GraphQL has it), how often a second, for how many seconds.

    `module` and `function` name the command and `service` whose it is; `grant` is its giver's role and region.
    `address`, `document` and `token` say how it is asked for over HTTP.
    """

    service: str
    module: str
    function: str
    given: dict[str, Any]
    grant: tuple[str, str]
    rate: float
    seconds: float
    address: str | None = None
    document: str = ""
    token: str = ""


class Done(BaseModel):
    """Seconds from the moment each command was due until it was answered, and what was refused."""

    answered: list[float]
    refused: list[str]
    seconds: float


async def _offer(offer: Offer, give: Give) -> Done:
    done = Done(answered=[], refused=[], seconds=0.0)
    began = time.perf_counter()
    tasks = []
    for number in range(int(offer.rate * offer.seconds)):
        due = began + number / offer.rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(_one(give, due, done)))
    await asyncio.gather(*tasks)
    done.seconds = time.perf_counter() - began
    return done


async def _one(give: Give, due: float, done: Done) -> None:
    done.refused += await give()
    done.answered.append(time.perf_counter() - due)


async def _in_process(offer: Offer) -> Done:
    runtime = Runtime(importlib.import_module(f"services.{offer.service}.service").SERVICE, ServiceSettings())
    command = getattr(importlib.import_module(offer.module), offer.function)
    role, region = offer.grant
    identity, given = Identity("offering", "压力测试", (Grant(role, region),)), _snake(offer.given)

    async def give() -> list[str]:
        outcome = await execute(runtime, command, given, Call(identity, str(new_id()), "of-the-load"))
        return [fault.code.value for fault in outcome.errors]

    await give()  # the first one pays for connections and compiled statements
    try:
        return await _offer(offer, give)
    finally:
        await runtime.close()


async def _over_http(offer: Offer) -> Done:
    headers = {"Authorization": f"Bearer {offer.token}"}
    async with aiohttp.ClientSession(headers=headers, connector=aiohttp.TCPConnector(limit=64)) as session:

        async def give() -> list[str]:
            body = {"query": offer.document, "variables": {"input": offer.given, "key": str(new_id())}}
            async with session.post(f"{offer.address}/graphql", json=body) as response:
                answer = await response.json()
            errors = answer.get("errors") or next(iter(answer["data"].values()))["errors"]
            return [str(error.get("code") or error["message"]) for error in errors]

        await give()
        return await _offer(offer, give)


def _snake(value: Any) -> Any:
    """Names as a command's boundary takes them."""
    if isinstance(value, dict):
        return {to_snake(name): _snake(inside) for name, inside in value.items()}
    return [_snake(inside) for inside in value] if isinstance(value, list) else value


def main() -> None:
    """Entry point."""
    offer = Offer.model_validate_json(sys.stdin.buffer.read())
    log.configure("generator", "WARNING")
    done = asyncio.run(_over_http(offer) if offer.address else _in_process(offer))
    sys.stdout.buffer.write(orjson.dumps(done.model_dump()))


if __name__ == "__main__":
    main()
