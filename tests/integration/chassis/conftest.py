import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import make_url

from chassis import migrate
from chassis.leader import SEAL_LOCK, Leader
from chassis.runtime import Runtime
from chassis.sealer import Sealer
from chassis.service import Service
from chassis.settings import ServiceSettings
from deploy.embedded.topics import delete_topics
from tests.harness.run import Run
from tests.integration.chassis.stage import Desk, Stage, empty_database, first_migration, services, settings_for

SettingsOf = Callable[..., ServiceSettings]


@pytest.fixture(scope="session")
def example_services(test_run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Service]:
    """The example services with their first migrations, written by Alembic from the models."""
    made = services(tmp_path_factory.mktemp("migrations"))
    for name, service in made.items():
        with empty_database(test_run, name) as address:
            first_migration(service, address)
    return made


@pytest.fixture(scope="session")
def templates(test_run: Run, example_services: dict[str, Service]) -> Iterator[dict[str, str]]:
    """A migrated database per example service, to be copied."""
    with ExitStack() as stack:
        addresses = {name: stack.enter_context(empty_database(test_run, name)) for name in example_services}
        for name, service in example_services.items():
            migrate.upgrade(service, settings_for(addresses[name]))
        yield {name: make_url(address.owner).database or "" for name, address in addresses.items()}


@pytest.fixture
def example_settings(test_run: Run, templates: dict[str, str]) -> Iterator[SettingsOf]:
    """`example_settings(service)`: settings with a migrated database of this test's own."""
    with ExitStack() as stack:
        yield lambda name, **others: settings_for(
            stack.enter_context(empty_database(test_run, name, templates[name])), **others
        )


@pytest.fixture
async def desk(example_services: dict[str, Service], example_settings: SettingsOf) -> AsyncIterator[Desk]:
    """The telling service with two counties, without workers; 16 threads and a connection for a sealer."""
    runtime = Runtime(example_services["projects"], example_settings("projects", pool_size=17))
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


@pytest.fixture
async def stage(
    example_services: dict[str, Service], example_settings: SettingsOf, own_topics: dict[str, str]
) -> AsyncIterator[Stage]:
    """Both services with their workers not yet started."""
    runtimes = {name: Runtime(s, example_settings(name, **own_topics)) for name, s in example_services.items()}
    stage = Stage(runtimes)
    await stage.desk.import_regions()
    yield stage
    await stage.close()
