"""Our own processes: which module each one runs, and the JIADI_ settings that it gets."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.embedded.databases import SERVICES, DatabaseAddress
from deploy.embedded.kafka_access import KafkaUser
from deploy.embedded.ports import LOOPBACK

GATEWAY = "gateway"
RUNNING = (*(f"{service}.{kind}" for service in SERVICES for kind in ("api", "worker")), GATEWAY)
"""Names of the programs that go on running."""


@dataclass(frozen=True)
class Bucket:
    """Where one service keeps its documents, and the key that opens only that; browsers may need another address."""

    endpoint: str
    name: str
    access_key: str
    secret_key: str
    public_endpoint: str = ""


@dataclass(frozen=True)
class Wiring:
    """Addresses and keys that the processes of one deployment share. `ports`: of each API (by service) and gateway."""

    databases: Mapping[str, DatabaseAddress]
    kafka: str
    ports: Mapping[str, int]
    jwks_file: Path
    issuer: str
    internal_secret: str
    digest_key: str
    data_key: str
    environment: str
    topic_prefix: str = ""
    clock: str = "db"
    log_level: str = "INFO"
    buckets: Mapping[str, Bucket] = field(default_factory=dict)
    kafka_users: Mapping[str, KafkaUser] = field(default_factory=dict)
    gateway: Mapping[str, str] = field(default_factory=dict)
    """Further settings of the gateway, such as how often the public may ask."""
    services: Mapping[str, str] = field(default_factory=dict)
    """Further settings of every service."""
    cors_origins: str = ""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Where an API or the gateway is found, if not on this machine's loopback."""
    listen: str = LOOPBACK
    """The address that APIs and gateway listen on, and where a metrics port is set, every process."""
    metrics_ports: Mapping[str, int] = field(default_factory=dict)
    """Where Prometheus finds a program, by the program's name; elsewhere that port is shut."""

    def url(self, name: str) -> str:
        """Base address of a service's API or of the gateway."""
        return f"http://{self.hosts.get(name, LOOPBACK)}:{self.ports[name]}"


@dataclass(frozen=True)
class Program:
    """One Python process of ours. One that answers /readyz has a port and the name under which it was chosen."""

    name: str
    module: str
    settings: Mapping[str, str]
    after: tuple[str, ...] = ()
    port: int | None = None
    port_name: str = ""
    is_job: bool = False

    def environment(self) -> dict[str, str]:
        """Our own environment with this program's settings in place of any other JIADI_ variable."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("JIADI_")}
        return {**inherited, "PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2", **self.settings}


def metrics_port_name(program: str) -> str:
    """The name under which the port of a program's metrics is chosen."""
    return f"{program}.metrics"


def programs(wiring: Wiring) -> list[Program]:
    """All of them, each after what it needs."""
    return [program for service in SERVICES for program in service_programs(wiring, service)] + [gateway(wiring)]


def service_programs(wiring: Wiring, service: str) -> list[Program]:
    """A service's migration job, API and worker. Only the job knows the owner's password."""
    settings = _service_settings(wiring, service)
    module, job = f"services.{service}", f"{service}.migrate"
    port = wiring.ports[service]
    return [
        Program(job, f"{module}.migrate", _owner_settings(wiring, service), after=("postgres",), is_job=True),
        Program(
            f"{service}.api",
            f"{module}.app",
            settings | _metrics(wiring, f"{service}.api") | {"JIADI_HOST": wiring.listen, "JIADI_PORT": str(port)},
            after=(job,),
            port=port,
            port_name=service,
        ),
        Program(
            f"{service}.worker",
            f"{module}.worker",
            settings | _metrics(wiring, f"{service}.worker"),
            after=(job, "kafka"),
        ),
    ]


def gateway(wiring: Wiring) -> Program:
    """It waits for nothing and is ready once every API is."""
    port = wiring.ports[GATEWAY]
    settings = _shared_settings(wiring, GATEWAY) | _metrics(wiring, GATEWAY)
    settings |= {
        "JIADI_SUBGRAPHS": ",".join(f"{service}={wiring.url(service)}" for service in SERVICES),
        "JIADI_CORS_ORIGINS": wiring.cors_origins,
        "JIADI_HOST": wiring.listen,
        "JIADI_PORT": str(port),
        **wiring.gateway,
    }
    return Program(GATEWAY, "gateway.app", settings, port=port, port_name=GATEWAY)


def _shared_settings(wiring: Wiring, service: str) -> dict[str, str]:
    return {
        "JIADI_SERVICE": service,
        "JIADI_ENVIRONMENT": wiring.environment,
        "JIADI_LOG_LEVEL": wiring.log_level,
        "JIADI_CLOCK": wiring.clock,
        "JIADI_JWKS_FILE": str(wiring.jwks_file),
        "JIADI_ISSUER": wiring.issuer,
        "JIADI_INTERNAL_SECRET": wiring.internal_secret,
    }


def _metrics(wiring: Wiring, name: str) -> dict[str, str]:
    port = wiring.metrics_ports.get(name, 0)
    return {"JIADI_METRICS_HOST": wiring.listen, **({"JIADI_METRICS_PORT": str(port)} if port else {})}


def _service_settings(wiring: Wiring, service: str) -> dict[str, str]:
    settings = _shared_settings(wiring, service) | {
        "JIADI_DATABASE_URL": wiring.databases[service].runtime,
        "JIADI_DIGEST_KEY": wiring.digest_key,
        "JIADI_DATA_KEY": wiring.data_key,
        "JIADI_PUBLIC_URL": wiring.url(GATEWAY),
        "JIADI_KAFKA": wiring.kafka,
        "JIADI_TOPIC_PREFIX": wiring.topic_prefix,
    }
    if user := wiring.kafka_users.get(service):
        settings |= {"JIADI_KAFKA_USERNAME": user.name, "JIADI_KAFKA_PASSWORD": user.password}
    if bucket := wiring.buckets.get(service):
        settings |= {
            "JIADI_S3_ENDPOINT": bucket.endpoint,
            "JIADI_S3_PUBLIC_ENDPOINT": bucket.public_endpoint,
            "JIADI_S3_ACCESS_KEY": bucket.access_key,
            "JIADI_S3_SECRET_KEY": bucket.secret_key,
            "JIADI_S3_BUCKET": bucket.name,
        }
    return {**settings, **wiring.services}


def _owner_settings(wiring: Wiring, service: str) -> dict[str, str]:
    """The job gets what the service gets, so that settings validate alike, and the owner's connection."""
    return _service_settings(wiring, service) | {"JIADI_OWNER_DATABASE_URL": wiring.databases[service].owner}
