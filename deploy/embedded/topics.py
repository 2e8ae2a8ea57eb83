from collections.abc import Iterator
from contextlib import contextmanager

from kafka import KafkaAdminClient
from kafka.errors import TopicAlreadyExistsError

from deploy.embedded.databases import SERVICES
from deploy.embedded.kafka_access import KafkaUser
from published.catalogue import topic_of

PARTITIONS = 12
# Topics keep everything: a consumer may always start again from the beginning.
TOPIC_SETTINGS = {"retention.ms": "-1", "retention.bytes": "-1", "cleanup.policy": "delete"}


def topic_names(prefix: str = "") -> list[str]:
    """The topic of each service, in the order of SERVICES."""
    return [topic_of(service, prefix) for service in SERVICES]


@contextmanager
def administer(bootstrap: str, user: KafkaUser | None = None) -> Iterator[KafkaAdminClient]:
    """A short-lived administrator of the broker at host:port. Raises KafkaError if it cannot be reached."""
    access = user.connection() if user else {}
    admin = KafkaAdminClient(bootstrap_servers=bootstrap, bootstrap_timeout_ms=5000, request_timeout_ms=20000, **access)
    try:
        yield admin
    finally:
        admin.close()


def create_topics(bootstrap: str, prefix: str = "", user: KafkaUser | None = None) -> None:
    """Create the topic of every service, if missing, and wait until each partition has a leader."""
    with administer(bootstrap, user) as admin:
        missing = set(topic_names(prefix)) - set(admin.list_topics())
        wanted = {
            name: {"num_partitions": PARTITIONS, "replication_factor": 1, "configs": TOPIC_SETTINGS} for name in missing
        }
        if wanted:
            try:
                admin.create_topics(wanted, wait_for_metadata=True)
            except TopicAlreadyExistsError:
                admin.wait_for_topics(sorted(missing))


def delete_topics(bootstrap: str, prefix: str) -> None:
    """Delete the topics that carry `prefix`; an empty prefix is refused, because it would name the real ones."""
    if not prefix:
        raise ValueError("a prefix is needed: topics without one hold the record of the services")
    with administer(bootstrap) as admin:
        doomed = [name for name in admin.list_topics() if name.startswith(prefix)]
        if doomed:
            admin.delete_topics(doomed)
