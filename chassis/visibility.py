"""Which rows a principal may learn of; one place applies it to every query, entity lookup and command."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, false, or_, true

from chassis.auth import Principal


class Visibility(StrEnum):
    """How a table's rows are shown; every table declares one."""

    OWN_SUBTREE = "OWN_SUBTREE"
    """The row's region lies within a grant."""
    PARTIES = "PARTIES"
    """One of the row's party regions (`party_paths`) lies within a grant."""
    REFERENCE = "REFERENCE"
    """Everybody signed in."""
    PUBLIC = "PUBLIC"
    """Everybody, by named safe fields."""
    WITH_PARENT = "WITH_PARENT"
    """Only reached from a visible parent row, never looked up by itself."""


def visible(model: Any, principal: Principal, *, from_parent: bool = False) -> ColumnElement[bool]:
    """Condition that limits a query over `model` to what the principal may see."""
    kind: Visibility = model.visibility
    if kind is Visibility.PUBLIC or (kind is Visibility.WITH_PARENT and from_parent):
        return true()
    if kind is Visibility.REFERENCE:
        return true() if principal.identity.signed_in else false()
    if kind is Visibility.WITH_PARENT:
        return false()
    return or_(false(), *(under(column, principal.paths) for column in _paths(model)))


def under(column: Any, prefixes: Sequence[str]) -> ColumnElement[bool]:
    """The path in `column` lies at or below one of the prefixes."""
    return or_(false(), *(true() if p == "/" else column.like(f"{p}%") for p in prefixes))


def _path_names(model: Any) -> tuple[str, ...]:
    return model.party_paths if model.visibility is Visibility.PARTIES else ("region_path",)


def _paths(model: Any) -> list[Any]:
    return [getattr(model, name) for name in _path_names(model)]
