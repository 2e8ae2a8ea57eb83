"""GraphQL over HTTP as clients meet it."""

import json
from urllib.parse import urlencode

import pytest

from gateway.app import create_app
from tests.harness.client import Reply, ask, send
from tests.harness.servers import serving
from tests.integration.gateway.conftest import Network, settings

JSON = {"Content-Type": "application/json"}
NEWER = {"Accept": "application/graphql-response+json"}


def code(reply: Reply) -> str:
    (error,) = reply.body["errors"]
    assert error["message"]
    assert any("一" <= letter <= "鿿" for letter in error["message"])
    assert error["extensions"]["messageEn"].isascii() or "'" in error["extensions"]["messageEn"]
    assert error["extensions"]["correlationId"] == reply.headers["jiadi-correlation-id"]
    return str(error["extensions"]["code"])


def test_a_query_may_come_by_get(network: Network) -> None:
    query = urlencode({"query": "query($n: Int!) { books(first: $n) { title } }", "variables": '{"n": 1}'})
    reply = send(f"{network.gateway}/graphql?{query}")
    assert reply.body == {"data": {"books": [{"title": "Sheep"}]}}
    assert reply.headers["content-type"].startswith("application/json")


def test_a_mutation_may_not(network: Network) -> None:
    reply = send(f"{network.gateway}/graphql?{urlencode({'query': 'mutation { bookRefuse { token } }'})}")
    assert (reply.status, code(reply), reply.headers["allow"]) == (405, "INVALID_INPUT", "POST")


def test_an_operation_is_chosen_by_name(network: Network) -> None:
    body = {"query": "query A { a: __typename } query B { b: __typename }", "operationName": "B"}
    assert send(f"{network.gateway}/graphql", json.dumps(body).encode(), JSON).body == {"data": {"b": "Query"}}
    reply = send(f"{network.gateway}/graphql", json.dumps(body | {"operationName": None}).encode(), JSON)
    assert code(reply) == "INVALID_INPUT"


@pytest.mark.parametrize(("headers", "status", "media"), [({}, 200, "application/json"), (NEWER, 400, NEWER["Accept"])])
@pytest.mark.parametrize("text", ["{ nothing }", "{ books(", "query($n: Int!) { books(first: $n) { title } }"])
def test_a_bad_document_is_told(text: str, headers: dict[str, str], status: int, media: str, network: Network) -> None:
    reply = ask(network.gateway, text, headers=headers)
    assert (reply.status, code(reply)) == (status, "INVALID_INPUT")
    assert reply.headers["content-type"].startswith(media)
    assert "data" not in reply.body


def test_a_partial_answer_is_200_in_both_media_types(network: Network) -> None:
    for headers in ({}, NEWER):
        assert ask(network.gateway, "{ broken }", headers=headers).status == 200


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", JSON, 400),
        (b"[]", JSON, 400),
        (b"{}", JSON, 400),
        (b'{"query": ""}', JSON, 400),
        (b'{"query": 1}', JSON, 400),
        (b'{"query": "{ __typename }", "variables": []}', JSON, 400),
        (b'{"query": "{ __typename }", "operationName": 3}', JSON, 400),
        (b'{"query": "{ __typename }"}', {"Content-Type": "text/plain"}, 415),
        (b'{"query": "{ __typename }"}', {**JSON, "Accept": "text/html"}, 406),
    ],
)
def test_what_is_no_graphql_request_is_told(
    body: bytes, headers: dict[str, str], status: int, network: Network
) -> None:
    reply = send(f"{network.gateway}/graphql", body, headers)
    assert (reply.status, code(reply)) == (status, "INVALID_INPUT")


def test_headers_go_on_to_the_subgraphs(network: Network) -> None:
    sent = {"Jiadi-Consistency": "c1", "Jiadi-Correlation-Id": "0123456789", "Cookie": "x=1"}
    reply = ask(network.gateway, "{ headers }", headers=sent)
    assert reply.headers["jiadi-correlation-id"] == "0123456789"
    assert reply.body["data"]["headers"] == [
        "authorization=None",
        "jiadi-consistency=c1",
        "jiadi-correlation-id=0123456789",
        "jiadi-internal-secret=development-only",
    ]


def test_a_correlation_id_that_could_forge_a_log_line_is_replaced(network: Network) -> None:
    reply = ask(network.gateway, "{ headers }", headers={"Jiadi-Correlation-Id": 'x"},{"level":"x'})
    assert '"' not in reply.headers["jiadi-correlation-id"]


def test_readiness_says_who_is_not_ready(network: Network) -> None:
    assert send(f"{network.gateway}/readyz").body == {
        "ready": True,
        "subgraphs": {"people": "ready", "books": "ready", "shops": "ready"},
    }
    network.subgraphs["books"].ready = False
    reply = send(f"{network.gateway}/readyz")
    assert (reply.status, reply.body["ready"], reply.body["subgraphs"]["shops"]) == (503, False, "ready")
    assert reply.body["subgraphs"]["books"] == "migrating"
    assert send(f"{network.gateway}/livez").status == 200


def test_other_origins_are_let_in_by_name_only(network: Network) -> None:
    app = create_app(
        settings(network.addresses, cors_origins="https://a.example, https://b.example"), network.supergraph
    )
    asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    with serving(app) as address:
        known = send(f"{address}/graphql", headers=asking | {"Origin": "https://b.example"}, method="OPTIONS")
        unknown = send(f"{address}/graphql", headers=asking | {"Origin": "https://c.example"}, method="OPTIONS")
    assert known.headers["access-control-allow-origin"] == "https://b.example"
    assert "access-control-allow-origin" not in unknown.headers


def test_a_subgraph_without_address_stops_the_start(network: Network) -> None:
    with pytest.raises(ValueError, match="JIADI_SUBGRAPHS has no address for shops"):
        create_app(settings({"people": "http://x", "books": "http://x"}), network.supergraph)


BOMB = "".join(
    f"fragment F{n} on Person {{ a: mentor {{ ...F{n + 1} }} mentor {{ ...F{n + 1} }} }} " for n in range(14)
)


@pytest.mark.parametrize(
    ("text", "variables", "limit"),
    [
        ("{ person(id: 1) {" + "mentor {" * 20 + "id" + "}" * 22, None, "depth is 22, at most 20"),
        ("{" + " ".join(f"a{n}: __typename" for n in range(101)) + "}", None, "number of aliases is 101, at most 100"),
        ("{ books(first: 1) {" + "id " * 6000 + "} }", None, "number of tokens is > 5000, at most 5000"),
        ("{ books(first: 1) {" + "id " * 2500 + "} }", None, "number of fields is 2501, at most 2000"),
        ("{ person(id: 1) { ...F0 } } " + BOMB + "fragment F14 on Person { id }", None, "number of fields is"),
        ("query($n: Int!) { books(first: $n) { id } }", {"n": 100_001}, "product of page sizes is 100001, at most 100"),
        ("{ books(first: 500) { offers(first: 300) { price } } }", None, "product of page sizes is 150000, at most 1"),
    ],
)  # fmt: skip
def test_a_document_that_asks_too_much_is_refused(
    text: str, variables: dict[str, int] | None, limit: str, network: Network
) -> None:
    reply = ask(network.gateway, text, variables)
    assert code(reply) == "LIMIT_EXCEEDED"
    assert limit in reply.body["errors"][0]["extensions"]["messageEn"]


def test_a_body_too_large_is_refused(network: Network) -> None:
    reply = ask(network.gateway, "{ __typename }", {"x": "y" * 1_100_000})
    assert (reply.status, code(reply)) == (413, "LIMIT_EXCEEDED")


def test_a_request_too_slow_is_refused(network: Network) -> None:
    network.subgraphs["shops"].mode = "slow"
    app = create_app(settings(network.addresses, subgraph_seconds=9, request_seconds=0.3), network.supergraph)
    with serving(app) as address:
        reply = ask(address, "{ shops { name } }")
    assert (reply.status, code(reply)) == (504, "LIMIT_EXCEEDED")
