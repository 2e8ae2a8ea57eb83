import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack

import pytest

from chassis import migrate
from chassis.leader import SEAL_LOCK, Leader
from chassis.runtime import Runtime
from chassis.sealer import Sealer
from chassis.service import Service
from chassis.settings import ServiceSettings
from deploy.embedded.topics import delete_topics
from tests.harness.run import Run
from tests.integration.chassis.stage import Desk, empty_database, first_migration, services, settings_for


@pytest.fixture(scope="session")
def example_services(test_run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Service]:
    """The example services with their first migrations, written by Alembic from the models."""
    made = services(tmp_path_factory.mktemp("migrations"))
    for name, service in made.items():
        with empty_database(test_run, name) as address:
            first_migration(service, address)
    return made


@pytest.fixture
def example_settings(test_run: Run, example_services: dict[str, Service]) -> Iterator[Callable[..., ServiceSettings]]:
    """`example_settings(service)`: a migrated database of this test's own."""
    with ExitStack() as stack:

        def make(name: str, **others: object) -> ServiceSettings:
            settings = settings_for(stack.enter_context(empty_database(test_run, name)), **others)
            migrate.upgrade(example_services[name], settings)
            return settings

        yield make


@pytest.fixture
async def desk(
    example_services: dict[str, Service], example_settings: Callable[..., ServiceSettings]
) -> AsyncIterator[Desk]:
    """The telling service with two counties, without workers."""
    runtime = Runtime(example_services["projects"], example_settings("projects"))
    desk = Desk(runtime)
    await desk.import_regions()
    yield desk
    await runtime.close()


@pytest.fixture
def sealer(desk: Desk) -> Iterator[Sealer]:
    """Seals when the test says so."""
    with Leader.compete(desk.runtime.engine, SEAL_LOCK) as leader:
        assert leader is not None
        yield Sealer(leader, desk.runtime.service, desk.runtime.clock)


@pytest.fixture
def own_topics(kafka_broker: str) -> Iterator[dict[str, str]]:
    """Kafka settings under a prefix of this test's own; its topics are deleted at the end."""
    prefix = f"example-{secrets.token_hex(6)}."
    yield {"kafka": kafka_broker, "topic_prefix": prefix}
    delete_topics(kafka_broker, prefix)
