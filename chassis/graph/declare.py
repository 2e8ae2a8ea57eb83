"""What a read is, not how it is fetched: the declarations that nodes are made of."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Batch = Callable[..., Awaitable[Sequence[Any]]]
"""`async (ctx, rows, **arguments)` → one value per row; `rows` are mappings of the columns named in `needs`."""


@dataclass(frozen=True)
class Column:
    """A column of the row, or any SQL expression over it."""

    description: str
    of: Any = None


@dataclass(frozen=True)
class Reference:
    """The row that a foreign key names; a type of another service is judged by its replica `via`."""

    key: Any
    description: str
    via: Any = None


@dataclass(frozen=True)
class Children:
    """The rows that name this one, in order."""

    key: Any
    description: str
    order: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Pages:
    """A connection over the rows that name this one, or that lie under its path."""

    key: Any
    description: str
    where: str | None = None
    order: Any = None
    under: Any = None


@dataclass(frozen=True)
class Batched:
    """A value computed for many rows at once, where no declaration can say it."""

    load: Batch
    description: str
    needs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """A value made from columns of the row, such as a document number from its three parts."""

    make: Callable[[Any], Any]
    description: str
    needs: dict[str, Any] = field(default_factory=dict)


Declaration = Column | Reference | Children | Pages | Batched | Built


def column(description: str, of: Any = None) -> Any:
    """A column of the model with the field's name, or the SQL expression `of`."""
    return Column(description, of)


def reference(key: Any, description: str, via: Any = None) -> Any:
    """A node by the foreign key column `key`; `via` is the replica that judges a neighbour's type."""
    return Reference(key, description, via)


def children(key: Any, description: str, order: tuple[Any, ...] = ()) -> Any:
    """All rows whose column `key` holds this row's id."""
    return Children(key, description, order)


def pages(key: Any, description: str, *, where: str | None = None, order: Any, under: Any = None) -> Any:
    """A connection over rows whose `key` holds this row's id, or, with `under`, whose path `key` lies below it."""
    return Pages(key, description, where, order, under)


def batched(load: Batch, description: str, **needs: Any) -> Any:
    """A value that `load` computes for many rows; `needs` are columns by the name it reads them under.

    Further parameters of `load` become arguments of the GraphQL field.
    """
    return Batched(load, description, needs)


def built(make: Callable[[Any], Any], description: str, **needs: Any) -> Any:
    """A value that `make` builds from one row's columns `needs`, without asking the database."""
    return Built(make, description, needs)


def declared(cls: type[Any]) -> dict[str, Declaration]:
    """The declarations of a class body, in order."""
    return {name: getattr(cls, name) for name in cls.__annotations__ if isinstance(getattr(cls, name), Declaration)}
