"""The HTTP door of a service: one GraphQL endpoint for the gateway, and two for whoever watches the process."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import uvicorn
from fastapi import FastAPI, Request, Response
from graphql import GraphQLError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from strawberry.federation import Schema

from chassis import consistency, headers, log, retries
from chassis.documents.store import StoreUnavailableError
from chassis.errors import RequestFault, internal
from chassis.graph.context import ReadContext
from chassis.runtime import Runtime
from chassis.service import Service
from chassis.settings import ServiceSettings


def api_of(schema: Schema, runtime: Runtime) -> FastAPI:
    """The application of a service's api process."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await runtime.close()

    app = FastAPI(title=f"Jiadi {runtime.service.name}", lifespan=lifespan, openapi_url=None)

    @app.post("/graphql")
    async def graphql(request: Request) -> Response:
        return await _respond(schema, runtime, request)

    @app.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def readyz(response: Response) -> dict[str, str]:
        try:
            async with runtime.reads.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError) as error:
            response.status_code = 503
            return {"status": "no database", "reason": type(error).__name__}
        return {"status": "ok"}

    return app


async def _respond(schema: Schema, runtime: Runtime, request: Request) -> Response:
    log.correlation.set(request.headers.get(headers.CORRELATION) or log.new_correlation_id())
    if not _from_gateway(runtime, request):
        return Response(status_code=403, content="the internal secret is missing or wrong")
    body = await request.body()
    try:
        asked = orjson.loads(body)
        identity = runtime.verifier.identity(request.headers.get("authorization"))
    except RequestFault as fault:
        return _json({"errors": [fault.formatted]}, 401)
    except orjson.JSONDecodeError:
        return Response(status_code=400, content="the body is not JSON")
    ctx = ReadContext(runtime, identity, request.headers.get(headers.CONSISTENCY))
    try:
        return _json(await _execute(schema, ctx, asked))
    finally:
        await ctx.close()


async def _execute(schema: Schema, ctx: ReadContext, asked: dict[str, Any]) -> dict[str, Any]:
    document = asked.get("query") or ""
    try:
        if not _mutates(document):
            await consistency.require_arrived(ctx.runtime, ctx.consistency)
        await ctx.open()
    except (RequestFault, SQLAlchemyError) as error:
        return {"data": None, "errors": [_public(_located(error))]}
    result: Any = await schema.execute(
        document, variable_values=asked.get("variables"), operation_name=asked.get("operationName"), context_value=ctx
    )
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_public(error) for error in result.errors]
    return answer


def _located(error: Exception) -> GraphQLError:
    return error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)


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


def _from_gateway(runtime: Runtime, request: Request) -> bool:
    secret = runtime.settings.internal_secret.get_secret_value()
    return hmac.compare_digest(request.headers.get(headers.INTERNAL_SECRET, "").encode(), secret.encode())


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")


def serve(service: Service, schema: Schema) -> None:
    """Run the api process of a service until it is told to stop."""
    settings = ServiceSettings()
    log.configure(f"{service.name}-api", settings.log_level)
    app = api_of(schema, Runtime(service, settings))
    uvicorn.run(app, host=settings.host, port=settings.port, log_config=None, access_log=False, loop="uvloop")
