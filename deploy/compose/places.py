"""Where everything is in `docker-compose.yml`: names and ports of its containers, folders of its volumes."""

from pathlib import Path

from deploy.compose.mine import MINE, PORT
from deploy.embedded.databases import SERVICES, database_address
from deploy.embedded.issuer import DevelopmentIssuer
from deploy.embedded.kafka_access import kafka_user
from deploy.embedded.kept import Credentials
from deploy.embedded.postgres import SUPERUSER
from deploy.embedded.processes import GATEWAY, Wiring
from deploy.embedded.seaweedfs import bucket

POSTGRES, KAFKA, S3 = "postgres:5432", "kafka:9092", "seaweedfs:8333"
SECRETS = Path("/secrets")
"""Where the first start sees the volume of every container, by the volume's name."""
CREDENTIALS = SECRETS / "keys" / "credentials.json"
JWKS = "jwks.json"
KAFKA_DATA = Path("/var/lib/kafka/data/log")


def server_url(keys: Credentials) -> str:
    """The PostgreSQL server as its superuser."""
    return f"postgresql://{SUPERUSER}:{keys.get('postgres.superuser')}@{POSTGRES}/postgres"


def wiring(keys: Credentials) -> Wiring:
    """What our processes are told."""
    return Wiring(
        databases={service: database_address(server_url(keys), keys, service) for service in SERVICES},
        kafka=KAFKA,
        kafka_users={service: kafka_user(keys, service) for service in SERVICES},
        ports=dict.fromkeys((*SERVICES, GATEWAY), PORT),
        hosts={GATEWAY: GATEWAY, **{service: f"{service}-api" for service in SERVICES}},
        listen="0.0.0.0",  # noqa: S104 - of a container, whose networks say who comes in
        jwks_file=MINE / JWKS,
        issuer=DevelopmentIssuer.name,
        internal_secret=keys.get("internal"),
        digest_key=keys.get("digest"),
        data_key=keys.get("data"),
        environment="production",
        clock="system",
        buckets={service: bucket(keys, service, f"http://{S3}") for service in SERVICES},
    )
