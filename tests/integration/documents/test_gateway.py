"""Files of all three services through the gateway, with real processes on both public addresses."""

import asyncio
import hashlib

import pytest

from cli.gateway_client import GatewayClient
from cli.sample import load
from deploy.embedded.processes import GATEWAY
from tests.harness.deployment import Deployment
from tests.harness.files import HTTP, announced, paper, put
from tests.journeys.client import Client
from tests.journeys.services import settle

NAMES = {"ProjectDocument": "projects", "FundDocument": "funds", "AssetDocument": "assets"}


@pytest.fixture(scope="module")
def client(deployment: Deployment) -> Client:
    """Whoever asks, in a deployment that knows the regions of the sample."""
    address = f"{deployment.wiring.url(GATEWAY)}/graphql"
    asyncio.run(load(GatewayClient(address, deployment.token("platform_operator")), only={"regionImport"}))
    settle(deployment)
    return Client(deployment, patient=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_goes_to_its_service_and_comes_back(client: Client, name: str) -> None:
    content, field = paper(f"经网关 {name}"), f"{name[0].lower()}{name[1:]}"
    made = client.do(f"Create{name}", "township_clerk", announced(content, fileName="经网关.pdf"))
    assert made[field]["downloadUrl"] is None
    assert f"/jiadi-{NAMES[name]}/incoming/{made[field]['id']}?" in made["upload"]["url"]
    assert put(made["upload"], content) == 200
    done = client.do(f"Complete{name}", "township_clerk", {}, id=made[field]["id"])[field]
    assert (done["complete"], done["sha256"]) == (True, hashlib.sha256(content).hexdigest())
    assert HTTP.request("GET", done["downloadUrl"]).data == content
    again = client.do(f"Create{name}", "county_office", announced(content, fileName="又一份.pdf"))
    assert again["upload"] is None
    assert again[field]["complete"]
