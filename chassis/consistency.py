"""Read your writes across services: a token names the events of a command, a neighbour waits until it has them."""

import asyncio
import base64
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson
from kafka.partitioner.default import murmur2
from sqlalchemy import func, select, tuple_

from chassis.errors import Fault, RequestCode, RequestFault, replica_behind
from chassis.journal import Recorded
from chassis.kafka import PARTITIONS
from chassis.runtime import Runtime

WAIT_SECONDS = 2.0
LOOK_EVERY_SECONDS = 0.01

Awaited = list[tuple[str, UUID]]


def token_of(events: Sequence[Recorded]) -> str | None:
    """Opaque token of a command's events, None if it recorded none.

    Within one partition a consumer keeps the order, so the last event of each type and partition stands for all
    and a large import still has a short token.
    """
    last = {(event.type, _partition(event.key)): event for event in events}
    if not last:
        return None
    named = [[event.type, event.event_id.hex] for event in last.values()]
    return base64.urlsafe_b64encode(orjson.dumps(named)).decode().rstrip("=")


def awaited_events(header: str) -> Awaited:
    """Types and ids that a header names; several tokens may stand in it, separated by commas."""
    return [event for token in header.split(",") if token.strip() for event in _read(token.strip())]


async def has_arrived(runtime: Runtime, header: str | None) -> bool:
    """Wait up to 2 s until every handler of this service has had the events that concern it."""
    awaited = _rows_awaited(runtime, awaited_events(header) if header else [])
    deadline = asyncio.get_running_loop().time() + WAIT_SECONDS
    while awaited and not await _all_in_inbox(runtime, awaited):
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    return True


async def require_arrived(runtime: Runtime, header: str | None) -> None:
    """For reads: a top-level REPLICA_BEHIND if the events have not arrived in time."""
    if not await has_arrived(runtime, header):
        fault = behind()
        raise RequestFault(RequestCode.REPLICA_BEHIND, fault.message, fault.message_en)


def behind() -> Fault:
    """The refusal of a command whose token is ahead of this service."""
    return replica_behind("您刚才办理事项", "change you have just made")


def _partition(key: bytes) -> int:
    return int(murmur2(key) & 0x7FFFFFFF) % PARTITIONS


def _read(token: str) -> Awaited:
    try:
        named = orjson.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        return [(str(event_type), UUID(hex=event_id)) for event_type, event_id in named]
    except (ValueError, TypeError, AttributeError) as error:
        raise RequestFault(
            RequestCode.INVALID_INPUT,
            "一致性令牌无法识别,请原样发回办理结果中的令牌",
            "The consistency token cannot be read; send back the one of the payload unchanged",
        ) from error


def _rows_awaited(runtime: Runtime, events: Awaited) -> Awaited:
    service = runtime.service
    return [(handler.name, event_id) for event_type, event_id in events for handler in service.handlers_of(event_type)]


async def _all_in_inbox(runtime: Runtime, awaited: Iterable[tuple[str, UUID]]) -> bool:
    inbox = runtime.service.tables.inbox.c
    wanted: set[Any] = set(awaited)
    found = select(func.count()).where(tuple_(inbox.handler, inbox.event_id).in_(list(wanted)))
    async with runtime.reads.connect() as connection:
        return bool((await connection.execute(found)).scalar_one() == len(wanted))
