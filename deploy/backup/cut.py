"""One moment in all databases: whatever a service has taken in, its neighbour has told.

Each database has snapshots of its own. Were one taken after another while events flow, a service could remember an
event that its restored neighbour never told. So no event is taken in while the snapshots are made, which takes
milliseconds; commands, seals and the relay go on.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, NullPool, create_engine, text

from chassis.service import Service
from chassis.settings import ServiceSettings

LONG_ENOUGH = "-c timezone=UTC -c statement_timeout=0 -c transaction_timeout=0 -c idle_in_transaction_session_timeout=0"
WAIT_FOR_HANDLERS = "-c lock_timeout=5s"
CLOSE_INTAKE = text("LOCK TABLE inbox, parked IN SHARE MODE")
EXPORT = text("SELECT pg_export_snapshot()")


@dataclass(frozen=True)
class Snapshot:
    """A connection that sees its database at the cut, and the name by which other sessions can see the same."""

    connection: Connection
    name: str


@contextmanager
def consistent_cut(services: Sequence[tuple[Service, ServiceSettings]]) -> Iterator[dict[str, Snapshot]]:
    """Service → snapshot, by the owner's role, until the end. Nothing is sealed in any database meanwhile.

    Raises a DBAPIError where a handler holds on to its inbox for more than five seconds.
    """
    urls = {service.name: settings.owner_sqlalchemy_url() for service, settings in services}
    with ExitStack() as until_the_end:
        reading = {name: until_the_end.enter_context(_connected(url)) for name, url in urls.items()}
        with ExitStack() as closed:
            gates = [closed.enter_context(_connected(url)) for url in urls.values()]
            for gate in gates:
                gate.execute(CLOSE_INTAKE)
            cut = {name: _snapshot(connection) for name, connection in reading.items()}
        yield cut


def _snapshot(connection: Connection) -> Snapshot:
    seeing = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Snapshot(seeing, seeing.execute(EXPORT).scalar_one())


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    options = f"{LONG_ENOUGH} {WAIT_FOR_HANDLERS}"
    engine = create_engine(url, poolclass=NullPool, connect_args={"options": options})
    with engine.connect() as connection:
        yield connection
