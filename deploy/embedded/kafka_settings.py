"""The settings of a broker: one node that is broker and controller, on a machine of one's own or in a container."""

from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.kafka_access import ADMINISTRATOR, CONTROLLER, kafka_user
from deploy.embedded.kept import Credentials

SCRAM = "SCRAM-SHA-512"
LOGGING = Path(__file__).with_name("log4j2.properties")

# One node that is broker and controller; what is replicated in a cluster has one copy here.
SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "num.partitions": "12",
    "auto.create.topics.enable": "false",
    "log.retention.ms": "-1",
    "log.retention.bytes": "-1",
    "group.initial.rebalance.delay.ms": "0",
    "broker.session.timeout.ms": "2000",
    "broker.heartbeat.interval.ms": "500",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "log.cleaner.dedupe.buffer.size": "4194304",
    "log.cleaner.threads": "1",
    "num.network.threads": "2",
    "num.io.threads": "4",
    "background.threads": "2",
}


@dataclass(frozen=True)
class BrokerPlace:
    """Addresses (host:port) that the broker listens on, is found by, and speaks to its controller on; its data."""

    listen: str
    advertise: str
    controller: str
    data: Path


def broker_settings(place: BrokerPlace, keys: Credentials | None) -> str:
    """The text of server.properties. Without keys everybody is let in, for a test's own broker."""
    settings = SETTINGS | _listeners(place) | _security(keys) | {"log.dirs": str(place.data)}
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def first_user(keys: Credentials) -> str:
    """What `--add-scram` is told when the storage is formatted: the administrator must be known from the start."""
    administrator = kafka_user(keys, ADMINISTRATOR)
    return f"{SCRAM}=[name={administrator.name},password={administrator.password}]"


def _listeners(place: BrokerPlace) -> dict[str, str]:
    """Everything about who may connect, and how, stands here."""
    return {
        "listeners": f"CLIENT://{place.listen},CONTROLLER://{place.controller}",
        "advertised.listeners": f"CLIENT://{place.advertise}",
        "inter.broker.listener.name": "CLIENT",
        "controller.listener.names": "CONTROLLER",
        "controller.quorum.bootstrap.servers": place.controller,
    }


def _security(keys: Credentials | None) -> dict[str, str]:
    """Who is let in and by what proof: clients by SCRAM, the broker to its controller by a password of its own."""
    protocols = "listener.security.protocol.map"
    if keys is None:
        return {protocols: "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"}
    administrator, controller = kafka_user(keys, ADMINISTRATOR), kafka_user(keys, CONTROLLER)
    known = f'user_{controller.name}="{controller.password}"'
    return {
        protocols: "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
        "sasl.mechanism.inter.broker.protocol": SCRAM,
        "sasl.mechanism.controller.protocol": "PLAIN",
        "listener.name.client.sasl.enabled.mechanisms": SCRAM,
        "listener.name.client.scram-sha-512.sasl.jaas.config": administrator.jaas("scram.ScramLoginModule"),
        "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.controller.plain.sasl.jaas.config": controller.jaas("plain.PlainLoginModule", known),
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": f"User:{ADMINISTRATOR};User:{CONTROLLER}",
    }
