"""States as dated facts: the column of the entity is only their projection."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from chassis.errors import ErrorCode, Fault, invalid
from chassis.states import Machine


@dataclass(frozen=True)
class _Fact:
    axis: str
    from_state: str | None
    to_state: str
    valid_from: date


class DatedStates:
    """State changes of one unit of work; they are written with the journal row of their entity."""

    def __init__(self, session: Session, table: Table) -> None:
        self._session = session
        self._table = table
        self._pending: dict[UUID, list[_Fact]] = {}

    @property
    def pending(self) -> bool:
        """Whether a state was changed whose entity has not been recorded since."""
        return bool(self._pending)

    def begin(self, entity: Any, machine: Machine[Any], state: StrEnum, on: date) -> None:
        """The first fact of an axis."""
        _project(entity, machine, state, on)
        self._add(entity, _Fact(machine.axis, None, state.value, on))

    def require(self, entity: Any, machine: Machine[Any], action: str) -> None:
        """WRONG_STATE, saying what can be done, unless the machine takes the action in the entity's state."""
        now = getattr(entity, machine.column)
        if not machine.takes(now, action):
            raise _wrong_step(machine, now, action)

    def move(self, entity: Any, machine: Machine[Any], to: StrEnum, on: date, field: tuple[str, ...]) -> None:
        """WRONG_STATE unless the machine allows it, INVALID_INPUT if dated before the axis's last fact."""
        now = getattr(entity, machine.column)
        if not machine.allows(now, to):
            raise _wrong_state(now, to)
        last = self._last(entity, machine.axis)
        if last is not None and on < last:
            raise invalid(
                f"日期{on}早于上一次状态变更的日期{last},请填写不早于该日的日期",
                f"{on} is before the last change of this state, {last}; give that day or a later one",
                field,
            )
        _project(entity, machine, to, on)
        self._add(entity, _Fact(machine.axis, str(now), to.value, on))

    def write(self, entity: Any, journal_id: int, reason: str | None) -> None:
        """Insert the pending facts of an entity that has just been journalled."""
        facts = self._pending.pop(entity.id, [])
        if not facts:
            return
        common = {"entity_id": entity.id, "entity_version": entity.version, "journal_id": journal_id, "reason": reason}
        self._session.execute(insert(self._table), [vars(fact) | common for fact in facts])

    def _add(self, entity: Any, fact: _Fact) -> None:
        facts = self._pending.setdefault(entity.id, [])
        if any(other.axis == fact.axis for other in facts):
            raise RuntimeError(f"axis {fact.axis} moved twice before its entity was recorded")
        facts.append(fact)

    def _last(self, entity: Any, axis: str) -> date | None:
        facts = self._table.c
        latest = select(func.max(facts.valid_from)).where(facts.entity_id == entity.id, facts.axis == axis)
        return self._session.execute(latest).scalar()


def _project(entity: Any, machine: Machine[Any], state: StrEnum, on: date) -> None:
    setattr(entity, machine.column, state)
    if machine.since is not None:
        setattr(entity, machine.since, on)


def _wrong_step(machine: Machine[Any], now: Any, action: str) -> Fault:
    possible = machine.actions(now)
    return Fault(
        ErrorCode.WRONG_STATE,
        f"当前状态为“{getattr(now, 'label', now)}”,不能办理{action};可办理:{'、'.join(possible) or '无'}",
        f"In state {now} {action} cannot be done; what can be: {', '.join(possible) or 'nothing'}",
    )


def _wrong_state(now: Any, to: Any) -> Fault:
    return Fault(
        ErrorCode.WRONG_STATE,
        f"当前状态为“{getattr(now, 'label', now)}”,不能变更为“{getattr(to, 'label', to)}”,请刷新后查看可办理的操作",
        f"The state is {now}; it cannot become {to}. Reload to see what can be done",
    )
