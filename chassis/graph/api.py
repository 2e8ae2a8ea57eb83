"""The HTTP door of a service: one GraphQL endpoint for the gateway, and two for whoever watches the process."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from strawberry.federation import Schema

from chassis import headers, log
from chassis.errors import RequestFault
from chassis.graph.answers import execute, subscribe
from chassis.graph.context import ReadContext
from chassis.runtime import Runtime
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.sse import EVENTS, Streams
from chassis.telemetry import tracing
from chassis.telemetry.exposition import serve_metrics
from chassis.telemetry.pools import Pools
from chassis.web import run


def api_of(schema: Schema, runtime: Runtime) -> FastAPI:
    """The application of a service's api process."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await runtime.close()

    streams = Streams()
    app = FastAPI(title=f"Jiadi {runtime.service.name}", lifespan=lifespan, openapi_url=None)

    app.state.streams = streams

    @app.post("/graphql")
    async def graphql(request: Request) -> Response:
        return await _respond(schema, runtime, streams, request)

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


async def _respond(schema: Schema, runtime: Runtime, streams: Streams, request: Request) -> Response:
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
    token = request.headers.get(headers.CONSISTENCY)
    if request.headers.get("accept") == EVENTS:
        return streams.respond(subscribe(schema, runtime, identity, token, asked))
    ctx = ReadContext(runtime, identity, token)
    caller = request.headers.get(headers.TRACEPARENT)
    try:
        with tracing.span("subgraph", tracing.SERVER, caller):
            return _json(await execute(schema, ctx, asked))
    finally:
        await ctx.close()


def _from_gateway(runtime: Runtime, request: Request) -> bool:
    secret = runtime.settings.internal_secret.get_secret_value()
    return hmac.compare_digest(request.headers.get(headers.INTERNAL_SECRET, "").encode(), secret.encode())


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")


def serve(service: Service, schema: Schema) -> None:
    """Run the api process of a service until it is told to stop."""
    settings = ServiceSettings()
    log.configure(f"{service.name}-api", settings.log_level)
    tracing.configure(f"{service.name}-api")
    runtime = Runtime(service, settings)
    serve_metrics(settings, [Pools(write=runtime.engine.pool, read=runtime.reads.pool)])
    app = api_of(schema, runtime)
    run(app, settings.host, settings.port, app.state.streams)
