"""Scalars of the contract: input is only checked for being text; the command or filter says what is wrong in it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NewType
from zoneinfo import ZoneInfo

import strawberry
from strawberry.types.scalar import ScalarDefinition

from chassis.errors import RequestCode, RequestFault
from published.money import Fen, format_yuan

SHANGHAI = ZoneInfo("Asia/Shanghai")

Money = NewType("Money", int)
"""Fen inside, exact yuan text outside."""
DecimalText = NewType("DecimalText", Decimal)
"""Exact decimal number that is not money."""
RegionCode = NewType("RegionCode", str)
"""Region code of 2 to 12 digits."""


def _text(name: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if not isinstance(value, str):
            raise RequestFault(
                RequestCode.INVALID_INPUT,
                f"{name}须以文本给出,不接受其他类型",
                f"Send {name} as text, not as anything else",
            )
        return value

    return parse


def _moment(value: datetime) -> str:
    return value.astimezone(SHANGHAI).isoformat()


def _scalar(name: str, description: str, serialize: Callable[[Any], str]) -> ScalarDefinition:
    return strawberry.scalar(name=name, description=description, serialize=serialize, parse_value=_text(name))


SCALARS: dict[object, ScalarDefinition] = {
    Money: _scalar(
        "Money",
        'Exact yuan with two decimals, always a string such as "107941.00"; JSON numbers are refused [金额,元].',
        lambda value: format_yuan(Fen(int(value))),
    ),
    DecimalText: _scalar("Decimal", "Exact decimal number as a string [小数].", str),
    date: _scalar("Date", "Business date YYYY-MM-DD in Asia/Shanghai [业务日期].", date.isoformat),
    datetime: _scalar("DateTime", "Moment in ISO 8601 with offset [时刻].", _moment),
    RegionCode: _scalar(
        "RegionCode",
        "Region code of 2 to 12 digits; as input a retired code finds its successor [行政区划代码].",
        str,
    ),
}
