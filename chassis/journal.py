"""Journal rows: who did what to which entity, with the event that tells the neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, func, insert, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from chassis.digest import Digests
from chassis.errors import ErrorCode, Fault
from chassis.jsonform import dumps, plain
from chassis.tables import new_id
from chassis.telemetry import tracing
from published.envelope import Envelope, EventTooLargeError
from published.event import Event
from rulebook.verdict import Verdict


@dataclass(frozen=True)
class Origin:
    """What set a unit of work going, and when; every journal row of it says the same."""

    recorded_at: datetime
    correlation_id: str
    causation_id: str | None = None


@dataclass(frozen=True)
class Recorded:
    """An event that a unit of work has put into the journal."""

    event_id: UUID
    type: str
    key: bytes


def columns_as_json(row: Any, digests: Digests) -> dict[str, Any]:
    """The row's columns as JSON values; personal ones only as keyed digests, null stays null."""
    personal = row.personal
    values = {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
    return {
        name: digests.text(value) if name in personal and value is not None else plain(value)
        for name, value in values.items()
    }


_NO_EVENT: dict[str, Any] = {"event_id": None, "event_type": None, "event_data": None}


class Journal:
    """Writes the journal rows of one unit of work."""

    def __init__(self, session: Session, table: Table, origin: Origin) -> None:
        self._session = session
        self._table = table
        self._origin = origin
        self._traceparent = tracing.traceparent()
        self.events: list[Recorded] = []

    def write(
        self,
        entity: Any,
        *,
        action: str,
        actor: Mapping[str, str],
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
        reason: str | None,
        verdicts: Sequence[Verdict],
        event: Event | None,
    ) -> int:
        """Insert one row and return its id; LIMIT_EXCEEDED if the event is larger than 256 KiB."""
        values = {
            "recorded_at": self._origin.recorded_at,
            "correlation_id": self._origin.correlation_id,
            "causation_id": self._origin.causation_id,
            "traceparent": self._traceparent,
            "actor": actor,
            "action": action,
            "entity_type": type(entity).__name__,
            "entity_id": entity.id,
            "entity_version": entity.version,
            "region_path": getattr(entity, "region_path", None),
            "region_code": getattr(entity, "region_code", None),
            "before": before,
            "after": after,
            "reason": reason,
            "verdicts": [verdict.model_dump(mode="json") for verdict in verdicts],
        } | self._event_columns(entity, event)
        journal_id: int = self._session.execute(_insertion(self._table), values).scalar_one()
        return journal_id

    def _event_columns(self, entity: Any, event: Event | None) -> dict[str, Any]:
        if event is None:
            return _NO_EVENT
        _require_same(entity, event)
        envelope = Envelope.wrap(
            event,
            id=new_id(),
            time=self._origin.recorded_at,
            correlationid=self._origin.correlation_id,
            causationid=self._origin.causation_id,
            traceparent=self._traceparent,
        )
        _require_size(envelope)
        self.events.append(Recorded(envelope.id, envelope.type, envelope.key))
        return {
            "event_id": envelope.id,
            "event_type": envelope.type,
            "event_data": dumps(envelope.data),
            "region_code": envelope.region,
        }


@cache
def _insertion(table: Table) -> ReturningInsert[Any]:
    """The row takes its place in order: the transaction has its id before a journal id is drawn.

    The sealer's order rests on that. A condition that hangs on no row is looked at before any value is made, and this
    one, which always holds, gives the transaction its id.
    """
    columns = [column for column in table.columns if column.name != "id"]
    given = select(*(bindparam(column.name, type_=column.type) for column in columns))
    in_order = given.where(func.pg_current_xact_id().is_not(None))
    return insert(table).from_select([column.name for column in columns], in_order).returning(table.c.id)


def _require_same(entity: Any, event: Event) -> None:
    """The envelope is made again from the journal row when it is sent: both must name the same aggregate."""
    snapshot = event.snapshot
    if (snapshot.id, snapshot.version) != (entity.id, entity.version):
        raise RuntimeError(f"{event.type} shows another aggregate or version than the {type(entity).__name__} recorded")


def _require_size(envelope: Envelope) -> None:
    try:
        envelope.to_bytes()
    except EventTooLargeError as error:
        raise Fault(ErrorCode.LIMIT_EXCEEDED, error.zh, error.en) from error
