"""From the commit of a command until the neighbours' handlers have committed what it told, for every command given."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from deploy.embedded.layout import PROJECT
from deploy.embedded.processes import GATEWAY
from tests.harness.deployment import Deployment
from tests.journeys.beginning import load_regions
from tests.journeys.operations import document
from tests.journeys.services import settle
from tests.journeys.story.library import declaration
from tests.journeys.story.money import TOWNSHIP, VILLAGE, parties
from tests.journeys.story.telling import Story
from tests.load.figures import machine, processor_seconds, spread
from tests.load.generator import Done, Offer
from tests.load.way import STAGES, Passage, last_row, passages

TELLER, NEIGHBOURS = "projects", ("funds", "assets")
AT_REST = 5.0
"""Commands a second that leave everything at rest in between."""
WARMING = 20.0
DRAIN_SECONDS = 120.0


def latency(deployment: Deployment, rate: float, door_rate: float, seconds: float) -> None:
    """At rest and under load, which comes through the gateway and, as that costs most, at the command's boundary."""
    story = Story(deployment)
    load_regions(story)
    parties(story)
    declare, register = declaring(story), registering(story)
    for offer in (declare, register):
        measure(deployment, offer.model_copy(update={"rate": WARMING, "seconds": 2.0}), None)
    door = {"address": deployment.wiring.url(GATEWAY), "seconds": seconds}
    for title, offer in (
        ("at rest, projects declared through the gateway", declare.model_copy(update=door | {"rate": AT_REST})),
        ("projects declared through the gateway", declare.model_copy(update=door | {"rate": door_rate})),
        ("organisations registered through the gateway", register.model_copy(update=door | {"rate": door_rate})),
        ("projects declared at the boundary", declare.model_copy(update={"rate": door_rate, "seconds": seconds})),
        ("organisations registered at the boundary", register.model_copy(update={"rate": rate, "seconds": seconds})),
    ):
        measure(deployment, offer, title)


def declaring(story: Story) -> Offer:
    """A village declares projects, as in the thread: the heaviest command, a project with all that hangs on it."""
    return Offer(
        service=TELLER,
        module="services.projects.project.commands",
        function="declare_project",
        given=declaration(story),
        grant=("VILLAGE_CLERK", VILLAGE),
        rate=AT_REST,
        seconds=1.0,
        document=document("DeclareProject"),
        token=story.deployment.token("village_clerk"),
    )


def registering(story: Story) -> Offer:
    """A township registers organisations: the lightest command that tells both neighbours something."""
    return Offer(
        service=TELLER,
        module="services.projects.organisation.commands",
        function="register_organisation",
        given={"name": "轮台县建筑工程公司", "kind": "ENTERPRISE", "regionCode": TOWNSHIP},
        grant=("TOWNSHIP_CLERK", TOWNSHIP),
        rate=AT_REST,
        seconds=1.0,
        document=document("RegisterOrganisation"),
        token=story.deployment.token("township_clerk"),
    )


def measure(deployment: Deployment, offer: Offer, title: str | None) -> None:
    """Offer commands from a process of its own, wait until all have arrived, and say how long each took."""
    after, before = last_row(deployment, TELLER), processor_seconds(deployment)
    done = generate(deployment, offer)
    spent = {name: total - before[name] for name, total in processor_seconds(deployment).items()}
    if done.refused:
        raise SystemExit(f"commands were refused: {sorted(set(done.refused))}")
    settle(deployment)
    if title is not None:
        report(title, offer, done, passages(deployment, TELLER, NEIGHBOURS, after))
        costs = (f"{name} {total / len(done.answered) * 1000:.1f}" for name, total in spent.items())
        print(f"  ms of a core for each command: {', '.join(costs)}")


def generate(deployment: Deployment, offer: Offer) -> Done:
    """Run the generator with the settings of the service's API."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.load.generator"],
        cwd=PROJECT,
        env=deployment.processes[f"{TELLER}.api"].program.environment(),
        input=offer.model_dump_json().encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=offer.seconds + DRAIN_SECONDS,
    )
    return Done.model_validate_json(ran.stdout)


def report(title: str, offer: Offer, done: Done, passed: Mapping[str, Sequence[Passage]]) -> None:
    """What was offered and answered, and by neighbour how long the way took and where the time went."""
    answered = len(done.answered)
    print(f"\n{title}: {offer.rate:.0f}/s for {offer.seconds:.0f} s, answered at {answered / done.seconds:.0f}/s")
    print(f"  the generator is one process; {machine()}, at {time.strftime('%H:%M:%S')}")
    print(f"  {'answer, from when it was due':<36} {spread(done.answered)}")
    for neighbour, found in passed.items():
        print(
            f"  {'commit to visible in ' + neighbour:<36} {spread([each.whole for each in found])}, {len(found)} rows"
        )
        for place, stage in enumerate(STAGES):
            print(f"    {stage:<34} {spread([each.stages[place] for each in found])}")
