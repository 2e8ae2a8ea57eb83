"""Orders of lists: enums whose values name indexed columns, and the keyset cursors that follow from them."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import orjson
import strawberry
from sqlalchemy import ColumnElement, and_, false, literal, or_

from chassis.errors import RequestCode, RequestFault


@dataclass(frozen=True)
class By:
    """One order: a description, a column, and its direction; unknown values come last, ties go by id."""

    description: str
    column: Any
    descending: bool


def by(column: Any, description: str) -> Any:
    """Smallest first."""
    return By(description, column, descending=False)


def by_desc(column: Any, description: str) -> Any:
    """Largest first."""
    return By(description, column, descending=True)


_ORDERS: dict[type[Enum], dict[str, By]] = {}


def ordering(cls: type[Any]) -> Any:
    """Make a GraphQL enum of a class whose attributes are `by(...)` or `by_desc(...)`."""
    orders = {name: each for name, each in vars(cls).items() if isinstance(each, By)}
    enum = Enum(cls.__name__, {name: name for name in orders}, module=cls.__module__)  # type: ignore[misc]
    strawberry.enum(enum, description=cls.__doc__)
    for value in enum.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = orders[value.name].description
    _ORDERS[enum] = orders
    return enum


def order_of(value: Enum) -> By:
    """The column behind an order."""
    return _ORDERS[type(value)][value.name]


def order_by(order: By, tie: Any) -> tuple[ColumnElement[Any], ...]:
    """ORDER BY of an order, with the id as tie-breaker."""
    key = order.column.desc() if order.descending else order.column.asc()
    return key.nulls_last(), tie.asc()


def after(order: By, tie: Any, key: Any, key_id: UUID) -> ColumnElement[bool]:
    """Rows that follow the row with these values."""
    same = order.column.is_(None) if key is None else order.column == literal(key)
    return or_(_beyond(order, key), and_(same, tie > key_id))


def _beyond(order: By, key: Any) -> ColumnElement[bool]:
    if key is None:
        return false()
    beyond = order.column < literal(key) if order.descending else order.column > literal(key)
    return or_(beyond, order.column.is_(None))


def binding(*parts: object) -> str:
    """Digest of what a cursor is bound to: list, filter, order and principal."""
    return hashlib.sha256(orjson.dumps([str(part) for part in parts])).hexdigest()[:16]


def encode(bound: str, key: Any, key_id: UUID) -> str:
    """An opaque cursor."""
    return base64.urlsafe_b64encode(orjson.dumps([bound, *_typed(key), str(key_id)])).decode()


def decode(cursor: str, bound: str) -> tuple[Any, UUID]:
    """Key and id of a cursor; INVALID_INPUT if it is none, or one of another list, filter, order or person."""
    try:
        of, kind, text, key_id = orjson.loads(base64.urlsafe_b64decode(cursor))
        key, row = _KINDS[kind](text), UUID(key_id)
    except (ValueError, TypeError, KeyError) as error:
        raise _bad_cursor() from error
    if of != bound:
        raise _bad_cursor()
    return key, row


def _bad_cursor() -> RequestFault:
    return RequestFault(
        RequestCode.INVALID_INPUT,
        "游标无效:它属于另一个列表、筛选、排序或用户,请从第一页重新查询",
        "The cursor does not belong to this list, filter, order and user; start from the first page",
    )


_KINDS: dict[str, Any] = {
    "none": lambda _: None,
    "str": str,
    "int": int,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "Decimal": Decimal,
}


def _typed(key: Any) -> tuple[str, str]:
    if key is None:
        return "none", ""
    if isinstance(key, date):
        return type(key).__name__, key.isoformat()
    return type(key).__name__, str(key)
