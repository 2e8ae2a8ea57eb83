"""A subgraph that fails takes its own part with it and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest

from gateway.app import create_app
from tests.harness.client import ask
from tests.harness.faults import ANSWERS
from tests.harness.servers import free_port, hanging_up, serving
from tests.integration.gateway.conftest import Network, settings

UNAVAILABLE = ["slow", "dropped", "html", "empty", "list"]


def summary(answer: dict[str, Any]) -> list[tuple[list[Any], str]]:
    return [(error["path"], error["extensions"]["code"]) for error in answer["errors"]]


@pytest.mark.parametrize("mode", UNAVAILABLE)
def test_its_root_field_is_null_with_one_error(mode: str, network: Network) -> None:
    network.subgraphs["shops"].mode = mode
    answer = ask(network.gateway, '{ person(id: "p1") { name } shops { name } shop(id: "s1") { name } }').body
    assert answer["data"] == {"person": {"name": "Ada"}, "shops": None, "shop": None}
    assert summary(answer) == [(["shops"], "SUBGRAPH_UNAVAILABLE")]
    assert answer["errors"][0]["extensions"]["correlationId"]


@pytest.mark.parametrize("mode", [*UNAVAILABLE, "shape"])
def test_its_joined_fields_are_null_with_one_error(mode: str, network: Network) -> None:
    network.subgraphs["shops"].mode = mode
    answer = ask(network.gateway, "{ books(first: 3) { title offers { price } author { name } } }").body
    assert [book["offers"] for book in answer["data"]["books"]] == [None, None, None]
    assert [book["author"]["name"] for book in answer["data"]["books"]] == ["Ada", "Bai", "Ada"]
    assert summary(answer) == [(["books", 0, "offers"], "SUBGRAPH_UNAVAILABLE")]


def test_its_non_null_field_takes_the_nearest_nullable_parent(network: Network) -> None:
    network.subgraphs["books"].mode = "html"
    answer = ask(network.gateway, '{ shops { name keeper { name bookCount } } person(id: "p1") { name } }').body
    assert answer["data"] == {
        "shops": [{"name": "Bazaar", "keeper": None}, {"name": "Station", "keeper": None}],
        "person": {"name": "Ada"},
    }
    assert summary(answer) == [(["shops", 0, "keeper", "bookCount"], "SUBGRAPH_UNAVAILABLE")]


def test_what_follows_a_failed_hop_is_not_asked_for(network: Network) -> None:
    network.subgraphs["books"].mode = "html"
    asked = network.subgraphs["shops"].requests
    answer = ask(network.gateway, '{ person(id: "p1") { books { offers { price } } } }').body
    assert answer["data"] == {"person": {"books": None}}
    assert network.subgraphs["shops"].requests == asked


def test_a_wrong_shape_within_an_answer_is_masked(network: Network) -> None:
    network.subgraphs["shops"].mode = "shape"
    answer = ask(network.gateway, '{ shops { name } shop(id: "s1") { name } person(id: "p1") { name } }').body
    assert answer["data"] == {"shops": None, "shop": None, "person": {"name": "Ada"}}
    assert summary(answer) == [(["shops"], "INTERNAL"), (["shop"], "INTERNAL")]


def test_errors_without_a_known_code_are_masked(network: Network) -> None:
    inside = ask(network.gateway, "{ broken }").body
    network.subgraphs["shops"].mode = "masked"
    outside = ask(network.gateway, "{ shops { name } }").body
    assert summary(inside) == [(["broken"], "INTERNAL")]
    assert summary(outside) == [(["shops"], "INTERNAL")]
    assert "inside" not in str(inside)
    assert b"inside" in ANSWERS["masked"][1]
    assert "inside" not in str(outside)


def test_errors_with_a_known_code_pass_at_the_clients_paths(network: Network) -> None:
    text = "{ all: books(first: 2) { deals: offers { left: stock } } }"
    answer = ask(network.gateway, text).body
    assert summary(answer) == [
        (["all", 0, "deals", 1, "left"], "REPLICA_BEHIND"),
        (["all", 1, "deals", 0, "left"], "REPLICA_BEHIND"),
    ]
    assert answer["errors"][0]["message"] == "数据未同步"
    assert answer["errors"][0]["extensions"]["messageEn"] == "not allowed"


def test_an_entitys_error_stands_wherever_the_entity_does(network: Network) -> None:
    answer = ask(
        network.gateway, '{ a: person(id: "p2") { t: strictTitle } people(first: 3) { mentor { t: strictTitle } } }'
    ).body
    assert answer["data"] == {
        "a": None,
        "people": [{"mentor": None}, {"mentor": None}, {"mentor": {"t": "title of p1"}}],
    }
    assert sorted(summary(answer), key=str) == [
        (["a", "t"], "PARTIAL_SCOPE"),
        (["people", 0, "mentor", "t"], "PARTIAL_SCOPE"),
    ]


def test_each_subgraph_may_have_its_own_deadline(network: Network) -> None:
    network.subgraphs["shops"].mode = network.subgraphs["people"].mode = "slow"
    app = create_app(settings(network.addresses, subgraph_deadlines="people=9"), network.supergraph)
    with serving(app) as address:
        answer = ask(address, '{ person(id: "p1") { name } shops { name } }').body
    assert answer["data"] == {"person": {"name": "Ada"}, "shops": None}
    assert summary(answer) == [(["shops"], "SUBGRAPH_UNAVAILABLE")]


def test_a_mutation_goes_on_after_one_that_failed(network: Network) -> None:
    network.subgraphs["books"].mode = "html"
    text = 'mutation { bookRefuse { token } personRename(id: "p1", name: "Zoe") { person { name } } }'
    answer = ask(network.gateway, text).body
    assert answer["data"] == {"bookRefuse": None, "personRename": {"person": {"name": "Zoe"}}}
    assert summary(answer) == [(["bookRefuse"], "SUBGRAPH_UNAVAILABLE")]


@pytest.mark.parametrize(("text", "sent"), [("mutation { bookRefuse { token } }", 1), ("{ broken }", 2)])
def test_only_a_query_is_sent_again_over_a_closed_connection(text: str, sent: int, network: Network) -> None:
    with hanging_up() as (address, read):
        app = create_app(settings(network.addresses | {"books": address}), network.supergraph)
        with serving(app) as gateway:
            assert [code for _, code in summary(ask(gateway, text).body)] == ["SUBGRAPH_UNAVAILABLE"]
    assert len(read) == sent


@pytest.fixture
def lonely(network: Network) -> Iterator[str]:
    """A gateway whose shops subgraph nobody runs."""
    addresses = network.addresses | {"shops": f"http://127.0.0.1:{free_port()}"}
    with serving(create_app(settings(addresses), network.supergraph)) as address:
        yield address


def test_an_unreachable_subgraph_fails_alone(lonely: str) -> None:
    answer = ask(lonely, '{ person(id: "p1") { name } shops { name } }').body
    assert answer["data"] == {"person": {"name": "Ada"}, "shops": None}
    assert summary(answer) == [(["shops"], "SUBGRAPH_UNAVAILABLE")]
