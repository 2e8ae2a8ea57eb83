"""One JSON form for the values that columns and inputs hold."""

from decimal import Decimal
from typing import Any

import orjson

_ALREADY_PLAIN = {str, int, bool, type(None)}
"""What JSON reads back as it was; exactly these, not what derives from them."""


def _other(value: Any) -> str:
    """What orjson does not know: exact decimals and raw bytes."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def canonical(value: object) -> bytes:
    """UTF-8 JSON with sorted keys; dates ISO 8601, ids and decimals as text, bytes as hex."""
    return orjson.dumps(value, default=_other, option=orjson.OPT_SORT_KEYS)


def dumps(value: object) -> str:
    """The same as text, for the database driver."""
    return canonical(value).decode()


def plain(value: object) -> Any:
    """The value as it would be read back from JSON."""
    return value if type(value) in _ALREADY_PLAIN else orjson.loads(canonical(value))
