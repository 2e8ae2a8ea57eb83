"""The sums of a filter split by one or two dimensions."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, distinct, func, select

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext
from chassis.graph.instances import made
from chassis.graph.listing import Listing
from chassis.graph.sums import Dimension, Spec, Split, sums_of

MAX_DIMENSIONS = 2


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
    return select(*keys, count, *sums_of(split.totals)).select_from(listing.model).join(split.table, split.on)


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
