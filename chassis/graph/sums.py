"""What an aggregate is declared of: totals, dimensions, and the changes that its groups show."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func

from chassis.graph.context import ReadContext
from chassis.graph.listing import Listing

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
        return [func.count().label("count"), *sums_of({name: each.column for name, each in self.totals.items()})]


def sums_of(columns: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """Sums of columns under their names; 0 over none."""
    return [func.coalesce(func.sum(column), 0).label(name) for name, column in columns.items()]
