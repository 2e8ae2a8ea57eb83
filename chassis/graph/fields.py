"""Resolvers generated from declarations: the first engine behind the read path, batching with data loaders."""

import inspect
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from operator import itemgetter
from typing import Any

import strawberry
from strawberry import UNSET, Info

from chassis.graph import names
from chassis.graph.connection import connect
from chassis.graph.context import ReadContext
from chassis.graph.declare import Batched, Built, Children, Column, Declaration, Pages, Reference
from chassis.graph.instances import made
from chassis.graph.listing import Asked, Listing, below, hanging
from chassis.graph.node import Node, is_stub
from chassis.graph.ordering import order_of
from chassis.graph.rows import children_of, known, load, needs

Resolver = Callable[..., Coroutine[Any, Any, Any]]


def field_of(owner: Node, name: str, annotation: Any, declaration: Declaration) -> Any:
    """The GraphQL field of a declaration."""
    match declaration:
        case Column():
            return strawberry.field(description=declaration.description)
        case Reference():
            resolver = _reference(owner.root, name, annotation, declaration)
        case Children():
            resolver = _children(owner.root, annotation, declaration)
        case Pages():
            return _connection_field(owner, name, annotation, declaration)
        case Built():
            resolver = _built(declaration)
        case Batched():
            resolver = _batched(owner, name, declaration)
    return returning(resolver, annotation, declaration.description)


def _reference(root: str, name: str, annotation: Any, declaration: Reference) -> Resolver:
    target = names.target_name(annotation)

    async def resolve(self: Any, info: Info[ReadContext, None]) -> Any:
        cls, key = names.find(root, target), self.__dict__[f"ref_{name}"]
        if not is_stub(cls) and declaration.via is None:
            return await load(info.context, cls, key)
        if key is None or not await known(info.context, declaration.via, key):
            return None
        return reference_to(cls, key)

    return resolve


def reference_to(cls: type[Any], key: Any) -> Any:
    """A neighbour's entity, by its id alone."""
    return made(cls, {"id": key})


def _children(root: str, annotation: Any, declaration: Children) -> Resolver:
    target = names.target_name(annotation)

    async def resolve(self: Any, info: Info[ReadContext, None]) -> Any:
        cls = names.find(root, target)
        return await children_of(info.context, cls, declaration.key, declaration.order, self.id)

    return resolve


def _built(declaration: Built) -> Resolver:
    async def resolve(self: Any) -> Any:
        return declaration.make(needs(self, declaration))

    return resolve


def _batched(owner: Node, name: str, declaration: Batched) -> Resolver:
    parameters = list(inspect.signature(declaration.load).parameters.values())[2:]

    async def resolve(self: Any, info: Info[ReadContext, None], **arguments: Any) -> Any:
        async def batch(rows: list[Any]) -> Any:
            return await declaration.load(info.context, rows, **arguments)

        asked_for = (owner.cls, name, repr(sorted(arguments.items())))
        loader = info.context.loader(asked_for, batch, same=itemgetter("id"))
        return await loader.load(needs(self, declaration))

    return with_arguments(resolve, parameters, declaration.load.__annotations__)


def with_arguments(resolve: Resolver, parameters: list[inspect.Parameter], annotations: dict[str, Any]) -> Resolver:
    """Give a resolver that takes **arguments the named parameters that GraphQL is to show."""
    fixed = [p for p in inspect.signature(resolve).parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
    shown = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=annotations[p.name]) for p in parameters]
    resolve.__signature__ = inspect.Signature([*fixed, *shown])  # type: ignore[attr-defined]
    return resolve


def returning(resolve: Resolver, annotation: Any, description: str) -> Any:
    """The GraphQL field of a resolver, with the type it returns."""
    return strawberry.field(resolver=typed(resolve, annotation), description=description)


def typed(resolve: Resolver, annotation: Any) -> Resolver:
    """Say what a resolver returns."""
    signature = inspect.signature(resolve)
    resolve.__signature__ = signature.replace(return_annotation=annotation)  # type: ignore[attr-defined]
    return resolve


def page_arguments(resolve: Resolver, module: str, where: str | None, order: Any, *, dated: bool = False) -> Resolver:
    """Give a resolver the arguments of a list: first, after, where, orderBy, and asOf and knownAt if `dated`."""
    named = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter("first", named), inspect.Parameter("after", named, default=UNSET)]
    annotations: dict[str, Any] = {"first": int, "after": str | None}
    if where is not None:
        parameters.append(inspect.Parameter("where", named, default=UNSET))
        annotations["where"] = names.resolve(f"{where} | None", module)
    if order is not None and len(order) > 0:
        parameters.append(inspect.Parameter("order_by", named, default=next(iter(order))))
        annotations["order_by"] = order
    if dated:
        parameters += [inspect.Parameter(name, named, default=UNSET) for name in ("as_of", "known_at")]
        annotations |= {"as_of": date | None, "known_at": datetime | None}
    return with_arguments(resolve, parameters, annotations)


def asked(order: Any, *, first: int, order_by: Any = None, **left_out: Any) -> Asked:
    """The arguments of a list field, with what was left out."""
    chosen = order_of(order_by if order_by is not None else next(iter(order)))
    after, where, as_of, known_at = (left_out.get(name) or None for name in ("after", "where", "as_of", "known_at"))
    return Asked(first, after, where, chosen, as_of=as_of, known_at=known_at)


def node_class(root: str, connection_name: str) -> type[Any]:
    """The node type behind `<Node>Connection`."""
    return names.find(root, connection_name.removesuffix("Connection"))


def _connection_field(owner: Node, name: str, annotation: Any, declaration: Pages) -> Any:
    target = names.target_name(annotation)

    async def resolve(self: Any, info: Info[ReadContext, None], **arguments: Any) -> Any:
        cls = node_class(owner.root, target)
        found = await _hanging(info.context, self, cls, f"{owner.cls.__name__}.{name}", name, declaration, arguments)
        return connect(names.find(owner.root, target), found)

    module = owner.cls.__module__
    resolver = page_arguments(resolve, module, declaration.where, declaration.order)
    return returning(resolver, annotation, declaration.description)


async def _hanging(
    ctx: ReadContext, parent: Any, cls: type[Any], field: str, name: str, declaration: Pages, arguments: dict[str, Any]
) -> Listing:
    wanted = asked(declaration.order, **arguments)
    if declaration.under is not None:
        return await below(ctx, cls, wanted, field, declaration.key, parent.__dict__[f"under_{name}"])
    return await hanging(ctx, cls, wanted, field, declaration.key, parent.id)
