"""Root fields: by id, as a list, or computed."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import strawberry
from strawberry import ID, Info

from chassis.graph import names
from chassis.graph.connection import connect
from chassis.graph.context import ReadContext
from chassis.graph.fields import asked, node_class, page_arguments, returning, with_arguments
from chassis.graph.listing import listing
from chassis.graph.rows import load


@dataclass(frozen=True)
class ById:
    """A node by its id."""

    description: str


@dataclass(frozen=True)
class Listed:
    """A connection over everything in scope."""

    description: str
    where: str | None
    order: Any
    dated: bool


@dataclass(frozen=True)
class Computed:
    """A value that a function computes: `async (ctx, **arguments)`."""

    description: str
    load: Callable[..., Awaitable[Any]]


def by_id(description: str) -> Any:
    """The node of the annotated type with the id asked for; null when it is not visible."""
    return ById(description)


def listed(description: str, *, where: str | None = None, order: Any, dated: bool = False) -> Any:
    """The connection of the annotated type over all visible rows; `dated` lets the client choose asOf and knownAt."""
    return Listed(description, where, order, dated)


def computed(load: Callable[..., Awaitable[Any]], description: str) -> Any:
    """What `load(ctx, …)` answers; its further parameters are the field's arguments."""
    return Computed(description, load)


def query(cls: type[Any]) -> type[Any]:
    """Root fields of one noun; `subgraph` merges the nouns' into the schema's Query."""
    root = names.root_of(cls.__module__)
    body: dict[str, Any] = {"__module__": cls.__module__, "__annotations__": {}}
    for name, raw in cls.__annotations__.items():
        annotation = names.resolve(raw, cls.__module__)
        body[name] = _field(root, cls.__module__, name, annotation, getattr(cls, name))
    return strawberry.type(type(cls.__name__, (), body))


def _field(root: str, module: str, name: str, annotation: Any, declaration: Any) -> Any:
    match declaration:
        case ById():
            resolver = _by_id(root, names.target_name(annotation))
        case Listed():
            resolve = _listed(root, name, annotation, declaration)
            resolver = page_arguments(resolve, module, declaration.where, declaration.order, dated=declaration.dated)
        case Computed():
            resolver = _computed(declaration)
        case _:
            raise TypeError(f"{name} is no root field")
    return returning(resolver, annotation, declaration.description)


def _by_id(root: str, target: str) -> Any:
    async def resolve(info: Info[ReadContext, None], id: ID) -> Any:  # noqa: A002  # the argument's name in GraphQL
        return await load(info.context, names.find(root, target), uuid_or_none(id))

    return resolve


def uuid_or_none(text: str) -> UUID | None:
    """The id, or None for a text that can be nobody's id."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _listed(root: str, name: str, annotation: Any, declaration: Listed) -> Any:
    target = names.target_name(annotation)

    async def resolve(info: Info[ReadContext, None], **arguments: Any) -> Any:
        found = await listing(
            info.context, node_class(root, target), asked(declaration.order, **arguments), f"Query.{name}"
        )
        return connect(names.find(root, target), found)

    return resolve


def _computed(declaration: Computed) -> Any:
    async def resolve(info: Info[ReadContext, None], **arguments: Any) -> Any:
        return await declaration.load(info.context, **arguments)

    parameters = list(inspect.signature(declaration.load).parameters.values())[1:]
    return with_arguments(resolve, parameters, declaration.load.__annotations__)
