"""Facts that a service brings along, recorded by commands like any others."""

from chassis.journal import Origin
from chassis.log import new_correlation_id
from chassis.runtime import Runtime
from chassis.service import Service
from chassis.settings import ServiceSettings


def seed(service: Service, settings: ServiceSettings) -> None:
    """Run the service's seeds as the system, each in a transaction; a seed sees what it did before."""
    if not service.seeds:
        return
    runtime = Runtime(service, settings)
    try:
        for each in service.seeds:
            with runtime.session() as session:
                origin = Origin(runtime.clock.now(session), new_correlation_id())
                uow = runtime.unit(session, runtime.system("seed"), origin)
                each(uow)
                uow.finish()
                session.commit()
    finally:
        runtime.close_writes()
