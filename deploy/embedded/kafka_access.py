"""Who may do what on Kafka: an administrator, and per service a user that writes its own topic and reads all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ResourcePattern,
    ResourceType,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from kafka.admin import ACLResourcePatternType as PatternType

from deploy.embedded.databases import SERVICES
from deploy.embedded.kept import Credentials
from published.catalogue import topic_of

ADMINISTRATOR = "admin"
CONTROLLER = "controller"
ITERATIONS = 4096


@dataclass(frozen=True)
class KafkaUser:
    """A name and its password."""

    name: str
    password: str

    def connection(self) -> dict[str, Any]:
        """What a kafka-python client needs to sign in."""
        return {
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": self.name,
            "sasl_plain_password": self.password,
        }

    def jaas(self, module: str, *further: str) -> str:
        """The same as a line of the broker's settings; `further` are options such as the users it knows."""
        options = [f'username="{self.name}"', f'password="{self.password}"', *further]
        return f"org.apache.kafka.common.security.{module} required {' '.join(options)};"


def kafka_user(keys: Credentials, name: str) -> KafkaUser:
    """A user of this stack, its password made on first use."""
    return KafkaUser(name, keys.get(f"kafka.{name}"))


def equip_users(admin: KafkaAdminClient, keys: Credentials) -> None:
    """Give every service its user and its rights; safe to repeat."""
    users = [kafka_user(keys, service) for service in SERVICES]
    admin.alter_user_scram_credentials(
        [
            UserScramCredentialUpsertion(user.name, ScramMechanism.SCRAM_SHA_512, user.password, ITERATIONS)
            for user in users
        ]
    )
    admin.create_acls([right for service in SERVICES for right in rights(service)])


def rights(service: str) -> Iterator[ACL]:
    """Write its own topic, read every topic, keep its offsets; nothing else."""
    for each in SERVICES:
        yield _allowed(service, ACLOperation.READ, ResourceType.TOPIC, topic_of(each))
    yield _allowed(service, ACLOperation.WRITE, ResourceType.TOPIC, topic_of(service))
    yield _allowed(service, ACLOperation.READ, ResourceType.GROUP, f"jiadi.{service}")


def _allowed(service: str, operation: ACLOperation, kind: ResourceType, name: str) -> ACL:
    pattern = ResourcePattern(kind, name, PatternType.LITERAL)
    return ACL(f"User:{service}", "*", operation, ACLPermissionType.ALLOW, pattern)
