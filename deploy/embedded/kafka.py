import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from kafka.errors import KafkaError

from deploy.embedded.binaries import java
from deploy.embedded.child import plain_environment, run_as
from deploy.embedded.jars import ensure_jars, read_lock
from deploy.embedded.kafka_access import ADMINISTRATOR, KafkaUser, equip_users, kafka_user
from deploy.embedded.kafka_settings import LOGGING, BrokerPlace, broker_settings, first_user
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part, answers_on
from deploy.embedded.ports import LOOPBACK
from deploy.embedded.topics import administer, create_topics

# The first compiler alone: a third less time to start and 30 MB less memory than with the optimising one.
JVM = ("-Xms64m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxMetaspaceSize=128m", "-Xss512k")


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
        place = BrokerPlace(
            listen=self.address,
            advertise=self.address,
            controller=f"{LOOPBACK}:{self.layout.ports.get('kafka.controller')}",
            data=folder / "data",
        )
        text = broker_settings(place, self.layout.credentials if self.secured else None)
        self.layout.account.write(folder / "server.properties", text)

    def _format(self, program: tuple[str, ...], folder: Path) -> None:
        shutil.rmtree(folder / "data", ignore_errors=True)
        cluster = f"--cluster-id={self.layout.credentials.get('kafka.cluster')[:22]}"
        tool = [*program, "kafka.tools.StorageTool", "format", cluster, "--standalone", "-c", "server.properties"]
        if self.secured:
            tool += ["--add-scram", first_user(self.layout.credentials)]
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
