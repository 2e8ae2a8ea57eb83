"""A plain GraphQL client for tests."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """Status, headers (lower case) and decoded body."""

    status: int
    headers: dict[str, str]
    body: Any


def ask(
    address: str,
    query: str,
    variables: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    operation: str | None = None,
) -> Reply:
    """Post one operation to `<address>/graphql`."""
    body: dict[str, Any] = {"query": query} | ({"variables": variables} if variables is not None else {})
    body |= {"operationName": operation} if operation else {}
    return send(
        f"{address}/graphql", json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})}
    )


def send(
    url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None, method: str | None = None
) -> Reply:
    """One HTTP request; an error status is a reply like any other."""
    request = urllib.request.Request(url, body, dict(headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return _reply(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        return _reply(error.code, error.headers, error.read())


def _reply(status: int, headers: Any, body: bytes) -> Reply:
    lower = {name.lower(): value for name, value in headers.items()}
    is_json = "json" in lower.get("content-type", "")
    return Reply(status, lower, json.loads(body) if is_json and body else body.decode(errors="replace"))
