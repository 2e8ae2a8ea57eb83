"""Annotations of declared types: names declared elsewhere, or later, resolve when the schema is built."""

import builtins
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, ForwardRef, Union, get_args, get_origin

from strawberry.types.enum import has_enum_definition
from strawberry.types.lazy_type import LazyType, StrawberryLazyReference

from chassis.graph.enums import enum_type

_TYPES: dict[tuple[str, str], type[Any]] = {}


def root_of(module: str) -> str:
    """The package whose types share names: `services.funds` of `services.funds.ledger.graph`."""
    return ".".join(module.split(".")[:2])


def register(cls: type[Any], module: str | None = None) -> None:
    """Make a type known by its name within its service."""
    _TYPES[root_of(module or cls.__module__), cls.__name__] = cls


def find(root: str, name: str) -> type[Any]:
    """A type declared in a service."""
    try:
        return _TYPES[root, name]
    except KeyError:
        message = f"{root} declares no GraphQL type {name}; is its module listed in app.py?"
        raise LookupError(message) from None


class _Declared(LazyType[Any, Any]):
    def resolve_type(self) -> type[Any]:
        return find(self.module, self.type_name)


class _Reference(StrawberryLazyReference):
    def resolve_forward_ref(self, forward_ref: ForwardRef) -> LazyType[Any, Any]:
        return _Declared(forward_ref.__forward_arg__, self.module)


class _Names(Mapping[str, Any]):
    """Names that the module does not have yet become references by name."""

    def __init__(self, known: Mapping[str, Any], root: str) -> None:
        self._known, self._root = known, root

    def __getitem__(self, name: str) -> Any:
        if name in self._known or hasattr(builtins, name):
            raise KeyError(name)
        return Annotated[name, _Reference(self._root)]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def resolve(annotation: Any, module: str) -> Any:
    """The annotation with every string evaluated and every enum made a GraphQL enum."""
    if isinstance(annotation, str):
        known = vars(sys.modules[module])
        annotation = eval(annotation, dict(known), _Names(known, root_of(module)))  # noqa: S307  # our own source text
    _make_enums(annotation)
    return annotation


def _make_enums(annotation: Any) -> None:
    if isinstance(annotation, type) and issubclass(annotation, Enum) and not has_enum_definition(annotation):
        enum_type(annotation)
    for part in get_args(annotation):
        if not isinstance(part, StrawberryLazyReference):
            _make_enums(part)


def target_name(annotation: Any) -> str:
    """The name of the object type in `X`, `X | None`, `list[X]` or a reference to it."""
    if get_origin(annotation) in {Union, UnionType, list}:
        return next(target_name(part) for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is Annotated:
        inner = get_args(annotation)[0]
        return inner.__forward_arg__ if isinstance(inner, ForwardRef) else target_name(inner)
    return str(annotation.__name__)


def enum_in(annotation: Any) -> type[Enum] | None:
    """The enum in `E`, `E | None`; None for anything else."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation
    if get_origin(annotation) in {Union, UnionType}:
        return next((found for part in get_args(annotation) if (found := enum_in(part))), None)
    return None
