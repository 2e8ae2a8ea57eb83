"""Nodes: GraphQL object types whose fields are declared, not resolved by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import strawberry
from strawberry.federation import type as federated
from strawberry.federation.schema_directives import Key
from strawberry.federation.types import FieldSet

from chassis.graph import names
from chassis.graph.declare import Declaration, declared
from chassis.visibility import Visibility

T = TypeVar("T", bound=type[Any])


@dataclass
class Node:
    """A declared type: its class, the table its rows come from, and its fields with their annotations."""

    cls: type[Any]
    model: Any
    own: bool
    """Owned by this service; otherwise a neighbour's type to which it adds fields, judged by a replica."""
    keyed: bool
    during: Any = None
    """Condition on AS_OF under which a row counts; lists and sums of such a type hold on a date."""
    fields: dict[str, tuple[Any, Declaration]] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The service it belongs to."""
        return names.root_of(self.cls.__module__)


_NODES: dict[type[Any], Node] = {}
_ADDITIONS: dict[tuple[str, str], list[type[Any]]] = {}
_STUBS: dict[type[Any], bool] = {}


def node(model: Any, *, key: bool | None = None, during: Any = None) -> Callable[[T], T]:
    """A type of this service over the rows of `model`, an entity of the supergraph if `key`.

    With `during`, a condition on AS_OF, its lists hold on a date (today, where none is asked for).
    """
    return _declaring(model, own=True, key=key, during=during)


def extends(model: Any) -> Callable[[T], T]:
    """Fields that this service adds to a neighbour's type of the same name, over its replica `model`."""
    return _declaring(model, own=False, key=True)


def _declaring(model: Any, *, own: bool, key: bool | None, during: Any = None) -> Callable[[T], T]:
    def declare(cls: T) -> T:
        if not isinstance(getattr(model, "visibility", None), Visibility):
            raise TypeError(f"{model.__name__} declares no visibility")
        keyed = bool(key)
        found = Node(cls, model, own, keyed, during)
        _collect(found, cls)
        _NODES[cls] = found
        names.register(cls)
        return cls

    return declare


def adds_to(name: str) -> Callable[[T], T]:
    """Fields that a noun adds to another noun's type of the same service."""

    def declare(cls: T) -> T:
        _ADDITIONS.setdefault((names.root_of(cls.__module__), name), []).append(cls)
        return cls

    return declare


def stub(cls: T) -> T:
    """A neighbour's type that this service only refers to, by id."""
    cls.__annotations__ = {"id": strawberry.ID}
    cls.id = strawberry.field(description="Id [标识].")
    made = federated(cls, keys=[Key(fields=FieldSet("id"), resolvable=False)])
    _STUBS[cls] = True
    names.register(cls)
    return made


def is_stub(cls: type[Any]) -> bool:
    """Whether the type is a neighbour's that is only referred to."""
    return cls in _STUBS


def node_of(cls: type[Any]) -> Node:
    """The declaration behind a type."""
    return _NODES[cls]


def nodes_of(root: str) -> list[Node]:
    """All nodes of a service."""
    return [found for found in _NODES.values() if found.root == root]


def stubs_of(root: str) -> list[type[Any]]:
    """All stubs of a service."""
    return [cls for cls in _STUBS if names.root_of(cls.__module__) == root]


def collect_additions(root: str) -> None:
    """Give each node the fields that other nouns add to it."""
    for (owner, name), classes in _ADDITIONS.items():
        if owner == root:
            target = node_of(names.find(root, name))
            for cls in classes:
                _collect(target, cls)


def _collect(target: Node, cls: type[Any]) -> None:
    for name, declaration in declared(cls).items():
        target.fields.setdefault(name, (names.resolve(cls.__annotations__[name], cls.__module__), declaration))
