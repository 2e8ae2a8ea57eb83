"""Answers to operations: one for a query or a command, one after another for a subscription."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from graphql import GraphQLError
from sqlalchemy.exc import SQLAlchemyError
from strawberry.federation import Schema

from chassis import consistency, log, retries
from chassis.auth import Identity, unauthenticated
from chassis.documents.store import StoreUnavailableError
from chassis.errors import RequestFault, internal
from chassis.graph.context import NewsContext, ReadContext
from chassis.runtime import Runtime
from chassis.sse import Answer, Answers

REFUSALS = (RequestFault, SQLAlchemyError)


async def execute(schema: Schema, ctx: ReadContext, asked: Mapping[str, Any]) -> Answer:
    """The answer to a query or a command."""
    document = asked.get("query") or ""
    try:
        if not _mutates(document):
            await consistency.require_arrived(ctx.runtime, ctx.consistency)
        await ctx.open()
    except REFUSALS as error:
        return _refused(error)
    return _answer(await schema.execute(document, context_value=ctx, **_particulars(asked)))


async def subscribe(
    schema: Schema, runtime: Runtime, identity: Identity, token: str | None, asked: Mapping[str, Any]
) -> Answers:
    """Answers to a subscription, until it ends with an error: also when the identity's token has expired."""
    try:
        async with runtime.newsroom.reader(identity.subject) as reader:
            ctx = NewsContext(runtime, identity, reader, token)
            try:
                await _begin(ctx)
                yield None
                async with aclosing(_news(schema, ctx, asked)) as answers:
                    async for answer in answers:
                        yield answer
            finally:
                await ctx.close()
    except REFUSALS as error:
        yield _refused(error)


async def _begin(ctx: NewsContext) -> None:
    await consistency.require_arrived(ctx.runtime, ctx.consistency)
    await ctx.open()
    ctx.reader.seq = await ctx.newest_seal()
    await ctx.refresh()


async def _news(schema: Schema, ctx: NewsContext, asked: Mapping[str, Any]) -> Answers:
    """A connection to the database is given back before an answer goes to a client that may be slow."""
    results = await schema.subscribe(asked.get("query") or "", context_value=ctx, **_particulars(asked))
    async with aclosing(results):
        while True:
            async with _until_expired(ctx.identity):
                result: Any = await anext(results, None)
            if result is None:
                return
            await ctx.refresh()
            yield _answer(result)
            if result.data is None:
                return


@asynccontextmanager
async def _until_expired(identity: Identity) -> AsyncIterator[None]:
    """Raises UNAUTHENTICATED at the moment at which the token expires."""
    end = identity.expires_at
    try:
        async with asyncio.timeout(None if end is None else (end - datetime.now(UTC)).total_seconds()):
            yield
    except TimeoutError as error:
        raise unauthenticated("it has expired") from error


def _particulars(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {"variable_values": asked.get("variables"), "operation_name": asked.get("operationName")}


def _answer(result: Any) -> Answer:
    answer: Answer = {"data": result.data}
    if result.errors:
        answer["errors"] = [_public(error) for error in result.errors]
    return answer


def _refused(error: Exception) -> Answer:
    located = error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)
    return {"data": None, "errors": [_public(located)]}


def _mutates(document: str) -> bool:
    """Commands look at the token themselves, so that lag is an error of the payload."""
    return document.lstrip().startswith("mutation")


def _public(error: GraphQLError) -> dict[str, Any]:
    """What a client may see of an error: our own faults as they are, bugs masked and logged."""
    cause = error.original_error or error
    if isinstance(cause, SQLAlchemyError) and retries.is_overload(cause):
        fault: GraphQLError = retries.unavailable()
    elif isinstance(cause, StoreUnavailableError):
        fault = retries.files_unavailable()
    elif isinstance(cause, RequestFault) or error.original_error is None:
        fault = cause if isinstance(cause, GraphQLError) else error
    else:
        log.logger(__name__).error("a read failed", exc_info=cause)
        fault = internal(log.correlation.get())
    shown = {
        "message": fault.message,
        "extensions": {**(fault.extensions or {}), "correlationId": log.correlation.get()},
    }
    return shown | ({"path": error.path} if error.path else {})
