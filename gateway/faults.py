"""Errors of an answer: those of subgraphs passed on or masked, and the gateway's own."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import GraphQLError

from chassis import errors
from chassis.errors import RequestCode
from chassis.log import correlation, logger
from gateway.merge import Place

Fault = dict[str, Any]
KNOWN = frozenset(RequestCode)
LOG = logger(__name__)


class Refused(Exception):
    """A request that is not carried out; `status` is that of HTTP where it is not about the document itself."""

    def __init__(
        self, faults: list[Fault], status: int | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(faults[0]["message"])
        self.faults = faults
        self.status = status
        self.headers = headers or {}


def fault(code: RequestCode, message: str, message_en: str, path: Place | None = None) -> Fault:
    """A top-level error with code, both languages and correlation id."""
    extensions = {"code": code.value, "messageEn": message_en, "correlationId": correlation.get()}
    where = {} if path is None else {"path": list(path)}
    return {"message": message, **where, "extensions": extensions}


def unavailable(graph: str, path: Place) -> Fault:
    """A subgraph did not answer, too late, or not in GraphQL; its part of the answer is null."""
    return fault(
        RequestCode.SUBGRAPH_UNAVAILABLE,
        f"{graph}服务暂时不可用,这部分数据未能返回,请稍后重试",
        f"Service {graph} is not available and its part is missing; try again later",
        path,
    )


def internal(path: Place | None = None) -> Fault:
    """Something broke that the client cannot mend; the correlation id finds it in the logs."""
    bug = errors.internal(correlation.get())
    return fault(bug.code, bug.message, str((bug.extensions or {})["messageEn"]), path)


def from_subgraph(graph: str, error: Mapping[str, Any], path: Place) -> Fault:
    """A subgraph's error at the client's path: passed on if its code is known, else masked."""
    extensions = error.get("extensions") or {}
    if extensions.get("code") in KNOWN:
        return {"message": error.get("message"), "path": list(path), "extensions": extensions}
    LOG.error("subgraph error masked", graph=graph, error=error)
    return internal(path)


def invalid_request(message: str, message_en: str, status: int) -> Refused:
    """A request that is no GraphQL request."""
    return Refused([fault(RequestCode.INVALID_INPUT, message, message_en)], status)


def invalid_document(errors: Iterable[GraphQLError]) -> Refused:
    """A document or its variables that do not fit the schema."""
    return Refused([_of_document(error) for error in errors])


def _of_document(error: GraphQLError) -> Fault:
    found = fault(RequestCode.INVALID_INPUT, f"请求不符合接口定义,请修改后重试:{error.message}", error.message)
    if error.locations:
        found["locations"] = [location.formatted for location in error.locations]
    return found
