"""The schema of a service, put together from its nouns."""

from collections.abc import Sequence
from typing import Any, Final

import strawberry
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.federation import Schema
from strawberry.federation import type as federated
from strawberry.schema.config import StrawberryConfig

from chassis.graph.context import ReadContext
from chassis.graph.fields import field_of
from chassis.graph.node import Node, collect_additions, nodes_of, stubs_of
from chassis.graph.query import uuid_or_none
from chassis.graph.rows import load
from chassis.graph.scalars import SCALARS

FEDERATION_VERSION: Final = "2.3"
"""The composition library refuses Strawberry's default."""


DOCUMENTS_KEPT: Final = 500
"""The gateway asks in few shapes: a document parsed and validated once is not parsed again."""


class Subgraph(Schema):
    """A schema whose errors are logged by the door that masks them."""

    def process_errors(self, errors: Any, execution_context: Any = None) -> None:
        """Nothing: `api` logs what is a bug, once."""


def schema_of(
    root: str,
    queries: Sequence[type[Any]],
    mutations: Sequence[type[Any]],
    types: Sequence[Any] = (),
    subscriptions: Sequence[type[Any]] = (),
) -> Schema:
    """The federated schema of the service package `root`; the nouns' graph modules must be imported."""
    collect_additions(root)
    nodes = [_object_type(node) for node in nodes_of(root)]
    return Subgraph(
        query=_merged("Query", queries, "Reads [查询]."),
        mutation=_merged("Mutation", mutations, _COMMANDS) if mutations else None,
        subscription=_merged("Subscription", subscriptions, "Live news over SSE [订阅].") if subscriptions else None,
        types=[*nodes, *stubs_of(root), *types],
        config=StrawberryConfig(scalar_map=SCALARS),
        federation_version=FEDERATION_VERSION,
        extensions=[lambda: ParserCache(DOCUMENTS_KEPT), lambda: ValidationCache(DOCUMENTS_KEPT)],
    )


_COMMANDS = (
    "Commands; `validateOnly` answers the verdicts and changes nothing, `idempotencyKey` (8–64 characters, a UUID) "
    "makes a retry safe [办理]."
)


def _merged(name: str, parts: Sequence[type[Any]], description: str) -> Any:
    return strawberry.type(type(name, tuple(parts), {"__annotations__": {}}), description=description)


def _object_type(node: Node) -> Any:
    cls = node.cls
    if "__strawberry_definition__" in vars(cls):  # its own, not that of an interface
        return cls
    cls.__annotations__ = {name: annotation for name, (annotation, _) in node.fields.items()}
    for name, (annotation, declaration) in node.fields.items():
        setattr(cls, name, field_of(node, name, annotation, declaration))
    if not node.keyed:
        return strawberry.type(cls, description=cls.__doc__)
    cls.resolve_reference = classmethod(_entity)
    return federated(cls, keys=["id"], description=cls.__doc__ if node.own else None)


async def _entity(cls: Any, id: strawberry.ID, info: strawberry.Info[ReadContext, None]) -> Any:  # noqa: A002
    return await load(info.context, cls, uuid_or_none(id))
