"""Inputs of commands: Pydantic models that say what is wrong, where, in Chinese and English.

A command's input class is also its GraphQL input type: class name, docstring and field descriptions carry over.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from published.invalid_value import InvalidValueError
from published.money import Fen, parse_yuan
from published.region_code import parse_region_code


class CommandInput(BaseModel):
    """Base of all inputs: immutable, text stripped, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _from_text(parse: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A parser of text as a validator; a value already parsed passes."""
    return lambda value: parse(value) if isinstance(value, str) else value


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        zh, en = f"“{text}”不是日期,应形如 2020-01-06", f"'{text}' is not a date; write it like 2020-01-06"
        raise InvalidValueError(zh, en) from error


def _not_in_future(value: date, info: ValidationInfo) -> date:
    today = (info.context or {}).get("today")
    if today is not None and value > today:
        raise InvalidValueError(
            f"业务日期{value}晚于今天({today}),请填写已发生的日期",
            f"The business date {value} lies after today ({today}); give a date that has come",
        )
    return value


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InvalidValueError(f"“{text}”不是数字", f"'{text}' is not a number")
    return number


def _positive(value: int) -> int:
    if value <= 0:
        raise InvalidValueError("金额须大于零", "The amount must be greater than zero")
    return value


Money = Annotated[Fen, BeforeValidator(_from_text(parse_yuan))]
"""Yuan text with at most two places outside, fen inside."""
PositiveMoney = Annotated[Money, AfterValidator(_positive)]
"""More than nothing."""
RegionCodeText = Annotated[str, BeforeValidator(_from_text(parse_region_code))]
"""A region code in force or retired."""
PlainDate = Annotated[date, BeforeValidator(_from_text(_date))]
"""A date that may lie ahead, such as a planned end."""
BusinessDate = Annotated[PlainDate, AfterValidator(_not_in_future)]
"""The date of something that has happened: never in the future."""
DecimalText = Annotated[Decimal, BeforeValidator(_from_text(_decimal))]
"""Exact decimal number."""
ShareBps = Annotated[int, Field(ge=1, le=10_000)]
"""Basis points, 10 000 = 100 %."""


class GeoPointInput(CommandInput):
    """A point on the map, WGS 84 [坐标]."""

    latitude: float = Field(ge=-90, le=90, description="Degrees north [纬度].")
    longitude: float = Field(ge=-180, le=180, description="Degrees east [经度].")
