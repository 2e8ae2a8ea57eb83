"""Which rows a principal may learn of; one place applies it to every query, entity lookup and command."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, exists, false, or_, true

from chassis.auth import Principal


class Visibility(StrEnum):
    """How a table's rows are shown; every table declares one."""

    OWN_SUBTREE = "OWN_SUBTREE"
    """The row's region lies within a grant."""
    PARTIES = "PARTIES"
    """One of the row's party regions (`party_paths`) lies within a grant."""
    GIVER = "GIVER"
    """The row's region lies within a grant; and to whom it gave (`given_by`), it shows itself where a link or its id
    leads there, but in no list and to no command."""
    PUBLISHED = "PUBLISHED"
    """The row's region lies within a grant; and once it has been published (`published`), everybody sees it where a
    link or its id leads there, but in no list and by no command."""
    REFERENCE = "REFERENCE"
    """Everybody signed in."""
    PUBLIC = "PUBLIC"
    """Everybody, by named safe fields."""
    WITH_PARENT = "WITH_PARENT"
    """Only reached from a visible parent row, never looked up by itself."""


@dataclass(frozen=True)
class Gifts:
    """The table of what a GIVER's rows gave: its column that names the giver, and the path of who received."""

    table: str
    giver: str
    recipient_path: str = "region_path"


@dataclass(frozen=True)
class Publication:
    """A row is published once the row of `table` whose `key` is its `own` has something in the column `told`."""

    table: str
    told: str
    own: str = "id"
    key: str = "id"


def visible(
    model: Any, principal: Principal, *, from_parent: bool = False, linked: bool = False
) -> ColumnElement[bool]:
    """Condition that limits a query over `model` to what the principal may see; `linked`: the rows are known by id."""
    kind: Visibility = model.visibility
    if kind is Visibility.PUBLIC or (kind is Visibility.WITH_PARENT and from_parent):
        return true()
    if kind is Visibility.REFERENCE:
        return true() if principal.identity.signed_in else false()
    if kind is Visibility.WITH_PARENT:
        return false()
    within = or_(false(), *(under(column, principal.paths) for column in _paths(model)))
    if linked and kind is Visibility.GIVER:
        return or_(within, _given_to(model, principal))
    return or_(within, _published(model)) if linked and kind is Visibility.PUBLISHED else within


def _published(model: Any) -> ColumnElement[bool]:
    publication: Publication = model.published
    said = model.metadata.tables[publication.table].alias("said").c
    return exists().where(said[publication.key] == getattr(model, publication.own), said[publication.told].is_not(None))


def _given_to(model: Any, principal: Principal) -> ColumnElement[bool]:
    gifts: Gifts = model.given_by
    table = model.metadata.tables[gifts.table].c
    return exists().where(table[gifts.giver] == model.id, under(table[gifts.recipient_path], principal.paths))


def under(column: Any, prefixes: Sequence[str]) -> ColumnElement[bool]:
    """The path in `column` lies at or below one of the prefixes."""
    return or_(false(), *(true() if p == "/" else column.like(f"{p}%") for p in prefixes))


def _path_names(model: Any) -> tuple[str, ...]:
    return model.party_paths if model.visibility is Visibility.PARTIES else ("region_path",)


def _paths(model: Any) -> list[Any]:
    return [getattr(model, name) for name in _path_names(model)]
