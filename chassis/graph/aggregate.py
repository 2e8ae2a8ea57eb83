"""Sums over a whole filter, and the same split by one or two dimensions."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Table, case, func, select

from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.enums import enum_type
from chassis.graph.groups import groups
from chassis.graph.instances import made
from chassis.graph.listing import Listing
from chassis.graph.sums import Change, Dimension, Labels, Spec, Split, Total
from published.labelled import Labelled


def change(of: str, description: str) -> Any:
    """Change of the count (`of="count"`) or of a total of a group; only for lists that hold on a date."""
    return Change(description, of)


def total(column: Any, description: str) -> Any:
    """Sum of `column` over the rows; 0 over none."""
    return Total(description, column)


def by_enum(column: Any, enum: type[Labelled], description: str) -> Any:
    """Group by an enum column, labelled in Chinese."""

    async def labels(_: ReadContext, keys: Sequence[str]) -> dict[str, str]:
        return {key: enum(key).label for key in keys}

    return Dimension(description, lambda _: column, labels)


def by_value(column: Any, description: str, labels: Labels) -> Any:
    """Group by any column; `labels` names its values."""
    return Dimension(description, lambda _: column, labels)


def by_part(column: Any, description: str, labels: Labels, split: Split) -> Any:
    """Group by a column of the parts that each row is split over."""
    return Dimension(description, lambda _: column, labels, split=split)


def by_region_below(model: Any, region: Any, description: str) -> Any:
    """Group by the region directly below the one that the list is about.

    Rows are grouped by its path, cut from their own; its code is looked up once per group, not once per row.
    """

    def key(listing: Listing) -> ColumnElement[Any]:
        return step_below(model.region_path, listing.base_path)

    async def codes(ctx: ReadContext, paths: Sequence[str]) -> dict[str, str]:
        table: Table = region.__table__
        rows = await ctx.fetch(select(table.c.path, table.c.code).where(table.c.path.in_(paths)))
        return {row["path"]: row["code"] for row in rows}

    return Dimension(description, key, region_labels, codes)


def step_below(path: Any, base: str) -> ColumnElement[Any]:
    """The path of the region directly below `base` that a path at or below `base` leads through, or `base` itself."""
    step = func.split_part(func.substr(path, len(base) + 1), "/", 1)
    return case((step == "", base), else_=func.concat(base, step, "/"))


async def region_labels(ctx: ReadContext, keys: Sequence[str]) -> dict[str, str]:
    """Names of regions by code."""
    table = ctx.service.region.__table__
    rows = await ctx.fetch(select(table.c.code, table.c.name).where(table.c.code.in_(keys)))
    return {row["code"]: row["name"] for row in rows}


_SPECS: dict[type[Any], Spec] = {}


def spec_of(cls: type[Any]) -> Spec:
    """The declaration behind an aggregate type."""
    return _SPECS[cls]


def aggregate(noun: str, rows: str) -> Callable[[type[Any]], Any]:
    """Make `<Noun>Aggregate`, `<Noun>Group`, `<Noun>Dimension` of a class with `total(...)` and `by_...(...)`.

    Without a dimension there are no groups. Fields declared by `change(...)` are shown by groups only. `rows`
    describes the count, such as "Projects [数量].".
    """

    def declare(cls: type[Any]) -> Any:
        totals, changes, dimensions = (_declared(cls, kind) for kind in (Total, Change, Dimension))
        resolved = {name: names.resolve(raw, cls.__module__) for name, raw in cls.__annotations__.items()}
        shown = _fields(totals, resolved, rows)
        if not dimensions:
            sums = _sums_type(cls, _body(shown))
            _SPECS[sums] = Spec(sums, totals, changes, dimensions, None)
            return sums
        dimension = _dimension_enum(f"{noun}Dimension", cls.__module__, dimensions)
        group = _group_type(f"{noun}Group", cls.__module__, _fields(totals | changes, resolved, rows))
        sums = _aggregate_type(cls, shown, dimension, group)
        _SPECS[sums] = Spec(sums, totals, changes, dimensions, group)
        return sums

    return declare


def _dimension_enum(name: str, module: str, dimensions: dict[str, Dimension]) -> type[Enum]:
    enum = Enum(name, {each: each for each in dimensions}, module=module)  # type: ignore[misc]
    enum.__doc__ = "What sums can be split by [分组维度]."
    enum_type(enum)
    for value in enum.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = dimensions[value.name].description
    names.register(enum)
    return enum


def _declared(cls: type[Any], kind: type[Any]) -> dict[str, Any]:
    return {name: each for name, each in vars(cls).items() if isinstance(each, kind)}


Fields = dict[str, tuple[Any, str]]
"""Type and description of each field."""


def _fields(shown: dict[str, Any], resolved: dict[str, Any], rows: str) -> Fields:
    return {"count": (int, rows)} | {name: (resolved[name], each.description) for name, each in shown.items()}


def _body(fields: Fields) -> dict[str, Any]:
    annotations = {name: annotation for name, (annotation, _) in fields.items()}
    described = {name: strawberry.field(description=description) for name, (_, description) in fields.items()}
    return {"__annotations__": annotations} | described


def _group_type(name: str, module: str, sums: Fields) -> type[Any]:
    keys: Fields = {
        "keys": (list[str], "Values for `where`, one per dimension [分组值]."),
        "labels": (list[str], "Labels in Chinese, one per dimension [分组名称]."),
    }
    body = {"__module__": module} | _body(keys | sums)
    group = strawberry.type(type(name, (), body), description="One group of a sum [分组].")
    names.register(group)
    return group


def _aggregate_type(cls: type[Any], sums: Fields, dimension: type[Enum], group: type[Any]) -> type[Any]:
    async def group_by(self: Any, by: Any) -> Any:
        return await groups(self.listing, spec_of(type(self)), [each.name for each in by])

    group_by.__annotations__ = {"by": list[dimension], "return": list[group]}  # type: ignore[valid-type]
    body = _body(sums)
    body["group_by"] = strawberry.field(
        resolver=group_by, description="The same by one or two dimensions, largest first [分组]."
    )
    return _sums_type(cls, body)


def _sums_type(cls: type[Any], body: dict[str, Any]) -> type[Any]:
    named = type(cls.__name__, (), {"__module__": cls.__module__} | body)
    made_type = strawberry.type(named, description=cls.__doc__)
    names.register(made_type)
    return made_type


async def summed(listing: Listing, cls: type[Any]) -> Any:
    """An instance of the aggregate over the whole list; PARTIAL_SCOPE if the list names a region partly in scope."""
    listing.require_whole()
    spec = spec_of(cls)
    rows = await listing.fetch(select(*spec.sums()).select_from(listing.model).where(listing.condition))
    return made(cls, {**rows[0], "listing": listing})
