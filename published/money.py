"""Money: whole fen in storage and events, exact decimal yuan for people, never float."""

import re
from typing import Annotated, NewType

from pydantic import Field

from published.invalid_value import InvalidValueError

Fen = NewType("Fen", int)
"""One hundredth of a yuan; 1 fen = 0.000001 万元."""

FEN_MIN = -(2**63)
FEN_MAX = 2**63 - 1
"""Range of PostgreSQL BIGINT."""

Amount = Annotated[Fen, Field(ge=FEN_MIN, le=FEN_MAX)]
"""Fen as a field of a published model."""

YUAN_PLACES = 2
WAN_PLACES = 6

_MAX_DIGITS = 30
_DECIMAL = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]+)(?:\.(?P<fraction>[0-9]+))?")


def fen(value: int) -> Fen:
    """Take an integer as fen; InvalidValueError outside the range of BIGINT."""
    if not FEN_MIN <= value <= FEN_MAX:
        raise _out_of_range()
    return Fen(value)


def parse_yuan(text: str) -> Fen:
    """Exact fen of a yuan text with at most two places, such as `1200000.00`; InvalidValueError otherwise."""
    return _parse(text, YUAN_PLACES, "元", "yuan")


def parse_wan(text: str) -> Fen:
    """Exact fen of a 万元 text with at most six places, such as `1441.16`; InvalidValueError otherwise."""
    return _parse(text, WAN_PLACES, "万元", "ten thousand yuan")


def format_yuan(amount: Fen) -> str:
    """Yuan with exactly two places and no thousands separators."""
    return _format(amount, YUAN_PLACES)


def format_wan(amount: Fen) -> str:
    """万元 with exactly six places and no thousands separators."""
    return _format(amount, WAN_PLACES)


def _parse(text: object, places: int, unit_zh: str, unit_en: str) -> Fen:
    if not isinstance(text, str):
        raise InvalidValueError("金额须以文本给出，不接受数字。", "Send the amount as text; a number may be rounded.")
    match = _DECIMAL.fullmatch(text.strip())
    if match is None:
        raise InvalidValueError(
            f"“{text}”不是以{unit_zh}计的金额，应形如 1200.50。",
            f"'{text}' is not an amount in {unit_en}; write it like 1200.50.",
        )
    fraction = (match["fraction"] or "").rstrip("0")
    if len(fraction) > places:
        raise InvalidValueError(
            f"“{text}”细于一分；以{unit_zh}计最多{places}位小数。",
            f"'{text}' is finer than one fen; give at most {places} places in {unit_en}.",
        )
    if len(match["whole"]) > _MAX_DIGITS:
        raise _out_of_range()
    return fen(int(match["sign"] + match["whole"] + fraction.ljust(places, "0")))


def _out_of_range() -> InvalidValueError:
    return InvalidValueError("金额超出可记范围。", "The amount is outside the range that can be stored.")


def _format(amount: Fen, places: int) -> str:
    whole, fraction = divmod(abs(amount), 10**places)
    return f"{'-' if amount < 0 else ''}{whole}.{fraction:0{places}d}"
