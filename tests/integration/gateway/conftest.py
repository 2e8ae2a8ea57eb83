"""Three small federated services, our gateway over them, and Hive Gateway beside it."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from strawberry.asgi import GraphQL

from chassis.settings import Environment
from gateway.app import create_app
from gateway.compose import SUPERGRAPH, compose
from gateway.settings import GatewaySettings
from tests.harness.faults import Misbehaving
from tests.harness.hive import hive
from tests.harness.servers import serving
from tests.integration.gateway.subgraphs import books, people, shops
from tests.integration.gateway.subgraphs.streaming import Streaming

UNLIMITED = {"public_requests": "1000000/1", "public_commands": "1000000/1"}
MODULES = {"people": people, "books": books, "shops": shops}


@dataclass(frozen=True)
class Network:
    """Supergraph, the running subgraphs by name, and the gateway's address."""

    supergraph: str
    addresses: dict[str, str]
    subgraphs: dict[str, Misbehaving]
    gateway: str


# The subgraphs' errors are meant; their stack traces would bury those that are not.
logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)


@pytest.fixture(scope="session")
def supergraph() -> str:
    return compose({name: module.schema.as_str() for name, module in MODULES.items()})[SUPERGRAPH]


@pytest.fixture(scope="session")
def running(supergraph: str) -> Iterator[Network]:
    with ExitStack() as stack:
        subgraphs = {
            name: Misbehaving(Streaming(GraphQL(module.schema), module.schema)) for name, module in MODULES.items()
        }
        addresses = {name: stack.enter_context(serving(app)) for name, app in subgraphs.items()}
        app = create_app(settings(addresses), supergraph)
        yield Network(supergraph, addresses, subgraphs, stack.enter_context(serving(app)))


@pytest.fixture(scope="session")
def patient(running: Network) -> Iterator[str]:
    """A gateway over the same subgraphs that waits for them as long as the oracle does."""
    app = create_app(settings(running.addresses, subgraph_seconds=60.0, request_seconds=60.0), running.supergraph)
    with serving(app) as address:
        yield address


@pytest.fixture
def network(running: Network) -> Iterator[Network]:
    for module in MODULES.values():
        module.reset()
    yield running
    for subgraph in running.subgraphs.values():
        subgraph.mode, subgraph.ready = None, True


@pytest.fixture(scope="session")
def oracle(running: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with hive(running.supergraph, running.addresses, tmp_path_factory.mktemp("hive")) as address:
        yield address


def settings(addresses: dict[str, str], **changed: object) -> GatewaySettings:
    given = {"environment": Environment.TEST, "subgraphs": addresses, "subgraph_seconds": 1.0, **UNLIMITED, **changed}
    return GatewaySettings.model_validate(given)
