"""Fixtures for tests on real parts. The servers start when the first test of a run needs them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from deploy.embedded.databases import DatabaseAddress
from tests.harness.broker import broker_address, prefixed_topics
from tests.harness.databases import fresh_database
from tests.harness.deployment import Deployment
from tests.harness.object_store import ObjectStore
from tests.harness.run import Run, RunOwner
from tests.harness.subgraph import Subgraph, serving

FreshDatabase = Callable[[str], DatabaseAddress]
MakeSubgraph = Callable[[str], Subgraph]
OWNER = pytest.StashKey[RunOwner]()


def pytest_configure(config: pytest.Config) -> None:
    """Each process that runs tests has servers of its own, so that no test meets another's transactions."""
    if not config.getoption("numprocesses", None):
        config.stash[OWNER] = RunOwner()


def pytest_unconfigure(config: pytest.Config) -> None:
    if owner := config.stash.get(OWNER, None):
        owner.close()


@pytest.fixture(scope="session")
def test_run() -> Run:
    return Run.current()


@pytest.fixture
def postgres_database(test_run: Run) -> Iterator[FreshDatabase]:
    """`postgres_database(service)`: a fresh database for this test, migrated when the service has migrations."""
    with ExitStack() as databases:
        yield lambda service: databases.enter_context(fresh_database(test_run, service))


@pytest.fixture(scope="module")
def module_postgres_database(test_run: Run) -> Iterator[FreshDatabase]:
    """As `postgres_database`, but the databases live as long as the test module."""
    with ExitStack() as databases:
        yield lambda service: databases.enter_context(fresh_database(test_run, service))


@pytest.fixture(scope="module")
def make_subgraph(
    module_postgres_database: FreshDatabase, object_store: ObjectStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MakeSubgraph]:
    """`make_subgraph(service)`: the service over a database of this module's own, asked in process."""
    with ExitStack() as stack:
        yield lambda service: stack.enter_context(
            serving(
                service,
                module_postgres_database(service),
                object_store.bucket(service),
                tmp_path_factory.mktemp("issuer"),
            )
        )


@pytest.fixture(scope="session")
def kafka_broker(test_run: Run) -> str:
    """host:port of a running broker: the one that JIADI_KAFKA names, or the run's own."""
    return broker_address(test_run)


@pytest.fixture(scope="module")
def topic_prefix(kafka_broker: str) -> Iterator[str]:
    """The services' topics under a prefix of this module's own, deleted at its end."""
    with prefixed_topics(kafka_broker) as prefix:
        yield prefix


@pytest.fixture(scope="session")
def object_store(test_run: Run) -> ObjectStore:
    """S3 with one bucket and key per service."""
    return ObjectStore(test_run)


@pytest.fixture(scope="module")
def deployment(test_run: Run) -> Iterator[Deployment]:
    """The three services and the gateway as real processes, with databases and topics of this module's own."""
    with Deployment.start(test_run) as running:
        yield running
