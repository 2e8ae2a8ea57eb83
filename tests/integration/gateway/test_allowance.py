"""Who has no token may not ask too often; whoever signs in is not held up by him."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from gateway.app import create_app
from tests.harness.client import Reply, ask, send
from tests.harness.events import subscribed
from tests.harness.servers import serving
from tests.harness.tokens import Tokens
from tests.integration.gateway.conftest import Network, settings
from tests.integration.gateway.subgraphs import books

BOOK = '{ book(id: "b1") { id } }'
CHECK = 'mutation { bookCheck(input: {id: "b1", title: "x"}) { token } }'
Gateway = Callable[..., AbstractContextManager[str]]


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path)


@pytest.fixture
def gateway(network: Network, tokens: Tokens) -> Gateway:
    """A gateway that lets the public ask four times, two of them commands."""

    @contextmanager
    def running(proxies: str = "") -> Iterator[str]:
        few = {"public_requests": "4/3600", "public_commands": "2/3600", "proxies": proxies}
        key = {"jwks_file": tokens.issuer.jwks_file, "issuer": tokens.issuer.name}
        given = settings(network.addresses, **few, **key)
        with serving(create_app(given, network.supergraph), proxies=given.proxies) as address:
            yield address

    return running


def codes(reply: Reply) -> list[str]:
    return [error["extensions"]["code"] for error in reply.body.get("errors", [])]


def test_the_public_is_asked_to_wait(gateway: Gateway) -> None:
    with gateway() as address:
        assert [ask(address, BOOK).status for _ in range(4)] == [200] * 4
        refused = ask(address, BOOK)
    assert (refused.status, codes(refused)) == (429, ["LIMIT_EXCEEDED"])
    assert refused.headers["retry-after"] == "900"
    (error,) = refused.body["errors"]
    assert error["message"] == "访问过于频繁,请在900秒后重试;登录后不受此限"
    assert error["extensions"]["messageEn"].startswith("Too many requests; try again in 900 s")
    assert "data" not in refused.body


def test_commands_of_the_public_are_fewer_and_a_refused_one_does_nothing(gateway: Gateway) -> None:
    with gateway() as address:
        assert [ask(address, CHECK).status for _ in range(3)] == [200, 200, 429]
        assert len(books.LOG) == 2
        assert ask(address, BOOK).status == 200


def test_who_is_signed_in_may_go_on(gateway: Gateway, tokens: Tokens) -> None:
    signed_in = {"Authorization": f"Bearer {tokens.token('county_office')}"}
    with gateway() as address:
        assert {ask(address, BOOK).status for _ in range(6)} == {200, 429}
        assert {ask(address, CHECK, headers=signed_in).status for _ in range(12)} == {200}


def test_what_cannot_be_read_counts_as_well(gateway: Gateway) -> None:
    with gateway() as address:
        wrong = [send(f"{address}/graphql", b"{", {"Content-Type": "application/json"}).status for _ in range(5)]
    assert wrong == [400] * 4 + [429]


async def test_a_stream_counts_as_well(gateway: Gateway) -> None:
    with gateway() as address:
        for expected in (200, 200, 200, 200, 429):
            async with subscribed(address, "subscription { bookTold(ids: []) { id } }") as stream:
                assert stream.status == expected


def test_nobody_hides_behind_a_header_of_his_own(gateway: Gateway) -> None:
    with gateway() as address:
        replies = [ask(address, BOOK, headers={"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(5)]
    assert [reply.status for reply in replies] == [200] * 4 + [429]


def test_a_proxy_of_ours_says_who_asks(gateway: Gateway) -> None:
    with gateway("127.0.0.0/8") as address:
        for number in range(2):
            told = {"X-Forwarded-For": f"198.51.100.9, 203.0.113.{number}"}
            assert [ask(address, BOOK, headers=told).status for _ in range(5)] == [200] * 4 + [429]
        chain = {"X-Forwarded-For": "203.0.113.7, 127.0.0.2"}
        assert [ask(address, BOOK, headers=chain).status for _ in range(5)] == [200] * 4 + [429]
        assert ask(address, BOOK, headers={"X-Forwarded-For": "203.0.113.8"}).status == 200


def test_pages_and_probes_are_not_counted(gateway: Gateway) -> None:
    with gateway() as address:
        assert {send(f"{address}/livez").status for _ in range(9)} == {200}
