"""The conditions that filters are made of, alike in every subgraph."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import strawberry
from strawberry import ID, UNSET

from chassis.graph.enums import enum_type
from chassis.graph.names import register
from chassis.graph.scalars import Money, RegionCode

T = TypeVar("T")


def _op(description: str, name: str | None = None) -> Any:
    return strawberry.field(description=description, default=UNSET, name=name)


@strawberry.input(description="Condition on a text [文本条件].")
class StringFilterInput:
    """Condition on a text."""

    eq: str | None = _op("Equals [等于].")
    in_: list[str] | None = _op("Any of [属于].", "in")
    contains: str | None = _op("Contains [包含].")


@strawberry.input(description="Condition on a date [日期条件].")
class DateFilterInput:
    """Condition on a date."""

    eq: date | None = _op("Equals [等于].")
    gte: date | None = _op("On or after [不早于].")
    lte: date | None = _op("On or before [不晚于].")
    is_null: bool | None = _op("Is unknown [为空].")


@strawberry.input(description="Condition on an amount in yuan [金额条件].")
class MoneyFilterInput:
    """Condition on an amount."""

    eq: Money | None = _op("Equals [等于].")
    gte: Money | None = _op("At least [不小于].")
    lte: Money | None = _op("At most [不大于].")


@strawberry.input(description="Condition on an id [标识条件].")
class IDFilterInput:
    """Condition on an id."""

    eq: ID | None = _op("Equals [等于].")
    in_: list[ID] | None = _op("Any of [属于].", "in")
    is_null: bool | None = _op("Is unknown [为空].")


@strawberry.input(description="Condition on a number [数值条件].")
class IntFilterInput:
    """Condition on a number."""

    eq: int | None = _op("Equals [等于].")
    gte: int | None = _op("At least [不小于].")
    lte: int | None = _op("At most [不大于].")


@strawberry.input(description="Condition on a region [区划条件].")
class RegionFilterInput:
    """Condition on a region."""

    eq: RegionCode | None = _op("Exactly this region [等于].")
    in_: list[RegionCode] | None = _op("Any of [属于].", "in")
    under: RegionCode | None = _op("This region or any below [下辖].")

    def codes(self) -> Iterator[str]:
        """Every code it names."""
        for _, value in filter_fields(self):
            yield from [value] if isinstance(value, str) else value


def enum_filter(enum: type[Enum]) -> Callable[[type[T]], type[T]]:
    """Make `class <Enum>FilterInput` a condition on the enum's values."""

    def declare(cls: type[T]) -> type[T]:
        enum_type(enum)
        cls.__annotations__ = {"eq": enum | None, "in_": list[enum] | None}  # type: ignore[valid-type]
        cls.eq, cls.in_ = _op("Equals [等于]."), _op("Any of [属于].", "in")  # type: ignore[attr-defined]
        made = strawberry.input(cls, description="Any of these values [枚举条件].")
        register(made)
        return made

    return declare


def filter_fields(value: Any) -> Iterator[tuple[str, Any]]:
    """The fields of an input that were given; null counts as not given."""
    for name, given in vars(value).items():
        if given is not UNSET and given is not None:
            yield name, given
