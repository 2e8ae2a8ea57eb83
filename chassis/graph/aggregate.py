"""Sums over a whole filter, and the same split by one or two dimensions."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, RowMapping, Table, case, func, select

from chassis.errors import RequestCode, RequestFault
from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.enums import enum_type
from chassis.graph.instances import made
from chassis.graph.listing import Listing
from published.labelled import Labelled

MAX_DIMENSIONS = 2
Labels = Callable[[ReadContext, Sequence[str]], Awaitable[dict[str, str]]]
Key = Callable[[Listing], ColumnElement[Any]]


@dataclass(frozen=True)
class Total:
    """The sum of a column."""

    description: str
    column: Any


@dataclass(frozen=True)
class Dimension:
    """What rows are grouped by: the expression whose value goes into `where`, and how values are named."""

    description: str
    key: Key
    labels: Labels


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


def by_region_below(model: Any, region: Any, description: str) -> Any:
    """Group by the region directly below the one that the list is about."""

    def key(listing: Listing) -> ColumnElement[Any]:
        base = listing.base_path
        step = func.split_part(func.substr(model.region_path, len(base) + 1), "/", 1)
        path = case((step == "", base), else_=func.concat(base, step, "/"))
        table: Table = region.__table__
        return select(table.c.code).where(table.c.path == path).scalar_subquery()

    return Dimension(description, key, region_labels)


async def region_labels(ctx: ReadContext, keys: Sequence[str]) -> dict[str, str]:
    """Names of regions by code."""
    table = ctx.service.region.__table__
    rows = await ctx.fetch(select(table.c.code, table.c.name).where(table.c.code.in_(keys)))
    return {row["code"]: row["name"] for row in rows}


@dataclass(frozen=True)
class Spec:
    """An aggregate's totals, dimensions and group type."""

    cls: type[Any]
    totals: dict[str, Total]
    dimensions: dict[str, Dimension]
    group: type[Any]

    def sums(self) -> list[ColumnElement[Any]]:
        """Count and sums, under the names of their fields."""
        sums = [func.coalesce(func.sum(each.column), 0).label(name) for name, each in self.totals.items()]
        return [func.count().label("count"), *sums]


_SPECS: dict[type[Any], Spec] = {}


def spec_of(cls: type[Any]) -> Spec:
    """The declaration behind an aggregate type."""
    return _SPECS[cls]


def aggregate(noun: str, rows: str) -> Callable[[type[Any]], Any]:
    """Make `<Noun>Aggregate`, `<Noun>Group`, `<Noun>Dimension` of a class with `total(...)` and `by_...(...)`.

    `rows` describes the count, such as "Projects [数量].".
    """

    def declare(cls: type[Any]) -> Any:
        totals = {name: each for name, each in vars(cls).items() if isinstance(each, Total)}
        dimensions = {name: each for name, each in vars(cls).items() if isinstance(each, Dimension)}
        annotations = {name: names.resolve(cls.__annotations__[name], cls.__module__) for name in totals}
        dimension = _dimension_enum(f"{noun}Dimension", cls.__module__, dimensions)
        group = _group_type(f"{noun}Group", cls.__module__, totals, annotations, rows)
        sums = _aggregate_type(cls, totals, annotations, rows, dimension, group)
        _SPECS[sums] = Spec(sums, totals, dimensions, group)
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


def _sum_fields(
    totals: dict[str, Total], annotations: dict[str, Any], rows: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    body: dict[str, Any] = {"count": strawberry.field(description=rows)}
    body |= {name: strawberry.field(description=each.description) for name, each in totals.items()}
    return {"count": int} | annotations, body


def _group_type(name: str, module: str, totals: dict[str, Total], annotations: dict[str, Any], rows: str) -> type[Any]:
    types, body = _sum_fields(totals, annotations, rows)
    body |= {
        "__module__": module,
        "__annotations__": {"keys": list[str], "labels": list[str]} | types,
        "keys": strawberry.field(description="Values for `where`, one per dimension [分组值]."),
        "labels": strawberry.field(description="Labels in Chinese, one per dimension [分组名称]."),
    }
    group = strawberry.type(type(name, (), body), description="One group of a sum [分组].")
    names.register(group)
    return group


def _aggregate_type(
    cls: type[Any],
    totals: dict[str, Total],
    annotations: dict[str, Any],
    rows: str,
    dimension: type[Enum],
    group: type[Any],
) -> type[Any]:
    async def group_by(self: Any, by: Any) -> Any:
        return await groups(self.listing, spec_of(cls), [each.name for each in by])

    group_by.__annotations__ = {"by": list[dimension], "return": list[group]}  # type: ignore[valid-type]
    types, body = _sum_fields(totals, annotations, rows)
    cls.__annotations__ = types
    for name in [name for name, each in vars(cls).items() if isinstance(each, Dimension)]:
        delattr(cls, name)
    for name, field in body.items():
        setattr(cls, name, field)
    cls.group_by = strawberry.field(
        resolver=group_by, description="The same by one or two dimensions, largest first [分组]."
    )
    sums = strawberry.type(cls, description=cls.__doc__)
    names.register(sums)
    return sums


async def summed(listing: Listing, cls: type[Any]) -> Any:
    """An instance of the aggregate over the whole list; PARTIAL_SCOPE if the list names a region partly in scope."""
    listing.require_whole()
    spec = spec_of(cls)
    rows = await listing.ctx.fetch(select(*spec.sums()).select_from(listing.model).where(listing.condition))
    return made(cls, {**rows[0], "listing": listing})


async def groups(listing: Listing, spec: Spec, by: list[str]) -> list[Any]:
    """The sums for each combination of the dimensions' values, largest first."""
    if not 1 <= len(by) <= MAX_DIMENSIONS or len(set(by)) < len(by):
        raise RequestFault(
            RequestCode.INVALID_INPUT, "请给出一个或两个不同的分组维度", "Give one or two different dimensions"
        )
    dimensions = [spec.dimensions[name] for name in by]
    keys = [each.key(listing).label(f"key{place}_") for place, each in enumerate(dimensions)]
    statement = select(*keys, *spec.sums()).select_from(listing.model).where(listing.condition)
    statement = statement.group_by(*(key.name for key in keys))
    rows = sorted(await listing.ctx.fetch(statement), key=lambda row: _largest_first(row, spec, len(by)))
    return await _labelled(listing.ctx, spec, dimensions, rows)


def _largest_first(row: RowMapping, spec: Spec, dimensions: int) -> tuple[Any, ...]:
    size = row[next(iter(spec.totals), "count")]
    return -size, -row["count"], *(str(row[f"key{place}_"]) for place in range(dimensions))


async def _labelled(ctx: ReadContext, spec: Spec, dimensions: list[Dimension], rows: Sequence[RowMapping]) -> list[Any]:
    keys = [[_key(row[f"key{place}_"]) for row in rows] for place in range(len(dimensions))]
    found = [await each.labels(ctx, sorted(set(keys[place]))) for place, each in enumerate(dimensions)]
    answer = []
    for place, row in enumerate(rows):
        mine = [keys[dimension][place] for dimension in range(len(dimensions))]
        labels = [found[dimension].get(key, key) for dimension, key in enumerate(mine)]
        answer.append(made(spec.group, {**row, "keys": mine, "labels": labels}))
    return answer


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
