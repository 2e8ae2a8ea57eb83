"""From declarations to SQL: what is selected for a node, and how a row becomes an instance of its type."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, select

from chassis.graph.context import ReadContext
from chassis.graph.declare import Batched, Built, Column, Pages, Reference
from chassis.graph.instances import made
from chassis.graph.names import enum_in
from chassis.graph.node import Node, node_of
from chassis.visibility import visible

_SELECTED: dict[type[Any], tuple[ColumnElement[Any], ...]] = {}
_ENUMS: dict[type[Any], Mapping[str, type[Enum]]] = {}


def select_list(cls: type[Any]) -> tuple[ColumnElement[Any], ...]:
    """Every column that the fields of a type need, each under its label."""
    if cls not in _SELECTED:
        _SELECTED[cls] = _select_list(node_of(cls))
    return _SELECTED[cls]


def _select_list(target: Node) -> tuple[ColumnElement[Any], ...]:
    labels: dict[str, Any] = {"id": target.model.id}
    for name, (_, declaration) in target.fields.items():
        labels |= _labels(target, name, declaration)
    return tuple(expression.label(label) for label, expression in labels.items())


def _labels(target: Node, name: str, declaration: object) -> dict[str, Any]:
    match declaration:
        case Column():
            return {name: getattr(target.model, name) if declaration.of is None else declaration.of}
        case Reference():
            return {f"ref_{name}": declaration.key}
        case Pages() if declaration.under is not None:
            return {f"under_{name}": declaration.under}
        case Batched() | Built():
            return {f"need_{need}": expression for need, expression in declaration.needs.items()}
        case _:
            return {}


def _enums(cls: type[Any]) -> Mapping[str, type[Enum]]:
    if cls not in _ENUMS:
        fields = node_of(cls).fields.items()
        found = {name: enum_in(kind) for name, (kind, declaration) in fields if isinstance(declaration, Column)}
        _ENUMS[cls] = {name: enum for name, enum in found.items() if enum is not None}
    return _ENUMS[cls]


def instance(cls: type[Any], row: RowMapping) -> Any:
    """An instance of the type that holds the row; GraphQL reads its columns as attributes."""
    enums = {name: enum(row[name]) for name, enum in _enums(cls).items() if row[name] is not None}
    return made(cls, {**row, **enums})


def needs(row: Any, declaration: Batched | Built) -> dict[str, Any]:
    """The columns that a computed field reads, by its own names for them, and the row's id."""
    values = {need: row.__dict__[f"need_{need}"] for need in declaration.needs}
    return values | {"id": row.__dict__["id"]}


def selecting(
    ctx: ReadContext, cls: type[Any], *extra: ColumnElement[Any], from_parent: bool = False, linked: bool = False
) -> Select[Any]:
    """A query over a type's visible rows, with further columns."""
    model = node_of(cls).model
    limit = visible(model, ctx.principal, from_parent=from_parent, linked=linked)
    return select(*select_list(cls), *extra).select_from(model).where(limit)


async def by_ids(ctx: ReadContext, cls: type[Any], ids: Sequence[Any]) -> list[Any | None]:
    """Instances in the order of the ids; None for what is not visible."""
    model = node_of(cls).model
    rows = await ctx.fetch(selecting(ctx, cls, linked=True).where(model.id.in_(ids)))
    found = {row["id"]: instance(cls, row) for row in rows}
    return [found.get(key) for key in ids]


async def load(ctx: ReadContext, cls: type[Any], key: Any) -> Any | None:
    """One instance by id, batched with the others asked for at the same time."""
    if key is None:
        return None

    async def batch(ids: list[Any]) -> list[Any | None]:
        return await by_ids(ctx, cls, ids)

    return await ctx.loader(("by-id", cls), batch).load(key)


async def known(ctx: ReadContext, replica: Any, key: Any) -> bool:
    """Whether a neighbour's row is visible, judged by its replica here."""

    async def batch(ids: list[Any]) -> list[bool]:
        rows = await ctx.fetch(select(replica.id).where(replica.id.in_(ids), visible(replica, ctx.principal)))
        seen = {row["id"] for row in rows}
        return [each in seen for each in ids]

    return bool(await ctx.loader(("known", replica), batch).load(key))


async def children_of(ctx: ReadContext, cls: type[Any], key: Any, order: tuple[Any, ...], parent: Any) -> list[Any]:
    """All rows whose `key` holds the parent's id, in order, batched over parents."""

    async def batch(parents: list[Any]) -> list[list[Any]]:
        statement = selecting(ctx, cls, key.label("parent_"), from_parent=True, linked=True)
        statement = statement.where(key.in_(parents))
        found: dict[Any, list[Any]] = {each: [] for each in parents}
        for row in await ctx.fetch(statement.order_by(*order, node_of(cls).model.id)):
            found[row["parent_"]].append(instance(cls, row))
        return [found[each] for each in parents]

    children: list[Any] = await ctx.loader(("children", cls, str(key)), batch).load(parent)
    return children
