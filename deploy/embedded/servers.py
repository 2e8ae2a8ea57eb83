"""PostgreSQL, Kafka and S3: our own, or existing ones that the environment names."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from deploy.embedded.databases import SERVICES, create_databases
from deploy.embedded.kafka import KafkaBroker
from deploy.embedded.kafka_access import KafkaUser, kafka_user
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part
from deploy.embedded.postgres import PostgresServer
from deploy.embedded.processes import Bucket
from deploy.embedded.seaweedfs import SeaweedServer, bucket_name
from deploy.embedded.topics import create_topics

EXISTING = {"postgres": "JIADI_POSTGRES", "kafka": "JIADI_KAFKA", "seaweedfs": "JIADI_S3_ENDPOINT"}


def foreign_servers() -> list[str]:
    """Variables by which the environment names servers that are not ours."""
    return [variable for variable in EXISTING.values() if variable in os.environ]


@dataclass(frozen=True)
class Servers:
    """Where the servers of a stack are.

    JIADI_POSTGRES (a superuser's URL), JIADI_KAFKA (host:port) and JIADI_S3_ENDPOINT (URL, with JIADI_S3_ACCESS_KEY
    and JIADI_S3_SECRET_KEY of an identity that may use the buckets jiadi-<service>, and JIADI_S3_PUBLIC_ENDPOINT where
    browsers reach it by another address) name existing servers.
    """

    layout: Layout

    @property
    def cors_origins(self) -> str:
        """Origins whose pages may ask the gateway and the file store: those that JIADI_CORS_ORIGINS lists, by comma."""
        return os.environ.get("JIADI_CORS_ORIGINS", "")

    @property
    def postgres(self) -> str:
        """Connection URL of a superuser."""
        return os.environ.get(EXISTING["postgres"]) or PostgresServer(self.layout).address

    @property
    def kafka(self) -> str:
        """Bootstrap address, host:port."""
        return os.environ.get(EXISTING["kafka"]) or KafkaBroker(self.layout).address

    def kafka_users(self) -> dict[str, KafkaUser]:
        """The user of each service; none where an existing broker lets everybody in."""
        if EXISTING["kafka"] in os.environ:
            return {}
        return {service: kafka_user(self.layout.credentials, service) for service in SERVICES}

    def bucket(self, service: str) -> Bucket:
        """Where the service keeps its documents."""
        endpoint = os.environ.get(EXISTING["seaweedfs"])
        if endpoint is None:
            return SeaweedServer(self.layout).bucket(service)
        keys = os.environ["JIADI_S3_ACCESS_KEY"], os.environ["JIADI_S3_SECRET_KEY"]
        return Bucket(endpoint, bucket_name(service), *keys, os.environ.get("JIADI_S3_PUBLIC_ENDPOINT", ""))

    def own(self) -> dict[str, Callable[[], Part]]:
        """The servers that are ours to run; making a part may fetch, copy and initialise, which takes seconds."""
        makers: dict[str, Callable[[], Part]] = {
            "postgres": PostgresServer(self.layout).part,
            "kafka": KafkaBroker(self.layout).part,
            "seaweedfs": SeaweedServer(self.layout, self.cors_origins).part,
        }
        return {name: make for name, make in makers.items() if EXISTING[name] not in os.environ}

    def equip_existing(self) -> None:
        """Create databases and topics on the servers that are not ours."""
        if EXISTING["postgres"] in os.environ:
            create_databases(self.postgres, self.layout.credentials)
        if EXISTING["kafka"] in os.environ:
            create_topics(self.kafka)
