"""One key, one result: a client may repeat a call without fear."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Table, Update, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from chassis.errors import ErrorCode, Fault, invalid

FIELD = ("idempotencyKey",)
SHORTEST, LONGEST = 8, 64


@dataclass(frozen=True)
class Key:
    """A client's key with a digest of what it asked for."""

    subject: str
    key: str
    input_hash: bytes


def require_key(key: str) -> None:
    """INVALID_INPUT unless the key has 8 to 64 printable characters."""
    if not (SHORTEST <= len(key) <= LONGEST and key.isprintable()):
        raise invalid(
            f"幂等键须为{SHORTEST}至{LONGEST}个可见字符,建议使用UUID",
            f"The idempotency key must have {SHORTEST} to {LONGEST} printable characters; use a UUID",
            FIELD,
        )


def claim(session: Session, table: Table, key: Key, now: datetime) -> Any | None:
    """Take the key for this transaction; the stored result if an earlier one used it with the same input.

    The unique index makes a concurrent repeat wait here until the first has ended. IDEMPOTENCY_CONFLICT if the
    key was used with other input. A transaction that rolls back has not used the key.
    """
    row = {"subject": key.subject, "key": key.key, "input_hash": key.input_hash, "result": {}, "recorded_at": now}
    if session.execute(_claiming(table), row).first() is not None:
        return None
    used = session.execute(select(table.c.input_hash, table.c.result).where(*_is(table, key))).one()
    if used.input_hash != key.input_hash:
        raise Fault(
            ErrorCode.IDEMPOTENCY_CONFLICT,
            "该幂等键已用于另一项内容不同的办理,请更换新的幂等键",
            "This idempotency key was already used with other input; take a new one",
            FIELD,
        )
    return used.result


def settle(session: Session, table: Table, key: Key, result: Any) -> None:
    """Keep what the call answers, for its repeats."""
    session.execute(_settling(table), {"of_subject": key.subject, "of_key": key.key, "answer": result})


@cache
def _claiming(table: Table) -> ReturningInsert[Any]:
    """Made once, as every command asks it."""
    return insert(table).on_conflict_do_nothing().returning(table.c.key)


@cache
def _settling(table: Table) -> Update:
    """Made once, as every command that is accepted asks it."""
    this = (table.c.subject == bindparam("of_subject"), table.c.key == bindparam("of_key"))
    return update(table).where(*this).values(result=bindparam("answer"))


def _is(table: Table, key: Key) -> tuple[Any, Any]:
    return table.c.subject == key.subject, table.c.key == key.key
