"""Finding rows for a command: what the principal may not see is not there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from chassis.auth import Principal
from chassis.errors import ErrorCode, Fault, invalid, not_found, replica_behind
from chassis.region import by_code, pick
from chassis.tables import Replica
from chassis.visibility import visible


class Lookup:
    """Reads and locks rows on behalf of one principal."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._principal = principal

    def row(self, model: Any, identifier: UUID, field: tuple[str, ...]) -> Any:
        """NOT_FOUND outside the scope; REPLICA_BEHIND where only a stub is known."""
        return self._one(self._visible(model, identifier), model, identifier, field)

    def locked_row(self, model: Any, identifier: UUID, field: tuple[str, ...]) -> Any:
        """The same, fresh and locked until the transaction ends; rows that point to it may still be added."""
        statement = self._visible(model, identifier).with_for_update(key_share=True)
        return self._one(statement.execution_options(populate_existing=True), model, identifier, field)

    def locked_rows(self, model: Any, where: Sequence[ColumnElement[bool]]) -> list[Any]:
        """All rows that meet the conditions, fresh and locked in the order of their ids, visible or not."""
        statement = select(model).where(*where).order_by(model.id).with_for_update(key_share=True)
        return list(self._session.scalars(statement.execution_options(populate_existing=True)))

    def region(self, model: Any, code: str, field: tuple[str, ...]) -> Any:
        """The region of a code, in force or retired, locked against a new parent; INVALID_INPUT if there is none."""
        statement = by_code(model, [code]).order_by(model.id).with_for_update(read=True)
        found = pick(list(self._session.scalars(statement)), code)
        if found is None:
            raise invalid(
                f"行政区划代码{code}不存在,请核对后重新填写",
                f"There is no region with the code {code}; check it and try again",
                field,
            )
        return found

    def region_at(self, model: Any, path: str) -> Any | None:
        """The region with this very path, locked alike."""
        return self._session.scalars(select(model).where(model.path == path).with_for_update(read=True)).one_or_none()

    def _visible(self, model: Any, identifier: UUID) -> Select[Any]:
        return select(model).where(model.id == identifier, visible(model, self._principal))

    def _one(self, statement: Select[Any], model: Any, identifier: UUID, field: tuple[str, ...]) -> Any:
        row = self._session.scalars(statement).one_or_none()
        if row is not None and not _is_stub(row):
            return row
        what, what_en = model.label
        if row is not None or self._stub_exists(model, identifier):
            raise replica_behind(what, what_en, field)
        raise not_found(what, what_en, field)

    def _stub_exists(self, model: Any, identifier: UUID) -> bool:
        if not issubclass(model, Replica):
            return False
        stub = select(model.id).where(model.id == identifier, model.version == 0)
        return self._session.execute(stub).first() is not None


def _is_stub(row: Any) -> bool:
    return isinstance(row, Replica) and row.version == 0


def require_version(row: Any, expected: int | None, field: tuple[str, ...]) -> None:
    """VERSION_CONFLICT, beside the field that names the row, if somebody changed it since the client read it."""
    if expected is None or row.version == expected:
        return
    what, what_en = type(row).label
    raise Fault(
        ErrorCode.VERSION_CONFLICT,
        f"该{what}已被他人修改(现为第{row.version}版,您所见为第{expected}版),请刷新后重新办理",
        f"This {what_en} was changed by someone else: it is at version {row.version}, you saw {expected}. Reload it",
        (*field[:-1], "expectedVersion"),
    )
