import secrets
import signal
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

import orjson
import psycopg

from deploy.embedded.databases import SERVICES
from deploy.embedded.ports import Ports
from deploy.embedded.processes import GATEWAY, RUNNING, Wiring, metrics_port_name, programs
from tests.harness.broker import broker_address, prefixed_topics
from tests.harness.clock import NOON, set_clock
from tests.harness.databases import fresh_database
from tests.harness.metrics import Metrics, scrape
from tests.harness.object_store import ObjectStore
from tests.harness.process import HTTP, ProgramProcess
from tests.harness.run import Run
from tests.harness.tokens import Tokens

DEFAULT_PERSONA = "county_office"
UNLIMITED = {"JIADI_PUBLIC_REQUESTS": "1000000/1", "JIADI_PUBLIC_COMMANDS": "1000000/1"}
"""All of a test's public comes from one address; how often it may ask is tested by itself."""


UNHURRIED = {"JIADI_SEAL_INTERVAL_MS": "40"}
"""Several deployments live beside each other in a run; their sealers would look for work most of the time."""


class Deployment:
    """Services, workers and gateway as real processes on free ports, with their own databases and topics.

    Process names: `projects.api`, `projects.worker`, the same for `funds` and `assets`, and `gateway`.
    """

    def __init__(self, wiring: Wiring, tokens: Tokens, processes: Iterable[ProgramProcess]) -> None:
        self.wiring = wiring
        self.tokens = tokens
        self.processes = {process.program.name: process for process in processes}

    @classmethod
    @contextmanager
    def start(
        cls, run: Run, names: Collection[str] | None = None, today: date | None = None, **settings: Any
    ) -> Iterator["Deployment"]:
        """Start the processes called `names` (default: all), and stop them at the end. `settings` go to Wiring.

        It is `today` from before anything is recorded or sealed: what is known at a moment goes by that clock.
        """
        folder = run.folder / f"deployment-{secrets.token_hex(4)}"
        folder.mkdir()
        tokens = Tokens(folder)
        with ExitStack() as stack:
            wiring = stack.enter_context(_wiring(run, folder, tokens, settings))
            wanted = [each for each in programs(wiring) if not each.is_job and (names is None or each.name in names)]
            deployment = cls(wiring, tokens, [ProgramProcess(program, folder) for program in wanted])
            stack.callback(deployment.stop)
            if today is not None:
                deployment.set_clock(today)
            deployment.start_all()
            yield deployment

    def start_all(self) -> None:
        """Raises NotReadyError."""
        for process in self.processes.values():
            process.start()
        for process in self.processes.values():
            process.wait_until_ready()

    def stop(self) -> None:
        for process in reversed(self.processes.values()):
            process.end()

    def graphql(
        self,
        document: str,
        variables: Mapping[str, Any] | None = None,
        *,
        persona: str | None = DEFAULT_PERSONA,
        token: str | None = None,
        consistency: str | None = None,
        operation: str | None = None,
        at: str = GATEWAY,
    ) -> dict[str, Any]:
        """Post an operation and return the whole answer, `data` and `errors`.

        `persona=None` asks without a token; `token` wins over `persona`. `at` names a service to ask its subgraph.
        """
        bearer = token or (self.token(persona) if persona else None)
        headers = {"Content-Type": "application/json", "Jiadi-Internal-Secret": self.wiring.internal_secret}
        headers |= {"Authorization": f"Bearer {bearer}"} if bearer else {}
        headers |= {"Jiadi-Consistency": consistency} if consistency else {}
        body = {"query": document, "variables": dict(variables or {})}
        body |= {"operationName": operation} if operation else {}
        answer = HTTP.request(
            "POST", f"{self.wiring.url(at)}/graphql", body=orjson.dumps(body), headers=headers, timeout=60.0
        )
        parsed: dict[str, Any] = orjson.loads(answer.data)
        return parsed

    def token(self, persona: str, **overrides: Any) -> str:
        """A good token of the persona, or one with other claims (None leaves a claim out)."""
        return self.tokens.token(persona, **overrides)

    def kill(self, name: str) -> None:
        """SIGKILL; the process stays dead until `restart`."""
        self.processes[name].end(signal.SIGKILL)

    def restart(self, name: str) -> None:
        """Stop the process if it runs, start it and wait until it is ready."""
        process = self.processes[name]
        process.end()
        process.start()
        process.wait_until_ready()

    @contextmanager
    def database(self, service: str) -> Iterator[psycopg.Connection]:
        """A connection as the owner of the service's tables; commits at the end."""
        with psycopg.connect(self.wiring.databases[service].owner) as connection:
            yield connection

    def set_clock(self, day: date, at: time = NOON) -> None:
        """Make it a time of a day in Asia/Shanghai for every service."""
        set_clock([self.wiring.databases[service].owner for service in SERVICES], day, at)

    def metrics(self, name: str) -> Metrics:
        """What Prometheus would read of a process now."""
        return scrape(self.wiring.metrics_ports[name])

    def logs(self, name: str) -> str:
        return self.processes[name].log.read_text()


@contextmanager
def _wiring(run: Run, folder: Path, tokens: Tokens, settings: dict[str, Any]) -> Iterator[Wiring]:
    ports = Ports(folder / "ports.json")
    bootstrap, store = broker_address(run), ObjectStore(run)
    buckets = {service: store.bucket(service) for service in SERVICES}
    given: dict[str, Any] = {"gateway": UNLIMITED, "services": UNHURRIED, "buckets": buckets, **settings}
    with ExitStack() as stack:
        yield Wiring(
            databases={service: stack.enter_context(fresh_database(run, service)) for service in SERVICES},
            kafka=bootstrap,
            topic_prefix=stack.enter_context(prefixed_topics(bootstrap)),
            ports={name: ports.get(name) for name in (*SERVICES, GATEWAY)},
            metrics_ports={name: ports.get(metrics_port_name(name)) for name in RUNNING},
            jwks_file=tokens.issuer.jwks_file,
            issuer=tokens.issuer.name,
            internal_secret=secrets.token_urlsafe(24),
            digest_key=secrets.token_urlsafe(24),
            data_key=secrets.token_urlsafe(24),
            environment="test",
            **given,
        )
