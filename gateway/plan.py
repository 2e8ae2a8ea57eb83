"""A plan: which subgraphs are asked what, and how their answers become the client's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Step(NamedTuple):
    """One step into a result; `type_name` filters where the position is an interface."""

    key: str
    type_name: str | None = None


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Names of our own in requests to subgraphs; no response key of the client's starts with the prefix."""

    prefix: str

    @property
    def type_key(self) -> str:
        """Where an object's type stands at an interface."""
        return self.key("__typename")

    @property
    def representations(self) -> str:
        """The variable that carries a batch of entities."""
        return self.key("representations")

    def key(self, name: str) -> str:
        """A field asked for on our own account."""
        return f"{self.prefix}_{name}"

    def instead_of(self, key: str, number: int) -> str:
        """A client's key under another name."""
        return f"{self.prefix}{number}_{key}"

    def visible(self, key: str) -> str | None:
        """The client's key behind one of an answer; None for a field that the client did not ask for."""
        if not key.startswith(self.prefix):
            return key
        number, _, rest = key.removeprefix(self.prefix).partition("_")
        return rest if number else None


@dataclass(frozen=True, slots=True)
class Entity:
    """How objects at a place are named to another subgraph: key field → key in the result so far."""

    type_name: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request to one subgraph: root fields, or a batch of entities found at `paths` of the fetch before."""

    graph: str
    text: str
    variables: tuple[str, ...]
    keys: tuple[str, ...]
    entity: Entity | None = None
    joins: tuple["Fetch", ...] = ()
    paths: tuple[Path, ...] = field(default=(), compare=False)
    repeatable: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must look like: list or object or leaf, and whether null may stand there."""

    non_null: bool
    item: "Shape | None" = None
    selection: "Selection | None" = None


@dataclass(frozen=True, slots=True)
class Output:
    """One field of the client's answer: its key, and the key in the merged results."""

    key: str
    source: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Selection:
    """Fields by object type, in the client's order; `type_key` holds the type where it is not known before."""

    by_type: Mapping[str, tuple[Output, ...]]
    type_key: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Stages run one after another, the fetches of a stage at once."""

    stages: tuple[tuple[Fetch, ...], ...]
    outputs: tuple[Output, ...]
    constants: Mapping[str, str]
    introspection: str | None
    hidden: Hidden
