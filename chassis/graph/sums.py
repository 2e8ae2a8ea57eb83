"""How sums over a whole filter, and the same split by one or two dimensions, are asked of the database."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext
from chassis.graph.instances import made
from chassis.graph.listing import Listing

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


def register(spec: Spec) -> type[Any]:
    """Remember the declaration behind an aggregate type, and answer the type."""
    _SPECS[spec.cls] = spec
    return spec.cls


def spec_of(cls: type[Any]) -> Spec:
    """The declaration behind an aggregate type."""
    return _SPECS[cls]


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
