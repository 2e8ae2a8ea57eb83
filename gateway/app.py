"""The gateway process: `python -m gateway.app`."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chassis.errors import RequestFault
from chassis.headers import CONSISTENCY, CORRELATION
from chassis.log import configure, correlation, logger, new_correlation_id
from chassis.sse import EVENTS, Answers, Streams, once
from chassis.telemetry import tracing
from chassis.telemetry.exposition import serve_metrics
from chassis.web import run
from gateway.faults import Refused, internal
from gateway.graphiql.pages import graphiql_routes
from gateway.requests import GRAPHQL, JSON, media_type, read
from gateway.server import Server
from gateway.settings import GatewaySettings
from gateway.subgraphs import Subgraphs
from gateway.supergraph import load_supergraph
from gateway.telemetry import Watched, watched

SUPERGRAPH = Path(__file__).parent / "schema" / "supergraph.graphql"
LOG = logger(__name__)


def create_app(settings: GatewaySettings, supergraph_sdl: str) -> Starlette:
    """The gateway over one supergraph."""
    supergraph = load_supergraph(supergraph_sdl)
    if missing := supergraph.graphs - set(settings.subgraphs):
        message = f"JIADI_SUBGRAPHS has no address for {', '.join(sorted(missing))}"
        raise ValueError(message)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with Subgraphs(settings) as subgraphs:
            app.state.server = Server(supergraph, settings, subgraphs)
            yield

    routes = [
        Route("/graphql", graphql, methods=["GET", "POST"]),
        Route("/livez", livez),
        Route("/readyz", readyz),
        *(graphiql_routes() if settings.graphiql else ()),
    ]
    app = Starlette(routes=routes, middleware=[_cors(settings)], lifespan=lifespan)
    app.state.settings = settings
    app.state.streams = Streams()
    return app


async def graphql(request: Request) -> Response:
    """One GraphQL operation over HTTP; its answer is a stream of events where the client asks for one."""
    correlation.set(_correlation_id(request))
    with watched() as watch:
        return await _answered(request, watch)


async def _answered(request: Request, watch: Watched) -> Response:
    media = JSON
    try:
        media = media_type(request)
        return await _carry_out(request, media, watch)
    except Refused as refusal:
        watch.came_to({"errors": refusal.faults})
        return _refuse(request, refusal, media)
    except RequestFault as bad_token:
        return _respond(watch.came_to({"errors": [_formatted(bad_token)]}), 401, media)
    except Exception:
        LOG.exception("request failed")
        return _respond(watch.came_to({"errors": [internal()]}), 500, media)


async def livez(_: Request) -> Response:
    """The process answers."""
    return Response("ok\n", media_type="text/plain")


async def readyz(request: Request) -> Response:
    """Every subgraph is ready; else 503 and which is not."""
    states = await request.app.state.server.subgraphs.readiness()
    ready = all(state == "ready" for state in states.values())
    body = orjson.dumps({"ready": ready, "subgraphs": states})
    return Response(body, 200 if ready else 503, media_type=JSON)


async def _carry_out(request: Request, media: str, watch: Watched) -> Response:
    server: Server = request.app.state.server
    address = request.client.host if request.client else ""
    client = server.admit(request.headers, address, may_mutate=request.method == "POST")
    asked = await read(request, request.app.state.settings.body_bytes)
    if media == EVENTS:
        return _stream(request, await server.answers(asked, client, watch))
    return _respond(watch.came_to(await server.answer(asked, client, watch)), 200, media)


def _refuse(request: Request, refusal: Refused, media: str) -> Response:
    answer = {"errors": refusal.faults}
    if media == EVENTS and refusal.status is None:
        return _stream(request, once(answer))
    status = refusal.status or (400 if media == GRAPHQL else 200)
    return _respond(answer, status, media, refusal.headers)


def _stream(request: Request, answers: Answers) -> Response:
    streams: Streams = request.app.state.streams
    return streams.respond(answers, {"X-Content-Type-Options": "nosniff", CORRELATION: correlation.get()})


def _respond(body: dict[str, Any], status: int, media: str, more: Mapping[str, str] | None = None) -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", CORRELATION: correlation.get()}
    headers |= more or {}
    if status == 405:
        headers["Allow"] = "POST"
    media = JSON if media == EVENTS else media
    return Response(orjson.dumps(body), status, headers, f"{media}; charset=utf-8")


def _correlation_id(request: Request) -> str:
    """The client's id if it is a plain one, so that nobody writes into our logs or headers."""
    given = request.headers.get(CORRELATION, "")
    return (
        given
        if 8 <= len(given) <= 64 and given.replace("-", "").isalnum() and given.isascii()
        else new_correlation_id()
    )


def _formatted(error: RequestFault) -> dict[str, Any]:
    extensions = {**(error.extensions or {}), "correlationId": correlation.get()}
    return {"message": error.message, "extensions": extensions}


def _cors(settings: GatewaySettings) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", CONSISTENCY, CORRELATION],
        expose_headers=[CORRELATION, "Retry-After"],
        max_age=3600,
    )


def main() -> None:
    """Serve until told to stop."""
    settings = GatewaySettings()
    configure("gateway", settings.log_level)
    tracing.configure("gateway")
    serve_metrics(settings)
    app = create_app(settings, SUPERGRAPH.read_text(encoding="utf-8"))
    run(app, settings.host, settings.port, app.state.streams, settings.proxies)


if __name__ == "__main__":
    main()
