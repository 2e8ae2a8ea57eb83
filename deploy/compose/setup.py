"""The second container: `python -m deploy.compose.setup` makes roles, databases, topics, users, rights and buckets.

Repeatable. It alone holds the keys of all servers, and ends before any service starts.
"""

import sys
import time
from collections.abc import Callable
from functools import partial

import psycopg
from kafka.errors import KafkaError
from minio.error import InvalidResponseError, S3Error
from urllib3.exceptions import HTTPError

from deploy.compose.places import CREDENTIALS, KAFKA, S3, server_url
from deploy.embedded.databases import create_databases
from deploy.embedded.kafka_access import ADMINISTRATOR, equip_users, kafka_user
from deploy.embedded.kept import Credentials
from deploy.embedded.seaweedfs import create_buckets
from deploy.embedded.topics import administer, create_topics

PATIENCE_SECONDS, PAUSE_SECONDS = 120.0, 1.0
NOT_YET = (psycopg.OperationalError, KafkaError, S3Error, InvalidResponseError, HTTPError)


def main() -> None:
    """Ends with the error of a server that did not come up in time."""
    keys = Credentials(CREDENTIALS)
    for name, equip in STEPS.items():
        patiently(partial(equip, keys))
        sys.stdout.write(f"{name} is equipped\n")
        sys.stdout.flush()


def postgres(keys: Credentials) -> None:
    """Owner, runtime role and database of every service."""
    create_databases(server_url(keys), keys)


def kafka(keys: Credentials) -> None:
    """The topic of every service, and who may do what with it."""
    administrator = kafka_user(keys, ADMINISTRATOR)
    create_topics(KAFKA, user=administrator)
    with administer(KAFKA, administrator) as admin:
        equip_users(admin, keys)


def seaweedfs(keys: Credentials) -> None:
    """The bucket of every service; its identities are in the server's own file."""
    create_buckets(S3, keys)


STEPS: dict[str, Callable[[Credentials], None]] = {"PostgreSQL": postgres, "Kafka": kafka, "SeaweedFS": seaweedfs}


def patiently(work: Callable[[], None], seconds: float = PATIENCE_SECONDS, pause: float = PAUSE_SECONDS) -> None:
    """Do it again while the server only comes up; every step is repeatable. Raises what it raised last."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return work()
        except NOT_YET:
            if time.monotonic() > deadline:
                raise
            time.sleep(pause)


if __name__ == "__main__":
    main()
