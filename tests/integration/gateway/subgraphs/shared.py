"""Value types that all three subgraphs share, identical in each."""

from enum import Enum
from typing import NewType

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig

Money = NewType("Money", str)
CONFIG = StrawberryConfig(scalar_map={Money: strawberry.scalar(name="Money", serialize=str, parse_value=str)})


@strawberry.enum
class Genre(Enum):
    NOVEL = "NOVEL"
    POEMS = "POEMS"
    MAPS = "MAPS"


@strawberry.federation.type(shareable=True)
class Place:
    town: str
    street: str | None


@strawberry.federation.type(shareable=True)
class Problem:
    code: str
    message: str


@strawberry.interface
class Payload:
    problems: list[Problem]
    token: str | None


def refuse(code: str | None, message: str = "没有权限") -> GraphQLError:
    return GraphQLError(message, extensions={"code": code, "messageEn": "not allowed"} if code else None)
