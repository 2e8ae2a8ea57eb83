"""The boundary that runs commands: one call, one transaction, one outcome."""

import asyncio
import contextvars
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from chassis import consistency, idempotency, retries
from chassis.auth import Identity
from chassis.clock import business_date
from chassis.documents.store import StoreUnavailableError
from chassis.errors import Fault, internal
from chassis.journal import Origin
from chassis.log import logger
from chassis.outcome import Ids, Outcome
from chassis.runtime import Runtime
from chassis.scope import resolve
from chassis.telemetry.commands import watched
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput, validated

Command = Callable[[Any, Any], Ids]
"""`(UnitOfWork, input model) -> ids`; the annotation of its second parameter is the input's model."""


@dataclass(frozen=True)
class Call:
    """Who calls, under which key; `validate_only` does everything but the commit."""

    identity: Identity
    idempotency_key: str
    correlation_id: str
    validate_only: bool = False
    consistency: str | None = None


async def execute(runtime: Runtime, command: Command, raw: Mapping[str, Any], call: Call) -> Outcome:
    """Run a command in the command threads.

    What it refuses is in the outcome's errors and leaves nothing behind. Raises RequestFault: SUBGRAPH_UNAVAILABLE
    where the database does not answer, INTERNAL for a bug (logged, masked).
    """
    if (fault := await consistency.missing(runtime, call.consistency)) is not None:
        return Outcome(errors=(fault,))
    context = contextvars.copy_context()
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(runtime.threads, context.run, _watched, runtime, command, raw, call)


def _watched(runtime: Runtime, command: Command, raw: Mapping[str, Any], call: Call) -> Outcome:
    with watched(command) as run:
        return run.came_to(_answer(runtime, command, raw, call), call.validate_only)


def _answer(runtime: Runtime, command: Command, raw: Mapping[str, Any], call: Call) -> Outcome:
    try:
        idempotency.require_key(call.idempotency_key)
        return _persist(runtime, command, raw, call)
    except RefusedInput as refused:
        return Outcome(errors=refused.faults)
    except Fault as fault:
        return Outcome(errors=(fault,))
    except (DBAPIError, PoolTimeoutError) as error:
        return _failed(error, call)
    except StoreUnavailableError as error:
        logger(__name__).warning("the file store did not answer", reason=str(error))
        raise retries.files_unavailable() from error
    except Exception as error:
        raise _masked(error, call) from error


def _persist(runtime: Runtime, command: Command, raw: Mapping[str, Any], call: Call) -> Outcome:
    """Run the transaction, and again where the database asks for it; repeating is safe because of the key."""
    for attempt in range(retries.ATTEMPTS - 1):
        try:
            return _transact(runtime, command, raw, call)
        except DBAPIError as error:
            if not retries.is_worth_another_attempt(error):
                raise
            logger(__name__).warning("command is run again", attempt=attempt + 1, reason=retries.sqlstate(error))
            time.sleep(retries.pause_before(attempt))
    return _transact(runtime, command, raw, call)


def _transact(runtime: Runtime, command: Command, raw: Mapping[str, Any], call: Call) -> Outcome:
    with runtime.session() as session:
        now = runtime.clock.now(session)
        cmd = validated(_input_model(command), raw, business_date(now))
        table = runtime.service.tables.idempotency
        key = _key(runtime, command, cmd, call)
        if (earlier := idempotency.claim(session, table, key, now)) is not None:
            return Outcome.restored(earlier)
        uow = runtime.unit(session, resolve(session, runtime.service, call.identity), Origin(now, call.correlation_id))
        outcome = _attempt(uow, command, cmd, call)
        if call.validate_only:
            return outcome
        if not outcome.errors:
            idempotency.settle(session, table, key, outcome.stored())
            session.commit()
    _clear_up(uow)
    return outcome


def _attempt(uow: UnitOfWork, command: Command, cmd: BaseModel, call: Call) -> Outcome:
    uow.reason = getattr(cmd, "reason", None)
    try:
        ids = command(uow, cmd)
        uow.finish()
    except Fault as fault:
        return Outcome(verdicts=uow.verdicts, errors=(fault,))
    if call.validate_only:
        return Outcome(verdicts=uow.verdicts)
    return Outcome(ids, uow.verdicts, consistency_token=consistency.token_of(uow.events))


def _clear_up(uow: UnitOfWork) -> None:
    """What fails here leaves something lying about, but changes nothing of the outcome."""
    for action in uow.afterwards:
        try:
            action()
        except StoreUnavailableError as error:
            logger(__name__).warning("something was left behind", reason=str(error))


def _key(runtime: Runtime, command: Command, cmd: BaseModel, call: Call) -> idempotency.Key:
    asked = [command.__name__, cmd.model_dump(mode="json")]
    return idempotency.Key(call.identity.subject, call.idempotency_key, runtime.digests.raw(asked))


@cache
def _input_model(command: Command) -> type[BaseModel]:
    hints = get_type_hints(command)
    model: type[BaseModel] = [hint for name, hint in hints.items() if name != "return"][1]
    return model


def _failed(error: DBAPIError | PoolTimeoutError, call: Call) -> Outcome:
    fault = retries.refusal(error)
    if fault is not None:
        logger(__name__).info("the database refused the input", reason=str(error))
        return Outcome(errors=(fault,))
    if retries.is_overload(error):
        logger(__name__).warning("the database did not answer", reason=str(error))
        raise retries.unavailable() from error
    raise _masked(error, call) from error


def _masked(error: Exception, call: Call) -> Exception:
    logger(__name__).error("a command failed", exc_info=error)
    return internal(call.correlation_id)
