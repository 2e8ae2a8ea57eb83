"""Keeping a neighbour's aggregates: the highest version wins, whatever the order of arrival."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, inspect
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert


def keep(session: Session, model: Any, version: int, columns: dict[str, Any]) -> bool:
    """Insert or update a replica row by its id; False if what is there is as new or newer."""
    values = columns | {"version": version}
    statement = _keeping(inspect(model).local_table, frozenset(values))
    return session.execute(statement, values).first() is not None


@cache
def _keeping(table: Table, names: frozenset[str]) -> ReturningInsert[Any]:
    """Made once for each set of columns: a handler runs for every event, and making it costs as much as running it."""
    statement = insert(table)
    told = {name: statement.excluded[name] for name in sorted(names) if name != "id"}
    newer = statement.on_conflict_do_update(
        index_elements=[table.c.id], set_=told, where=table.c.version < statement.excluded.version
    )
    return newer.returning(table.c.id)


def keep_stub(session: Session, model: Any, identifier: UUID) -> None:
    """Note that an aggregate exists whose own event has not arrived: a row of version 0, unless there is one."""
    table = inspect(model).local_table
    session.execute(insert(table).values(id=identifier, version=0).on_conflict_do_nothing())
