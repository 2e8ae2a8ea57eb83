"""A deployment with the sample loaded, for the journeys of one module."""

import asyncio

import pytest

from cli.gateway_client import GatewayClient
from cli.sample import load
from deploy.embedded.processes import GATEWAY
from tests.harness.deployment import Deployment
from tests.journeys.client import Client
from tests.journeys.services import settle


def load_sample(deployment: Deployment) -> None:
    """Load the sample as the first start does, through the gateway, and wait until every service knows it."""
    address = f"{deployment.wiring.url(GATEWAY)}/graphql"
    asyncio.run(load(GatewayClient(address, deployment.token("platform_operator"))))
    settle(deployment)


@pytest.fixture(scope="module")
def loaded(deployment: Deployment) -> Deployment:
    load_sample(deployment)
    return deployment


@pytest.fixture
def client(loaded: Deployment) -> Client:
    return Client(loaded)
