"""Keeping a neighbour's aggregates: the highest version wins, whatever the order of arrival."""

from typing import Any
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session


def keep(session: Session, model: Any, version: int, columns: dict[str, Any]) -> bool:
    """Insert or update a replica row by its id; False if what is there is as new or newer."""
    table = inspect(model).local_table
    values = columns | {"version": version}
    statement = insert(table).values(values)
    newer = statement.on_conflict_do_update(
        index_elements=[table.c.id],
        set_={name: statement.excluded[name] for name in values if name != "id"},
        where=table.c.version < version,
    )
    return session.execute(newer.returning(table.c.id)).first() is not None


def keep_stub(session: Session, model: Any, identifier: UUID) -> None:
    """Note that an aggregate exists whose own event has not arrived: a row of version 0, unless there is one."""
    table = inspect(model).local_table
    session.execute(insert(table).values(id=identifier, version=0).on_conflict_do_nothing())
