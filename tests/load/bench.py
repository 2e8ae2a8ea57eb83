"""Timings on this machine: `python -m tests.load.bench [latency] [pressure] [queries]`. Nothing asserts on them.

`latency`: from the commit of a command to its effect in the neighbours, at rest and under load, by stage.
`pressure`: bindings from one pot per second, beside pgbench with the same statements.
`queries`: per README example the requests per second and the gateway's CPU per request.
"""

import argparse
import os

from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.beginning import load_sample
from tests.load.ground import measured_run
from tests.load.latency import latency
from tests.load.pressure import pressure
from tests.load.queries import queries

PARTS = ("latency", "pressure", "queries")


def main() -> None:
    """Entry point."""
    given = arguments()
    with measured_run() as run:
        for part in given.parts or PARTS:
            measure(run, part, given)


def arguments() -> argparse.Namespace:
    """What to measure, and for how long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure; everything unless given")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement (queries: of each example)")
    parser.add_argument("--rate", type=float, default=200.0, help="commands a second at the command's boundary")
    parser.add_argument("--door-rate", type=float, default=20.0, help="commands a second through the gateway")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="that the 64 writers are spread over")
    return parser.parse_args()


def measure(run: Run, part: str, given: argparse.Namespace) -> None:
    """One part, on services and databases of its own."""
    if part == "pressure":
        pressure(run, given.processes, given.seconds)
        return
    with Deployment.start(run, services={}) as deployment:
        if part == "latency":
            latency(deployment, given.rate, given.door_rate, given.seconds)
        else:
            load_sample(deployment)
            queries(deployment, given.seconds)


if __name__ == "__main__":
    main()
