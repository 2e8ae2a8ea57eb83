import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from kafka.errors import KafkaError

from deploy.embedded.binaries import java
from deploy.embedded.child import plain_environment, run_as
from deploy.embedded.jars import ensure_jars, read_lock
from deploy.embedded.kafka_access import ADMINISTRATOR, CONTROLLER, KafkaUser, equip_users, kafka_user
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part, answers_on
from deploy.embedded.ports import LOOPBACK
from deploy.embedded.topics import administer, create_topics

SCRAM = "SCRAM-SHA-512"
LOGGING = Path(__file__).with_name("log4j2.properties")
# The first compiler alone: a third less time to start and 30 MB less memory than with the optimising one.
JVM = ("-Xms64m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxMetaspaceSize=128m", "-Xss512k")

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
class KafkaBroker:
    """Apache Kafka in KRaft mode on the Java runtime of a wheel, jars by the committed lock, loopback only."""

    layout: Layout
    secured: bool = True
    """Clients sign in by SCRAM and may do what their rights allow; a test's own broker lets everybody in."""

    @property
    def administrator(self) -> KafkaUser | None:
        """Who may do everything; None where nobody signs in."""
        return kafka_user(self.layout.credentials, ADMINISTRATOR) if self.secured else None

    @property
    def port(self) -> int:
        """Of the listener that clients use."""
        return self.layout.ports.get("kafka")

    @property
    def address(self) -> str:
        """Bootstrap address, host:port."""
        return f"{LOOPBACK}:{self.port}"

    def part(self) -> Part:
        """Fetch the jars and format the storage if that is still to do. Raises JarError, CommandError."""
        folder = self.layout.server_folder("kafka")
        with self.layout.filling_cache():
            jars = ensure_jars(self.layout.cache_folder("kafka-jars"), read_lock())
        program = (str(java(self.layout)), "-cp", ":".join(map(str, jars)))
        self.layout.account.write(folder / LOGGING.name, LOGGING.read_text())
        self._write_settings(folder)
        if not (folder / "data" / "meta.properties").exists():
            self._format(program, folder)
        logging = f"-Dlog4j2.configurationFile={folder / LOGGING.name}"
        return Part(
            name="kafka",
            argv=(*program[:1], *JVM, logging, *program[1:], "kafka.Kafka", "server.properties"),
            environment=plain_environment({}),
            folder=folder,
            account=self.layout.account,
            ready=self._serves,
            equip=self._equip,
            ports=("kafka", "kafka.controller"),
        )

    def _write_settings(self, folder: Path) -> None:
        settings = SETTINGS | self._listeners() | self._security() | {"log.dirs": str(folder / "data")}
        text = "".join(f"{name}={value}\n" for name, value in settings.items())
        self.layout.account.write(folder / "server.properties", text)

    def _listeners(self) -> dict[str, str]:
        """Everything about who may connect, and how, stands here."""
        controller = f"{LOOPBACK}:{self.layout.ports.get('kafka.controller')}"
        return {
            "listeners": f"CLIENT://{self.address},CONTROLLER://{controller}",
            "advertised.listeners": f"CLIENT://{self.address}",
            "inter.broker.listener.name": "CLIENT",
            "controller.listener.names": "CONTROLLER",
            "controller.quorum.bootstrap.servers": controller,
        }

    def _security(self) -> dict[str, str]:
        """Who is let in and by what proof: clients by SCRAM, the broker to its controller by a password of its own."""
        protocols = "listener.security.protocol.map"
        if self.administrator is None:
            return {protocols: "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"}
        controller = kafka_user(self.layout.credentials, CONTROLLER)
        known = f'user_{controller.name}="{controller.password}"'
        return {
            protocols: "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
            "sasl.mechanism.inter.broker.protocol": SCRAM,
            "sasl.mechanism.controller.protocol": "PLAIN",
            "listener.name.client.sasl.enabled.mechanisms": SCRAM,
            "listener.name.client.scram-sha-512.sasl.jaas.config": self.administrator.jaas("scram.ScramLoginModule"),
            "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
            "listener.name.controller.plain.sasl.jaas.config": controller.jaas("plain.PlainLoginModule", known),
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": f"User:{ADMINISTRATOR};User:{CONTROLLER}",
        }

    def _format(self, program: tuple[str, ...], folder: Path) -> None:
        shutil.rmtree(folder / "data", ignore_errors=True)
        cluster = f"--cluster-id={self.layout.credentials.get('kafka.cluster')[:22]}"
        tool = [*program, "kafka.tools.StorageTool", "format", cluster, "--standalone", "-c", "server.properties"]
        if self.administrator is not None:
            secret = f"name={self.administrator.name},password={self.administrator.password}"
            tool += ["--add-scram", f"{SCRAM}=[{secret}]"]
        run_as(self.layout.account, tool, folder)

    async def _serves(self) -> bool:
        if not await answers_on(LOOPBACK, self.port)():
            return False
        try:
            await asyncio.to_thread(self._list_topics)
        except KafkaError:
            return False
        return True

    def _list_topics(self) -> None:
        with administer(self.address, self.administrator) as admin:
            admin.list_topics()

    async def _equip(self) -> None:
        await asyncio.to_thread(create_topics, self.address, user=self.administrator)
        if self.administrator is not None:
            await asyncio.to_thread(self._equip_users, self.administrator)

    def _equip_users(self, administrator: KafkaUser) -> None:
        with administer(self.address, administrator) as admin:
            equip_users(admin, self.layout.credentials)
