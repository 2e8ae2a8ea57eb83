"""Read your writes across services: a token names the events of a command, a neighbour waits until it has them."""

import asyncio
import base64
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson
from kafka.partitioner.default import murmur2
from sqlalchemy import ColumnElement, Table, func, select, tuple_

from chassis.errors import ErrorCode, Fault, RequestCode, RequestFault, replica_behind
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


async def missing(runtime: Runtime, header: str | None) -> Fault | None:
    """Wait up to 2 s until every handler of this service has had the events that concern it.

    REPLICA_BEHIND if one has not arrived by then, EVENT_PARKED at once if one waits for the operator.
    """
    awaited = _rows_awaited(runtime, awaited_events(header) if header else [])
    deadline = asyncio.get_running_loop().time() + WAIT_SECONDS
    while awaited and not await _all_in(runtime, runtime.service.tables.inbox, awaited):
        if await _any_parked(runtime, awaited):
            return _parked()
        if asyncio.get_running_loop().time() > deadline:
            return replica_behind("您刚才办理事项", "change you have just made")
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    return None


async def require_arrived(runtime: Runtime, header: str | None) -> None:
    """For reads: the same as a top-level error."""
    fault = await missing(runtime, header)
    if fault is not None:
        raise RequestFault(RequestCode(fault.code.value), fault.message, fault.message_en)


def _parked() -> Fault:
    return Fault(
        ErrorCode.EVENT_PARKED,
        "您刚才办理的事项已记录,但相关部门的系统未能处理,请联系平台运维员",
        "What you have just done is recorded, but a neighbouring service could not take it in; tell the operator",
    )


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


async def _all_in(runtime: Runtime, table: Table, awaited: Iterable[tuple[str, UUID]]) -> bool:
    wanted = set(awaited)
    return await _found(runtime, table, wanted) == len(wanted)


async def _any_parked(runtime: Runtime, awaited: Iterable[tuple[str, UUID]]) -> bool:
    table = runtime.service.tables.parked
    return await _found(runtime, table, set(awaited), table.c.settled_at.is_(None)) > 0


async def _found(runtime: Runtime, table: Table, wanted: set[Any], *where: ColumnElement[bool]) -> int:
    named = tuple_(table.c.handler, table.c.event_id).in_(list(wanted))
    async with runtime.reads.connect() as connection:
        counted = await connection.execute(select(func.count()).where(named, *where))
        return int(counted.scalar_one())
