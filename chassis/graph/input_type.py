"""GraphQL input types from the Pydantic models of commands: one definition of every input."""

import types
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import strawberry
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from strawberry import ID, UNSET

from chassis import inputs
from chassis.graph.enums import enum_type
from chassis.graph.scalars import DecimalText, Money, RegionCode
from published.money import Fen

_PLAIN: dict[Any, Any] = {
    UUID: ID,
    Decimal: DecimalText,
    date: date,
    datetime: datetime,
    str: str,
    int: int,
    bool: bool,
    float: float,
    Fen: Money,
}


@cache
def input_type(model: type[BaseModel]) -> Any:
    """The input type of a command's model: name, docstring and field descriptions carry over."""
    hints = get_type_hints(model, include_extras=True)
    body: dict[str, Any] = {"__module__": model.__module__, "__annotations__": {}}
    for name, info in model.model_fields.items():
        body["__annotations__"][name] = _kind(hints[name])
        body[name] = strawberry.field(description=info.description, **_default(info))
    return strawberry.input(type(model.__name__, (), body), description=model.__doc__)


def _kind(annotation: Any) -> Any:
    if annotation in _NAMED:
        return _NAMED[annotation]
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _NAMED.get(annotation) or _kind(parts[0])
    if origin in {Union, types.UnionType}:
        inner = [_kind(part) for part in parts if part is not type(None)]
        return inner[0] | None
    if origin is list:
        return list[_kind(parts[0])]  # type: ignore[misc]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return input_type(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return enum_type(annotation)
    return _PLAIN[annotation]


_NAMED: dict[Any, Any] = {
    inputs.RegionCodeText: RegionCode,
}


def _default(info: FieldInfo) -> dict[str, Any]:
    if info.is_required():
        return {}
    if info.default_factory is not None:
        return {"default_factory": info.default_factory}
    if info.default is None:
        return {"default": UNSET}
    if isinstance(info.default, list):
        return {"default_factory": partial(list, info.default)}
    return {"default": info.default}


def raw(value: Any) -> Any:
    """What the client gave, by the model's own names; what it left out stays out."""
    if isinstance(value, list):
        return [raw(each) for each in value]
    if hasattr(value, "__strawberry_definition__") and not isinstance(value, Enum):
        return {name: raw(given) for name, given in vars(value).items() if given is not UNSET}
    return value


def given(value: Any) -> Mapping[str, Any]:
    """`raw` of a whole input."""
    values: dict[str, Any] = raw(value)
    return values
