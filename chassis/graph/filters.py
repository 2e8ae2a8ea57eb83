"""Filters of lists: input types whose fields name columns, and the SQL conditions that follow from them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, true
from strawberry import UNSET

from chassis.errors import RequestCode, RequestFault
from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.filter_types import RegionFilterInput, filter_fields
from chassis.visibility import under
from published.invalid_value import InvalidValueError
from published.money import parse_yuan


@dataclass(frozen=True)
class On:
    """A condition on one column, on the region of the row, or on some row linked to it."""

    description: str
    column: Any
    model: Any = None
    link: Any = None


def on(column: Any, description: str) -> Any:
    """The filter's operators apply to `column`, or to any SQL expression over the row."""
    return On(description, column)


def on_region(model: Any, description: str) -> Any:
    """The filter's operators apply to the region of the row, retired codes included."""
    return On(description, None, model)


def on_some(column: Any, link: Any, description: str) -> Any:
    """The filter's operators apply to a column of another table: some row of it meets `link` and them."""
    return On(description, column, link=link)


_WHERES: dict[type[Any], dict[str, On]] = {}
_BOOLEAN = {"AND": "All of [且].", "OR": "One of [或].", "NOT": "None of it [非]."}


def where_input(cls: type[Any]) -> Any:
    """Make an input type of a class whose fields are `on(...)`; AND, OR and NOT come by themselves."""
    conditions = {name: getattr(cls, name) for name in cls.__annotations__ if isinstance(getattr(cls, name), On)}
    annotations = {name: names.resolve(cls.__annotations__[name], cls.__module__) for name in conditions}
    itself = names.resolve(f"{cls.__name__} | None", cls.__module__)
    many = names.resolve(f"list[{cls.__name__}] | None", cls.__module__)
    cls.__annotations__ = {"and_": many, "or_": many, "not_": itself} | annotations
    for name, description in _BOOLEAN.items():
        setattr(cls, f"{name.lower()}_", strawberry.field(name=name, description=description, default=UNSET))
    for name, condition in conditions.items():
        setattr(cls, name, strawberry.field(description=condition.description, default=UNSET))
    made = strawberry.input(cls, description=cls.__doc__)
    _WHERES[made] = conditions
    names.register(made)
    return made


@dataclass
class Compiled:
    """The SQL of a filter and the paths of the regions it names."""

    condition: ColumnElement[bool]
    paths: tuple[str, ...]


async def compile_where(ctx: ReadContext, where: Any) -> Compiled:
    """SQL of a filter; regions that it names are resolved first."""
    if not where:
        return Compiled(true(), ())
    regions = {code: await ctx.region(code) for code in set(_codes(where))}
    paths = tuple(sorted(region.path for region in regions.values() if region is not None))
    return Compiled(_all(where, regions), paths)


def _codes(where: Any) -> Iterator[str]:
    for _, value in filter_fields(where):
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, RegionFilterInput):
                yield from each.codes()
            elif type(each) in _WHERES:
                yield from _codes(each)


def _all(where: Any, regions: dict[str, Any]) -> ColumnElement[bool]:
    return and_(true(), *(_one(where, name, value, regions) for name, value in filter_fields(where)))


def _one(where: Any, name: str, value: Any, regions: dict[str, Any]) -> ColumnElement[bool]:
    match name:
        case "and_":
            return and_(true(), *(_all(each, regions) for each in value))
        case "or_":
            return or_(false(), *(_all(each, regions) for each in value))
        case "not_":
            return not_(_all(value, regions))
    condition = _WHERES[type(where)][name]
    if isinstance(value, RegionFilterInput):
        return _in_region(condition.model, value, regions)
    if isinstance(value, bool):
        return and_(true(), condition.column == value)
    met = and_(true(), *(_OPERATORS[op](condition.column, operand) for op, operand in filter_fields(value)))
    return met if condition.link is None else exists().where(condition.link, met)


def _in_region(model: Any, value: RegionFilterInput, regions: dict[str, Any]) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if value.eq is not UNSET and value.eq is not None:
        conditions.append(model.region_id.in_(_ids([value.eq], regions)))
    if value.in_ is not UNSET and value.in_ is not None:
        conditions.append(model.region_id.in_(_ids(value.in_, regions)))
    if value.under is not UNSET and value.under is not None:
        region = regions[value.under]
        conditions.append(false() if region is None else under(model.region_path, [region.path]))
    return and_(true(), *conditions)


def _ids(codes: Sequence[str], regions: dict[str, Any]) -> list[UUID]:
    return [regions[code].id for code in codes if regions[code] is not None]


def _operand(column: Any, value: Any) -> Any:
    """The value as the column holds it; INVALID_INPUT says what is wrong."""
    if isinstance(value, Enum):
        return value.value
    if not isinstance(value, str):
        return value
    try:
        return _parser(column)(value)
    except InvalidValueError as error:
        raise RequestFault(RequestCode.INVALID_INPUT, error.zh, error.en) from error
    except ValueError as error:
        message = f"筛选条件“{value}”格式不正确,请检查"
        raise RequestFault(RequestCode.INVALID_INPUT, message, f"The filter value '{value}' is malformed") from error


def _parser(column: Any) -> Callable[[str], Any]:
    parsers: dict[Any, Callable[[str], Any]] = {date: date.fromisoformat, UUID: UUID, int: parse_yuan}
    return parsers.get(column.type.python_type, str)


_OPERATORS: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "eq": lambda column, value: column == _operand(column, value),
    "in_": lambda column, value: column.in_([_operand(column, each) for each in value]),
    "gte": lambda column, value: column >= _operand(column, value),
    "lte": lambda column, value: column <= _operand(column, value),
    "contains": lambda column, value: column.contains(value, autoescape=True),
    "is_null": lambda column, value: column.is_(None) if value else column.is_not(None),
}
