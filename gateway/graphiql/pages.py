"""GraphiQL under `/graphiql`, everything from our own origin."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
"""Files of the package, fetched once; only who fetches them needs Node.js."""
# The editor writes its own style elements and starts its workers from blobs; nothing comes from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
MISSING = (
    "GraphiQL 资源尚未安装,请运行 python -m gateway.graphiql.assets\nIts assets are not installed; run that command\n"
)


def graphiql_routes() -> list[BaseRoute]:
    """The page, its start script, and the package's files."""
    return [
        Route("/graphiql", page),
        Route("/graphiql/start.js", start),
        Mount("/graphiql/assets", StaticFiles(directory=ASSETS, check_dir=False)),
    ]


async def page(_: Request) -> Response:
    """The page, or how to get its assets."""
    if not ASSETS.exists():
        return PlainTextResponse(MISSING, 503)
    return FileResponse(HERE / "index.html", headers=HEADERS)


async def start(_: Request) -> Response:
    """The script that opens the editor."""
    return FileResponse(HERE / "start.js", headers=HEADERS)
