"""Carries out one GraphQL request, from headers to response."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from chassis.auth import TokenVerifier
from chassis.errors import RequestCode
from chassis.headers import CONSISTENCY, CORRELATION
from chassis.log import correlation
from chassis.sse import EVENTS, Answer, Answers, once
from gateway.allowance import PublicAllowances
from gateway.documents import Documents, Prepared
from gateway.executor import Call, execute, subscribe
from gateway.faults import Refused, fault, invalid_request
from gateway.introspection import Introspection
from gateway.requests import Asked
from gateway.settings import GatewaySettings
from gateway.subgraphs import Subgraphs
from gateway.supergraph import Supergraph
from gateway.telemetry import Watched

PASSED_ON = ("authorization", CONSISTENCY)


class Client(NamedTuple):
    """Whoever sent a request; the address is that of a client without a token."""

    headers: Mapping[str, str]
    may_mutate: bool
    public_address: str | None


class Server:
    """Everything that one gateway process keeps."""

    def __init__(self, supergraph: Supergraph, settings: GatewaySettings, subgraphs: Subgraphs) -> None:
        self._settings = settings
        self._documents = Documents(supergraph, settings)
        self._introspection = Introspection(supergraph.schema)
        self._verifier = TokenVerifier(settings)
        self._allowances = PublicAllowances(settings)
        self.subgraphs = subgraphs

    def admit(self, headers: Mapping[str, str], address: str, *, may_mutate: bool) -> Client:
        """Who asks: no token is the public, which may not ask too often; a bad one raises UNAUTHENTICATED.

        The services check the token again.
        """
        identity = self._verifier.identity(headers.get("authorization"))
        if not identity.signed_in:
            self._allowances.require_request(address)
        return Client(headers, may_mutate, None if identity.signed_in else address)

    async def answer(self, asked: Asked, client: Client, watched: Watched) -> Answer:
        """The GraphQL response; raises `Refused` for what is not carried out."""
        prepared = self._prepared(asked, client, watched)
        if prepared.subscribes:
            raise invalid_request(f"订阅须以 {EVENTS} 接收", f"A subscription needs Accept: {EVENTS}", 406)
        return await self._answered(prepared, asked, client)

    async def answers(self, asked: Asked, client: Client, watched: Watched) -> Answers:
        """The same for any operation, as a stream of responses; the one of a query or a command is given at once."""
        prepared = self._prepared(asked, client, watched)
        if not prepared.subscribes:
            return once(await self._answered(prepared, asked, client))
        plan = self._documents.plan(prepared, asked.variables)
        if not plan.stages:
            raise invalid_request("订阅没有选择任何字段", "The subscription selects no field", 400)
        return subscribe(plan, Call(asked.variables, _passed_on(client.headers)), self.subgraphs)

    def _prepared(self, asked: Asked, client: Client, watched: Watched) -> Prepared:
        prepared = self._documents.prepare(asked.query, asked.operation_name)
        watched.asks(prepared.operation, signed_in=client.public_address is None)
        if prepared.mutates and not client.may_mutate:
            raise invalid_request("修改数据须用 POST", "A mutation needs POST", 405)
        if prepared.mutates and client.public_address is not None:
            self._allowances.require_command(client.public_address)
        return prepared

    async def _answered(self, prepared: Prepared, asked: Asked, client: Client) -> Answer:
        plan = self._documents.plan(prepared, asked.variables)
        call = Call(asked.variables, _passed_on(client.headers))
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
