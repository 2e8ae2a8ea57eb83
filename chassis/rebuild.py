"""Filling a replica again from the beginning of the topics, while the service goes on working."""

from sqlalchemy import create_engine, delete, inspect, update

from chassis.delivery import Delivery
from chassis.handlers import Handler
from chassis.kafka import read_to_the_end
from chassis.runtime import Runtime
from chassis.settings import with_driver

TOGETHER = 100


class OneOffHandlerError(Exception):
    """The handler does more than keep a replica: what it did once must not be done again."""


def rebuild(runtime: Runtime, name: str) -> int:
    """Forget what a handler has had and hand it every event again; how many events were read.

    Its replicas become stubs until their events are back, so that guards answer REPLICA_BEHIND meanwhile. Raises
    KeyError for an unknown handler, OneOffHandlerError for one that may not be run again, KafkaError.
    """
    handler = {each.name: each for each in runtime.service.handlers}[name]
    if handler.keeps is None:
        raise OneOffHandlerError(name)
    _forget(runtime, handler)
    delivery, count = Delivery(runtime, [handler]), 0
    for records in read_to_the_end(runtime.settings, delivery.topics, TOGETHER):
        delivery.deliver_all(records)
        count += len(records)
    return count


def _forget(runtime: Runtime, handler: Handler) -> None:
    """By the owner's role: the service's own may not take back what its inbox says."""
    owner = runtime.settings.owner_database_url
    if owner is None:
        raise ValueError("JIADI_OWNER_DATABASE_URL is needed to rebuild a replica")
    engine = create_engine(with_driver(owner.get_secret_value()))
    tables, replica = runtime.service.tables, inspect(handler.keeps).local_table
    with engine.begin() as connection:
        connection.execute(update(replica).values(version=0))
        connection.execute(delete(tables.inbox).where(tables.inbox.c.handler == handler.name))
        connection.execute(delete(tables.parked).where(tables.parked.c.handler == handler.name))
    engine.dispose()
