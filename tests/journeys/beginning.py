"""How a story begins: in a deployment of its own, with the regions of the sample."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from cli.gateway_client import GatewayClient
from cli.sample import load
from deploy.embedded.processes import GATEWAY
from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.services import settle
from tests.journeys.story.telling import FIRST_DAY, Story


def load_sample(deployment: Deployment, only: set[str] | None = None) -> None:
    """Load the sample as the first start does, through the gateway, and wait until every service knows it."""
    address = f"{deployment.wiring.url(GATEWAY)}/graphql"
    asyncio.run(load(GatewayClient(address, deployment.token("platform_operator")), only=only))
    settle(deployment)


def load_regions(story: Story) -> None:
    """Load the regions of the sample alone: the thread brings everything else."""
    load_sample(story.deployment, only={"regionImport"})


@contextmanager
def beginning(test_run: Run) -> Iterator[Story]:
    """A story that can be told, in a deployment of its own."""
    with Deployment.start(test_run, today=FIRST_DAY) as deployment:
        story = Story(deployment)
        load_regions(story)
        yield story
