"""The three services of a running stack, as the command line reaches them: by their databases and Kafka."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from chassis.service import Service
from chassis.settings import ServiceSettings
from cli.home import open_layout
from cli.inventory import service as service_of
from cli.screen import fail
from deploy.compose.places import CREDENTIALS, wiring
from deploy.compose.run import merged
from deploy.embedded.databases import SERVICES
from deploy.embedded.home_lock import HomeLock
from deploy.embedded.kept import Credentials
from deploy.embedded.layout import Layout
from deploy.embedded.processes import Wiring, service_programs


def running_layout() -> Layout:
    """The layout of the stack, which must be running; ends the command otherwise."""
    layout = open_layout()
    if HomeLock(layout).pid_file.pid() is None:
        fail("家底没有运行,请先运行 ./jiadi up", "Jiadi is not running; run ./jiadi up first")
    return layout


@contextmanager
def reachable_databases() -> Iterator[None]:
    """What reads the services' databases; ends the command where they or their tables are not there yet."""
    try:
        yield
    except DBAPIError as error:
        fail("数据库暂时连不上,请稍后再试", f"The database cannot be reached; try again later: {error.orig}")


def running_services(
    layout: Layout, only: str | None = None, program: str = "worker"
) -> Iterator[tuple[Service, ServiceSettings]]:
    """Each service, or only one, with the settings of its worker; those of `migrate` have the owner's connection."""
    from deploy.embedded.stack import Stack  # here: it needs the servers' packages, which a container has not

    return _told(Stack(layout, lambda _: None).wiring, only, program, {})


def reachable_services(only: str | None = None, program: str = "worker") -> Iterator[tuple[Service, ServiceSettings]]:
    """As `running_services`, and from the operator's container as well, which is given the keys of its deployment."""
    if CREDENTIALS.exists():
        return _told(wiring(Credentials(CREDENTIALS)), only, program, os.environ)
    return running_services(running_layout(), only, program)


def _told(
    wired: Wiring, only: str | None, program: str, environment: Mapping[str, str]
) -> Iterator[tuple[Service, ServiceSettings]]:
    if only is not None and only not in SERVICES:
        fail(
            f"没有服务“{only}”,可选:{' '.join(SERVICES)}",
            f"There is no service '{only}'; there are: {' '.join(SERVICES)}",
        )
    for name in SERVICES:
        if only in (None, name):
            (found,) = (each for each in service_programs(wired, name) if each.name == f"{name}.{program}")
            told = merged(found.settings, environment)
            yield service_of(name), ServiceSettings.told({key: told[key] for key in found.settings})
