"""The facts of services in a form that two runs can be compared by.

Two runs never share ids or moments, so an id stands as a digest of what it names, found by refinement: each row
is first known by its own values, then also by what the rows that it points to are known by, and so on.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, MetaData, Table, select

from chassis.columns import BOOKKEEPING

ROUNDS = 6
"""Longest chain of references: document, line, allocation, binding, asset, right."""

KEPT_BY_CHASSIS = frozenset({"seal", "relay", "inbox", "idempotency", "clock", "alembic_version"})
"""Tables that say how facts were kept, not what they are; a service marks its own by BOOKKEEPING."""
UNSTABLE = frozenset({"journal_id", "correlation_id", "causation_id", "traceparent", "event_id"})
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile(r"hmac-sha256:[0-9a-f]{64}")
"""Of something personal, under a key that is each installation's own."""
_RANDOM = re.compile(r'"(token|contact|payee_account|sealed_\w+)":"[^"]*"')
"""Tokens, and what is encrypted under a key of each installation's own."""
_NUMBERED = re.compile(r"\b(P-|ZC|FY\d{8})\d{6,8}\b")
"""Codes and receipts drawn from sequences: a dry run or a crash leaves a gap in them."""
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[0-9.]*(?:Z|[+-]\d{2}:\d{2})")


@dataclass(frozen=True)
class Fact:
    """One row: its table, its id if it has one, and its other values as JSON text with ids still in it."""

    table: str
    key: str | None
    text: str


def facts_of(service: str, connection: Connection, metadata: MetaData) -> list[Fact]:
    """Every fact of one service's database."""
    tables = [table for table in metadata.sorted_tables if not _is_bookkeeping(table)]
    return [
        _fact(f"{service}.{table.name}", dict(row))
        for table in tables
        for row in connection.execute(select(table)).mappings()
    ]


def _is_bookkeeping(table: Table) -> bool:
    return table.name in KEPT_BY_CHASSIS or BOOKKEEPING.items() <= table.info.items()


def _fact(table: str, row: Mapping[str, Any]) -> Fact:
    key = str(row["id"]) if isinstance(row.get("id"), UUID) else None
    kept = {str(name): value for name, value in row.items() if name != "id" and name not in UNSTABLE}
    stable = {name: value for name, value in kept.items() if not isinstance(value, datetime)}
    text = orjson.dumps(stable, default=str, option=orjson.OPT_SORT_KEYS).decode()
    text = _RANDOM.sub(r'"\1":"<random>"', _DIGEST.sub("<digest>", text))
    text = _NUMBERED.sub(r"\1<number>", text)
    return Fact(table, key, _MOMENT.sub("<moment>", text))


def canonical(facts: Sequence[Fact]) -> list[str]:
    """One line per fact, sorted; equal for two runs that told the same facts, whatever their ids and moments."""
    names = {fact.key: "" for fact in facts if fact.key is not None}
    for _ in range(ROUNDS):
        names = _refined(facts, names)
    return sorted(_line(fact, names) for fact in facts)


def _refined(facts: Iterable[Fact], names: Mapping[str, str]) -> dict[str, str]:
    """What each id is known by: the lines of all rows under it, replicas included."""
    lines: dict[str, list[str]] = {}
    for fact in facts:
        if fact.key is not None:
            lines.setdefault(fact.key, []).append(_line(fact, names))
    return {key: hashlib.sha256("\n".join(sorted(each)).encode()).hexdigest()[:16] for key, each in lines.items()}


def _line(fact: Fact, names: Mapping[str, str]) -> str:
    named = _UUID.sub(lambda found: f"<{names.get(found[0], 'unknown')}>", fact.text)
    return f"{fact.table} {named}"
