"""`jiadi sample`: the sample into a Jiadi that somebody else started, such as the one in containers."""

import asyncio
from typing import Annotated

import typer
from aiohttp import ClientError

from cli.gateway_client import GatewayClient
from cli.home import home
from cli.sample import SampleError, load
from cli.screen import ANSWERS, fail
from deploy.embedded.issuer import DevelopmentIssuer
from deploy.embedded.personas import PERSONAS

LOADER = PERSONAS["platform_operator"]


def sample(
    gateway: Annotated[str, typer.Option(help="网关的 GraphQL 地址 GraphQL address of the gateway")],
) -> None:
    """经网关装入示例数据,重复无害。Load the sample through a gateway; harmless to repeat."""
    token = DevelopmentIssuer(home()).issue(LOADER.key, LOADER.name, LOADER.grants)
    try:
        asyncio.run(load(GatewayClient(gateway, token)))
    except (SampleError, ClientError) as error:
        fail(f"示例数据未能装入 {gateway},请稍后重新运行", f"The sample was not loaded; run it again later: {error}")
    ANSWERS.print("示例数据已装入 The sample is loaded")
