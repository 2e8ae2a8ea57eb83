"""Carries out one GraphQL request, from headers to response."""

import asyncio
from collections.abc import Mapping

from chassis.auth import TokenVerifier
from chassis.errors import RequestCode
from chassis.headers import CONSISTENCY, CORRELATION
from chassis.log import correlation
from chassis.sse import EVENTS, Answer, Answers, once
from gateway.documents import Documents, Prepared
from gateway.executor import Call, execute, subscribe
from gateway.faults import Refused, fault, invalid_request
from gateway.introspection import Introspection
from gateway.requests import Asked
from gateway.settings import GatewaySettings
from gateway.subgraphs import Subgraphs
from gateway.supergraph import Supergraph

PASSED_ON = ("authorization", CONSISTENCY)


class Server:
    """Everything that one gateway process keeps."""

    def __init__(self, supergraph: Supergraph, settings: GatewaySettings, subgraphs: Subgraphs) -> None:
        self._settings = settings
        self._documents = Documents(supergraph, settings)
        self._introspection = Introspection(supergraph.schema)
        self._verifier = TokenVerifier(settings)
        self.subgraphs = subgraphs

    def check_token(self, authorization: str | None) -> None:
        """No token is the public; a bad one raises UNAUTHENTICATED. The services check it again."""
        self._verifier.identity(authorization)

    async def answer(self, asked: Asked, headers: Mapping[str, str], *, may_mutate: bool) -> Answer:
        """The GraphQL response; raises `Refused` for what is not carried out."""
        prepared = self._prepared(asked, may_mutate=may_mutate)
        if prepared.subscribes:
            raise invalid_request(f"订阅须以 {EVENTS} 接收", f"A subscription needs Accept: {EVENTS}", 406)
        return await self._answered(prepared, asked, headers)

    async def answers(self, asked: Asked, headers: Mapping[str, str], *, may_mutate: bool) -> Answers:
        """The same for any operation, as a stream of responses; the one of a query or a command is given at once."""
        prepared = self._prepared(asked, may_mutate=may_mutate)
        if not prepared.subscribes:
            return once(await self._answered(prepared, asked, headers))
        plan = self._documents.plan(prepared, asked.variables)
        if not plan.stages:
            raise invalid_request("订阅没有选择任何字段", "The subscription selects no field", 400)
        return subscribe(plan, Call(asked.variables, _passed_on(headers)), self.subgraphs)

    def _prepared(self, asked: Asked, *, may_mutate: bool) -> Prepared:
        prepared = self._documents.prepare(asked.query, asked.operation_name)
        if prepared.mutates and not may_mutate:
            raise invalid_request("修改数据须用 POST", "A mutation needs POST", 405)
        return prepared

    async def _answered(self, prepared: Prepared, asked: Asked, headers: Mapping[str, str]) -> Answer:
        plan = self._documents.plan(prepared, asked.variables)
        call = Call(asked.variables, _passed_on(headers))
        try:
            async with asyncio.timeout(self._settings.request_seconds):
                return await execute(plan, call, self.subgraphs, self._introspection)
        except TimeoutError as error:
            raise _too_slow(self._settings.request_seconds) from error


def _passed_on(headers: Mapping[str, str]) -> dict[str, str]:
    given = {name: headers[name] for name in PASSED_ON if name in headers}
    return {**given, CORRELATION: correlation.get()}


def _too_slow(seconds: float) -> Refused:
    return Refused(
        [
            fault(
                RequestCode.LIMIT_EXCEEDED,
                f"请求超过 {seconds:g} 秒未完成;若为办理操作,请用同一幂等键重试",
                f"The request took more than {seconds:g} s; repeat a command with the same idempotency key",
            )
        ],
        504,
    )
