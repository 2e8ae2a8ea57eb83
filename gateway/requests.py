"""GraphQL over HTTP: what a request asks, and in which media type it wants the answer."""

from typing import Any, NamedTuple

import orjson
from starlette.requests import Request

from chassis.sse import EVENTS
from gateway.faults import Refused, invalid_request
from gateway.limits import over_limit

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
ANYTHING = ("*/*", "application/*")


class Asked(NamedTuple):
    """One operation to carry out."""

    query: str
    operation_name: str | None
    variables: dict[str, Any]


def media_type(request: Request) -> str:
    """The media type of the answer; JSON unless the client asks for the newer one or for a stream."""
    accepted = [part.split(";")[0].strip().lower() for part in request.headers.get("accept", "*/*").split(",")]
    for each in accepted:
        if each in (GRAPHQL, JSON, EVENTS):
            return each
        if each in ANYTHING:
            return JSON
    raise invalid_request(f"只能以 {GRAPHQL}、{JSON} 或 {EVENTS} 作答", f"Accept {GRAPHQL}, {JSON} or {EVENTS}", 406)


async def read(request: Request, max_bytes: int) -> Asked:
    """The operation of a GET or POST request."""
    if request.method == "GET":
        return _asked(_from_query(request))
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
        raise invalid_request(f"请求的 Content-Type 须为 {JSON}", f"The Content-Type must be {JSON}", 415)
    return _asked(_decoded(await _body(request, max_bytes)))


async def _body(request: Request, max_bytes: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_bytes:
            refused = over_limit("请求体字节数", "number of bytes of the body", f"> {max_bytes}", max_bytes)
            raise Refused(refused.faults, 413)
    return bytes(body)


def _from_query(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    if "variables" in given:
        given["variables"] = _decoded(given["variables"].encode())
    return given


def _decoded(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise invalid_request("请求不是有效的 JSON", f"The request is not valid JSON: {error}", 400) from error


def _asked(given: Any) -> Asked:
    if not isinstance(given, dict):
        raise invalid_request("每次请求须为一个 JSON 对象", "A request is one JSON object; batches are not taken", 400)
    query, name, variables = given.get("query"), given.get("operationName"), given.get("variables")
    if not isinstance(query, str) or not query:
        raise invalid_request("请求缺少 query 文本", "The request lacks the text 'query'", 400)
    if not isinstance(name, str | None):
        raise invalid_request("operationName 须为文本", "'operationName' must be a text", 400)
    if not isinstance(variables, dict | None):
        raise invalid_request("variables 须为对象", "'variables' must be an object", 400)
    return Asked(query, name or None, variables or {})
