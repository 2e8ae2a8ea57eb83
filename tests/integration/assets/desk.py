"""The assets service as its jobs see it: a unit of work of a named system principal, on the business date."""

from collections.abc import Iterator
from contextlib import contextmanager

from chassis.journal import Origin
from chassis.uow import UnitOfWork
from tests.harness.subgraph import Subgraph


@contextmanager
def working(assets: Subgraph, job: str = "of.the.test") -> Iterator[UnitOfWork]:
    """One transaction, committed where nothing is raised."""
    runtime = assets.runtime
    with runtime.session() as session:
        uow = runtime.unit(session, runtime.system(job), Origin(runtime.clock.now(session), "of-the-test"))
        yield uow
        uow.finish()
        session.commit()
