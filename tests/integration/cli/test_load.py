"""What the loader does when the gateway makes it wait or refuses; that the sample loads is shown by `jiadi up`."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from cli import sample
from cli.gateway_client import GatewayClient, GatewayError

Answer = dict[str, Any]


def done(token: str | None = None) -> Answer:
    return {"data": {"outcome": {"errors": [], "consistencyToken": token}}}


def refused(code: str) -> Answer:
    error = {"code": code, "message": "数据尚未同步", "messageEn": "not here yet"}
    return {"data": {"outcome": {"errors": [error], "consistencyToken": None}}}


def failed(code: str) -> Answer:
    return {"data": None, "errors": [{"message": "服务暂不可用", "extensions": {"code": code, "messageEn": "down"}}]}


class Endpoint:
    """A GraphQL endpoint that answers as it is told and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Answer, str | None]] = []
        self.answers: list[Answer] = []

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append((await request.json(), request.headers.get("Jiadi-Consistency")))
        return web.json_response(self.answers.pop(0) if self.answers else done())

    @property
    def keys(self) -> list[str]:
        return [body["variables"]["key"] for body, _ in self.asked]


@pytest.fixture
async def endpoint(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Endpoint, GatewayClient]]:
    monkeypatch.setattr(sample, "PAUSE", 0.01)
    monkeypatch.setattr(sample, "PATIENCE", 0.5)
    kept = Endpoint()
    app = web.Application()
    app.router.add_post("/graphql", kept.handle)
    async with TestServer(app) as server:
        yield kept, GatewayClient(str(server.make_url("/graphql")), "token")


async def test_each_step_carries_what_the_one_before_it_told(endpoint: tuple[Endpoint, GatewayClient]) -> None:
    kept, client = endpoint
    kept.answers = [done("after-regions"), done("after-funds")]
    await sample.load(client)
    assert [consistency for _, consistency in kept.asked][:3] == [None, "after-regions", "after-funds"]
    assert kept.keys == [step.key for step in sample.steps()]


@pytest.mark.parametrize("wait", [refused("REPLICA_BEHIND"), failed("REPLICA_BEHIND"), failed("SUBGRAPH_UNAVAILABLE")])
async def test_a_step_that_comes_too_early_is_repeated_with_its_key(
    endpoint: tuple[Endpoint, GatewayClient], wait: Answer
) -> None:
    kept, client = endpoint
    kept.answers = [done("after-regions"), wait, wait]
    await sample.load(client)
    assert kept.keys[1:4] == ["sample-funds-2020"] * 3
    assert {consistency for _, consistency in kept.asked[1:4]} == {"after-regions"}


@pytest.mark.parametrize("final", [refused("INVALID_INPUT"), failed("UNAUTHENTICATED")])
async def test_a_refusal_ends_the_load_and_is_told_in_both_languages(
    endpoint: tuple[Endpoint, GatewayClient], final: Answer
) -> None:
    kept, client = endpoint
    kept.answers = [final]
    with pytest.raises(sample.SampleError, match=r"regionImport.*sample-regions.* · (not here yet|down)"):
        await sample.load(client)
    assert len(kept.asked) == 1


async def test_patience_ends(endpoint: tuple[Endpoint, GatewayClient]) -> None:
    kept, client = endpoint
    kept.answers = [failed("SUBGRAPH_UNAVAILABLE")] * 1000
    with pytest.raises(sample.SampleError):
        await sample.load(client)
    assert len(kept.asked) > 3


async def test_the_codes_of_an_answer_are_kept(endpoint: tuple[Endpoint, GatewayClient]) -> None:
    kept, client = endpoint
    kept.answers = [failed("LIMIT_EXCEEDED")]
    with pytest.raises(GatewayError) as caught:
        await client.ask("{ x }", {"key": "k"})
    assert caught.value.codes == {"LIMIT_EXCEEDED"}
