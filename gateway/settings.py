"""Configuration of the gateway, from `JIADI_…` variables."""

from ipaddress import ip_network
from typing import Annotated, NamedTuple

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from chassis.settings import CommonSettings

Pairs = Annotated[dict[str, str], NoDecode]
Listed = Annotated[tuple[str, ...], NoDecode]


class Allowance(NamedTuple):
    """So many at once, and so many again after so many seconds."""

    most: int
    seconds: float


class GatewaySettings(CommonSettings):
    """Subgraphs, limits and origins; sizes in bytes, times in seconds."""

    subgraphs: Pairs
    subgraph_seconds: float = 10.0
    subgraph_deadlines: Annotated[dict[str, float], NoDecode] = Field(default_factory=dict)
    request_seconds: float = 30.0
    body_bytes: int = 1_048_576
    max_depth: int = 20
    max_fields: int = 2_000
    max_aliases: int = 100
    max_tokens: int = 5_000
    max_page_product: int = 100_000
    plan_cache: int = 512
    cors_origins: Listed = ()
    proxies: Listed = ()
    public_requests: Annotated[Allowance, NoDecode] = Allowance(240, 60.0)
    public_commands: Annotated[Allowance, NoDecode] = Allowance(10, 300.0)
    graphiql: bool = True

    @field_validator("subgraphs", "subgraph_deadlines", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        """`funds=http://127.0.0.1:8001,assets=http://…` as a mapping."""
        if not isinstance(value, str):
            return value
        return {
            name.strip(): given.strip().rstrip("/") for name, _, given in map(_split, filter(None, value.split(",")))
        }

    @field_validator("public_requests", "public_commands", mode="before")
    @classmethod
    def _allowed(cls, value: object) -> object:
        """`240/60`: 240 in 60 s."""
        if not isinstance(value, str):
            return value
        most, _, seconds = value.partition("/")
        return Allowance(int(most), float(seconds))

    @field_validator("public_requests", "public_commands")
    @classmethod
    def _some(cls, value: Allowance) -> Allowance:
        if value.most < 1 or value.seconds <= 0:
            message = f"{value.most} in {value.seconds} s lets nobody in"
            raise ValueError(message)
        return value

    @field_validator("proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Addresses and networks of our own proxies; the name of a client is taken from nobody else."""
        return tuple(str(ip_network(each)) for each in value)

    @field_validator("cors_origins", "proxies", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value


def _split(pair: str) -> tuple[str, str, str]:
    if "=" not in pair:
        message = f"'{pair}' is not of the form name=value"
        raise ValueError(message)
    return pair.partition("=")
