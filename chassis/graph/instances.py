"""Instances of GraphQL types without their constructors: rows carry more than the fields a type shows."""

from collections.abc import Mapping
from typing import Any


def made(cls: type[Any], values: Mapping[str, Any]) -> Any:
    """An instance of `cls` whose attributes are `values`; GraphQL reads fields as attributes."""
    new: Any = object.__new__(cls)
    new.__dict__.update(values)
    return new
