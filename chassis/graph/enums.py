"""GraphQL enums from labelled enums: each value described by its English text and Chinese label."""

from enum import Enum
from typing import Any

import strawberry
from strawberry.types.enum import has_enum_definition


def enum_type(enum: type[Enum], name: str | None = None) -> Any:
    """Make a (labelled) enum a GraphQL enum, once; its docstring is the description."""
    if has_enum_definition(enum):
        return enum
    strawberry.enum(enum, name=name, description=(enum.__doc__ or "").split("\n\n")[0].strip())
    definition: Any = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = getattr(enum[value.name], "description", None)
    return enum
