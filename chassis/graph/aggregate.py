"""Sums over a whole filter, and the same split by one or two dimensions."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Select, Table, case, distinct, func, select

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
class Split:
    """Parts of a row in another table, joined by `on`, and what each part takes of every total.

    A row counts in the group of each of its parts; the totals of the groups are those of the parts.
    """

    table: Any
    on: ColumnElement[bool]
    totals: Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True)
class Dimension:
    """What rows are grouped by, and how the values are named; a row without a value is in no group.

    The values go into `where`, unless `codes` gives what goes there instead.
    """

    description: str
    key: Key
    labels: Labels
    codes: Labels | None = None
    split: Split | None = None


@dataclass(frozen=True)
class Change:
    """How much a sum of a group has changed since the list's earlier date."""

    description: str
    of: str


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


@dataclass(frozen=True)
class Spec:
    """An aggregate's totals, the changes its groups show, its dimensions and its group type, None if it has none."""

    cls: type[Any]
    totals: dict[str, Total]
    changes: dict[str, Change]
    dimensions: dict[str, Dimension]
    group: Any

    def sums(self) -> list[ColumnElement[Any]]:
        """Count and sums, under the names of their fields."""
        return [func.count().label("count"), *_sums({name: each.column for name, each in self.totals.items()})]


def _sums(columns: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [func.coalesce(func.sum(column), 0).label(name) for name, column in columns.items()]


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


async def groups(listing: Listing, spec: Spec, by: list[str]) -> list[Any]:
    """The sums for each combination of the dimensions' values, largest first."""
    if not 1 <= len(by) <= MAX_DIMENSIONS or len(set(by)) < len(by):
        raise RequestFault(
            RequestCode.INVALID_INPUT, "请给出一个或两个不同的分组维度", "Give one or two different dimensions"
        )
    dimensions = [spec.dimensions[name] for name in by]
    found = await _grouped(listing, spec, dimensions)
    if spec.changes:
        found = _changed(spec, found, await _grouped(listing.earlier, spec, dimensions))
    rows = await _keyed(listing.ctx, dimensions, list(found.values()))
    return await _labelled(listing.ctx, spec, dimensions, sorted(rows, key=lambda row: _largest_first(row, spec)))


Groups = dict[tuple[Any, ...], Mapping[str, Any]]
"""Sums of a group by its keys."""


async def _grouped(listing: Listing, spec: Spec, dimensions: list[Dimension]) -> Groups:
    keys = [each.key(listing).label(f"key{place}_") for place, each in enumerate(dimensions)]
    statement = _over(listing, spec, next((each.split for each in dimensions if each.split), None), keys)
    rows = await listing.fetch(statement.where(listing.condition).group_by(*(key.name for key in keys)))
    found = {tuple(row[key.name] for key in keys): dict(row) for row in rows}
    return {values: sums for values, sums in found.items() if None not in values}


def _over(listing: Listing, spec: Spec, split: Split | None, keys: list[Any]) -> Select[Any]:
    """The sums over the rows, or over the parts that they are split into."""
    if split is None:
        return select(*keys, *spec.sums()).select_from(listing.model)
    count = func.count(distinct(listing.model.id)).label("count")
    return select(*keys, count, *_sums(split.totals)).select_from(listing.model).join(split.table, split.on)


def _changed(spec: Spec, now: Groups, earlier: Groups) -> Groups:
    """The groups of now and of then, with what changed: a group that is gone shows zero and what it lost."""
    return {keys: _compared(spec, keys, now.get(keys, {}), earlier.get(keys, {})) for keys in now | earlier}


def _compared(spec: Spec, keys: tuple[Any, ...], now: Mapping[str, Any], then: Mapping[str, Any]) -> Mapping[str, Any]:
    sums = {name: now.get(name, 0) for name in ("count", *spec.totals)}
    changes = {name: now.get(each.of, 0) - then.get(each.of, 0) for name, each in spec.changes.items()}
    return {f"key{place}_": key for place, key in enumerate(keys)} | sums | changes


async def _keyed(
    ctx: ReadContext, dimensions: list[Dimension], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows with their keys, as `where` takes them."""
    keys = []
    for place, dimension in enumerate(dimensions):
        values = [_key(row[f"key{place}_"]) for row in rows]
        codes = await dimension.codes(ctx, sorted(set(values))) if dimension.codes else {}
        keys.append([codes.get(value, value) for value in values])
    return [{**row, "keys": list(mine)} for row, mine in zip(rows, zip(*keys, strict=True), strict=True)]


def _largest_first(row: Mapping[str, Any], spec: Spec) -> tuple[Any, ...]:
    size = row[next(iter(spec.totals), "count")]
    return -size, -row["count"], row["keys"]


async def _labelled(
    ctx: ReadContext, spec: Spec, dimensions: list[Dimension], rows: Sequence[Mapping[str, Any]]
) -> list[Any]:
    keys = [sorted({row["keys"][place] for row in rows}) for place in range(len(dimensions))]
    found = [await each.labels(ctx, keys[place]) for place, each in enumerate(dimensions)]
    return [
        made(
            spec.group,
            {**row, "labels": [labels.get(key, key) for labels, key in zip(found, row["keys"], strict=True)]},
        )
        for row in rows
    ]


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
