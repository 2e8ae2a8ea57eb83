import os
import signal
import subprocess
import sys

from chassis.settings import ServiceSettings
from deploy.embedded.layout import PROJECT


class WorkerProcess:
    """A worker of an example service as a process of its own."""

    def __init__(self, settings: ServiceSettings, *arguments: str) -> None:
        self._environment = os.environ | {
            "JIADI_DATABASE_URL": settings.database_url.get_secret_value(),
            "JIADI_DIGEST_KEY": settings.digest_key.get_secret_value(),
            "JIADI_KAFKA": settings.kafka,
            "JIADI_TOPIC_PREFIX": settings.topic_prefix,
            "JIADI_CLOCK": "db",
            "JIADI_LOG_LEVEL": "ERROR",
        }
        self._arguments = arguments
        self.start()

    def start(self) -> None:
        module = "tests.integration.chassis.example.worker"
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *self._arguments], cwd=PROJECT, env=self._environment
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def end(self, how: signal.Signals) -> int:
        self._process.send_signal(how)
        return self._process.wait(20)
