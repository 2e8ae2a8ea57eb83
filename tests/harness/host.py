"""Runs one server for a whole test run: python -m tests.harness.host FOLDER SERVER."""

import asyncio
import fcntl
import os
import shutil
import signal
import sys
import threading
from pathlib import Path

from deploy.embedded.kafka import KafkaBroker
from deploy.embedded.postgres import PostgresServer
from deploy.embedded.seaweedfs import SeaweedServer
from deploy.embedded.supervisor import Supervisor
from tests.harness.object_store import ALLOWED_ORIGIN
from tests.harness.run import MEASURED_VARIABLE, Run


def _server(run: Run, name: str) -> PostgresServer | KafkaBroker | SeaweedServer:
    layout = run.layout(name)
    if name == "postgres":
        measured = MEASURED_VARIABLE in os.environ
        return PostgresServer(layout, durable=measured, timed=measured)
    return KafkaBroker(layout, secured=False) if name == "kafka" else SeaweedServer(layout, ALLOWED_ORIGIN)


async def _host(run: Run, name: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    server = _server(run, name)
    supervisor = Supervisor(server.layout, [server.part()], lambda message: print(message, flush=True))  # noqa: T201
    await supervisor.start()
    run.publish(name, server.address)
    await stop.wait()
    await supervisor.stop()
    shutil.rmtree(server.layout.home)  # here and not only in the owner, which may have been killed


def _end_with_owner(folder: Path) -> None:
    """Wait for the lock that the owner of the run holds as long as it lives."""
    with (folder / "alive").open("r+") as alive:
        fcntl.flock(alive, fcntl.LOCK_SH)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    _run = Run(Path(sys.argv[1]))
    threading.Thread(target=_end_with_owner, args=(_run.folder,), daemon=True).start()
    asyncio.run(_host(_run, sys.argv[2]))
