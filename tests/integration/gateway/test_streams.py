"""GraphQL over server-sent events as clients meet it: each event is completed from the other subgraphs."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from chassis import sse
from chassis.headers import CORRELATION
from gateway import subgraphs as upstream
from tests.harness.client import ask, send
from tests.harness.events import EVENTS, subscribed
from tests.integration.gateway.conftest import Network
from tests.integration.gateway.subgraphs import books

TOLD = """subscription Told($ids: [ID!]!, $then: String, $short: Boolean! = false) {
  told: bookTold(ids: $ids, then: $then) {
    title
    ...More @skip(if: $short)
  }
}
fragment More on Book { author { name } offers(first: 1) { price shop { name keeper { name } } } }"""
SHEEP = {
    "title": "Sheep",
    "author": {"name": "Ada"},
    "offers": [{"price": "1.50", "shop": {"name": "Bazaar", "keeper": {"name": "Cem"}}}],
}
CANALS = {
    "title": "Canals",
    "author": {"name": "Bai"},
    "offers": [{"price": "1.50", "shop": {"name": "Station", "keeper": {"name": "Ada"}}}],
}


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(0.02)


def codes(answer: Any) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_each_event_is_completed_from_the_other_subgraphs(network: Network, method: str) -> None:
    async with subscribed(network.gateway, TOLD, {"ids": ["b1", "b2"]}, method=method) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"].split(";")[0] == EVENTS
        assert stream.headers["cache-control"] == "no-store"
        assert await stream.all() == [{"data": {"told": SHEEP}}, {"data": {"told": CANALS}}]
    assert books.LOG == ["listening None", "left"]


async def test_conditions_and_variables_reach_the_plan(network: Network) -> None:
    async with subscribed(network.gateway, TOLD, {"ids": ["b1"], "short": True}) as stream:
        assert await stream.all() == [{"data": {"told": {"title": "Sheep"}}}]


async def test_an_event_comes_when_it_is_told_and_not_when_the_stream_ends(network: Network) -> None:
    async with subscribed(network.gateway, TOLD, {"ids": ["b1"], "then": "wait"}) as stream:
        assert await stream.next() == {"data": {"told": SHEEP}}
        assert await stream.silent(0.3)
        assert books.LOG == ["listening None"]
    await until(lambda: books.LOG == ["listening None", "left"])


async def test_a_refusal_is_told_and_ends_the_stream(network: Network) -> None:
    async with subscribed(network.gateway, TOLD, {"ids": ["b2"], "then": "refuse"}) as stream:
        first, second = await stream.all()
    assert first == {"data": {"told": CANALS}}
    assert (second["data"], codes(second)) == (None, ["PARTIAL_SCOPE"])


async def test_a_bug_of_a_subgraph_is_masked(network: Network) -> None:
    async with subscribed(network.gateway, TOLD, {"ids": [], "then": "secret of the inside"}) as stream:
        (answer,) = await stream.all()
    assert codes(answer) == ["INTERNAL"]
    assert "secret" not in str(answer)


async def test_a_neighbour_that_is_down_nulls_its_part_and_the_stream_goes_on(network: Network) -> None:
    network.subgraphs["shops"].mode = "html"
    async with subscribed(network.gateway, TOLD, {"ids": ["b1", "b2"]}) as stream:
        for expected in (SHEEP, CANALS):
            answer = await stream.next()
            assert answer["data"]["told"] == expected | {"offers": None}
            assert codes(answer) == ["SUBGRAPH_UNAVAILABLE"]
        assert await stream.next() is None


@pytest.mark.parametrize("mode", ["dropped", "html", "empty", "masked"])
async def test_a_subgraph_without_a_stream_is_told_and_ends_it(network: Network, mode: str) -> None:
    network.subgraphs["books"].mode = mode
    async with subscribed(network.gateway, TOLD, {"ids": ["b1"]}) as stream:
        (answer,) = await stream.all()
    assert answer["data"] is None
    assert codes(answer) == ["INTERNAL" if mode == "masked" else "SUBGRAPH_UNAVAILABLE"]


async def test_a_stream_that_breaks_off_is_told_and_ended(network: Network) -> None:
    async with subscribed(network.gateway, TOLD, {"ids": ["b1"], "then": "died"}) as stream:
        first, *rest = await stream.all()
    assert first == {"data": {"told": SHEEP}}
    assert [codes(answer) for answer in rest] == [["INTERNAL"], ["SUBGRAPH_UNAVAILABLE"]]


async def test_a_subgraph_that_falls_silent_is_given_up(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upstream, "SILENCE_SECONDS", 0.3)
    async with subscribed(network.gateway, TOLD, {"ids": ["b1"], "then": "wait"}) as stream:
        assert await stream.next() == {"data": {"told": SHEEP}}
        answer = await stream.next()
        assert codes(answer) == ["SUBGRAPH_UNAVAILABLE"]
        assert await stream.next() is None


async def test_signs_of_life_keep_a_silent_stream(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "KEEP_ALIVE_SECONDS", 0.1)
    monkeypatch.setattr(upstream, "SILENCE_SECONDS", 0.4)
    async with subscribed(network.gateway, TOLD, {"ids": [], "then": "wait"}) as stream:
        assert await stream.silent(1.0)
        assert stream.comments >= 5


async def test_the_gateway_says_what_is_wrong_with_a_document(network: Network) -> None:
    for document in ("subscription { nothing }", TOLD.replace("$ids,", "$other,"), "{ book(id: 1) { id } ", "{ nope }"):
        async with subscribed(network.gateway, document, {"ids": []}) as stream:
            (answer,) = await stream.all()
        assert set(codes(answer)) == {"INVALID_INPUT"}
        assert "data" not in answer


async def test_one_root_field_only(network: Network) -> None:
    for document in (
        "subscription { a: bookTold(ids: []) { id } b: bookTold(ids: []) { id } }",
        "subscription { __typename }",
        "subscription($no: Boolean! = false) { bookTold(ids: []) @include(if: $no) { id } }",
    ):
        async with subscribed(network.gateway, document) as stream:
            if stream.status == 200:
                (answer,) = await stream.all()
                assert set(codes(answer)) == {"INVALID_INPUT"}
            else:
                assert stream.status == 400
    assert books.LOG == []


async def test_queries_and_commands_may_be_answered_as_a_stream(network: Network) -> None:
    async with subscribed(network.gateway, '{ book(id: "b1") { title offers { price } } }') as stream:
        assert [answer["data"]["book"]["title"] for answer in await stream.all()] == ["Sheep"]
    check = 'mutation { bookCheck(input: {id: "b1", title: "x"}) { token } }'
    async with subscribed(network.gateway, check) as stream:
        assert await stream.all() == [{"data": {"bookCheck": {"token": "1"}}}]
    async with subscribed(network.gateway, check, method="GET") as stream:
        assert stream.status == 405


def test_a_subscription_needs_a_client_that_takes_events(network: Network) -> None:
    reply = ask(network.gateway, TOLD, {"ids": ["b1"]})
    assert reply.status == 406
    assert codes(reply.body) == ["INVALID_INPUT"]
    assert EVENTS in reply.body["errors"][0]["message"]


async def test_a_bad_token_or_body_is_no_stream(network: Network) -> None:
    async with subscribed(network.gateway, TOLD, {"ids": []}, {"Authorization": "Bearer nonsense"}) as stream:
        assert (stream.status, stream.headers["content-type"].split(";")[0]) == (401, "application/json")
    reply = send(f"{network.gateway}/graphql", b"{", {"Content-Type": "application/json", "Accept": EVENTS})
    assert (reply.status, codes(reply.body)) == (400, ["INVALID_INPUT"])


async def test_the_correlation_id_is_told_and_passed_on(network: Network) -> None:
    async with subscribed(network.gateway, "subscription { nothing }", {}, {CORRELATION: "my-own-id-1"}) as stream:
        assert stream.headers[CORRELATION] == "my-own-id-1"
        (answer,) = await stream.all()
    assert answer["errors"][0]["extensions"]["correlationId"] == "my-own-id-1"


async def test_the_clients_own_reading_of_the_protocol(network: Network) -> None:
    """The bytes on the wire are those of the protocol's examples."""
    body = {"query": TOLD, "variables": {"ids": ["b1"], "short": True}}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{network.gateway}/graphql", json=body, headers={"Accept": EVENTS}) as response,
    ):
        written = await response.read()
    assert written == b':\n\nevent: next\ndata: {"data":{"told":{"title":"Sheep"}}}\n\nevent: complete\ndata:\n\n'
