"""The chain of seals: each hash covers the one before and every stored byte of a journal row."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Label, Table, Text, cast

START = bytes(32)
"""What the first seal follows."""


def text_columns(journal: Table) -> list[Label[Any]]:
    """Every column in PostgreSQL's own text form, so that no conversion of ours can hide a changed byte."""
    return [cast(column, Text).label(column.name) for column in journal.columns]


def link(previous: bytes, seq: int, sealed_at: datetime, row: Mapping[Any, Any]) -> bytes:
    """SHA-256 of a seal: 32 bytes. Null columns are left out, so that a column added later changes no old hash."""
    content = {
        "seq": seq,
        "sealed_at": sealed_at.astimezone(UTC).isoformat(),
        "row": {str(name): value for name, value in row.items() if value is not None},
    }
    return hashlib.sha256(previous + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()
