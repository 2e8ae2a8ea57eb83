"""One transaction of a command or a handler: what it may see, change and tell."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from chassis.auth import SYSTEM_ROLE, Placed, Principal
from chassis.cipher import Cipher
from chassis.clock import business_date
from chassis.dated import DatedStates
from chassis.digest import Digests
from chassis.documents.store import FileStore
from chassis.errors import ErrorCode, Fault, invalid
from chassis.journal import Journal, Origin, Recorded
from chassis.judging import Facts, Judging
from chassis.lookup import Lookup, require_version
from chassis.region import is_retired
from chassis.replica import keep, keep_stub
from chassis.states import Machine
from chassis.tracked import Tracked
from published.event import Event
from rulebook.rule import Rule
from rulebook.verdict import Verdict

if TYPE_CHECKING:
    from chassis.service import Service

Row = TypeVar("Row")
ID_FIELD = ("input", "id")
REGION_FIELD = ("input", "regionCode")


class UnitOfWork:
    """Everything a command needs; only the boundary that made it commits.

    Lock order: the region first, parents before children, ids ascending. `afterwards` holds what is to be done once
    the attempt is settled, committed or refused; a trial run does nothing of it.
    """

    def __init__(
        self,
        session: Session,
        service: "Service",
        principal: Principal,
        origin: Origin,
        digests: Digests,
        cipher: Cipher,
        files: FileStore,
        today: date | None = None,
    ) -> None:
        self.session = session
        self.principal = principal
        self.cipher = cipher
        self.now: datetime = origin.recorded_at
        self.today: date = today or business_date(origin.recorded_at)
        self.reason: str | None = None
        self.files = files
        self.afterwards: list[Callable[[], None]] = []
        self._region_model = service.region
        self._lookup = Lookup(session, principal)
        self._tracked = Tracked(digests)
        self._judging = Judging(service.packs)
        self._states = DatedStates(session, service.tables.state_fact)
        self._journal = Journal(session, service.tables.journal, origin)
        self._role: str | None = SYSTEM_ROLE if principal.system else None

    @property
    def actor(self) -> dict[str, str]:
        """Subject, name and role of whoever acts, as the journal keeps them."""
        if self._role is None:
            raise RuntimeError("a change is recorded before any permission was required")
        identity = self.principal.identity
        return {"subject": identity.subject, "name": identity.name, "role": self._role}

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Verdicts so far, worst first."""
        return self._judging.verdicts

    @property
    def events(self) -> list[Recorded]:
        """Events recorded so far, in order."""
        return self._journal.events

    def get(self, model: type[Row], identifier: UUID, field: tuple[str, ...] = ID_FIELD) -> Row:
        """A row to read; NOT_FOUND outside the scope, REPLICA_BEHIND if the neighbour's fact is on its way."""
        row: Row = self._lookup.row(model, identifier, field)
        return row

    def get_for_update(
        self,
        model: type[Row],
        identifier: UUID,
        expected_version: int | None = None,
        field: tuple[str, ...] = ID_FIELD,
    ) -> Row:
        """A row to change, locked; VERSION_CONFLICT if it is not at the version the client saw."""
        row: Row = self._lookup.locked_row(model, identifier, field)
        require_version(row, expected_version, field)
        self._tracked.locked(row)
        return row

    def lock(self, model: type[Row], *where: ColumnElement[bool]) -> list[Row]:
        """Rows that a step changes as a consequence, locked in the order of their ids, whoever may look them up."""
        rows: list[Row] = self._lookup.locked_rows(model, where)
        for row in rows:
            self._tracked.locked(row)
        return rows

    def region(self, code: str, field: tuple[str, ...] = REGION_FIELD) -> Any:
        """The region of a code, in force or retired; its place in the tree stays as it is until the end."""
        return self._lookup.region(self._region_model, code, field)

    def region_in_force(self, code: str, field: tuple[str, ...] = REGION_FIELD) -> Any:
        """The region that something new is placed in; INVALID_INPUT also for one that ended without one successor."""
        region = self.region(code, field)
        if is_retired(region):
            raise invalid(
                f"行政区划{region.code}{region.name}已撤销,请填写现行区划的代码",
                f"The region {region.code} is no longer in force; give one that is",
                field,
            )
        return region

    def workplace(self, permission: str) -> Any:
        """The region that the principal's narrowest grant for this is over; FORBIDDEN where there is none.

        Something new lies there as long as it belongs to nothing that has a place.
        """
        region = self._lookup.region_at(self._region_model, self.principal.narrowest(permission).path)
        if region is None:
            raise Fault(
                ErrorCode.FORBIDDEN,
                "您的岗位不限于某一行政区划,无从确定归属;请由某一区划的岗位办理",
                "Your grant is over the whole tree and says no place; ask someone whose grant is over a region",
            )
        return region

    def add(self, row: Row) -> Row:
        """Insert a new row; rows of one kind reach the database before those of the next."""
        if any(type(pending) is not type(row) for pending in self.session.new):
            self.session.flush()
        self.session.add(row)
        if hasattr(row, "version"):
            self._tracked.made(row)
        return row

    def require(self, permission: str, placed: Placed) -> None:
        """FORBIDDEN unless a role allows it there; the journal will name that role."""
        self._role = self.principal.require(permission, placed)

    def require_step(self, entity: Any, machine: Machine[Any], action: str) -> None:
        """WRONG_STATE unless the entity's state allows the action; asked before its rules are."""
        self._states.require(entity, machine, action)

    def enforce(self, rules: Iterable[Rule[Facts]], facts: Facts, *, pack: str) -> None:
        """RULE_BLOCKED where a rule blocks; REASON_REQUIRED where one warns and the input gives no reason."""
        self._judging.enforce(rules, facts, pack, self.reason)

    def judge(self, rules: Iterable[Rule[Facts]], facts: Facts, *, pack: str) -> tuple[Verdict, ...]:
        """Verdicts that go into the answer and the journal but stop nothing."""
        return self._judging.judge(rules, facts, pack)

    def begin(self, entity: Any, machine: Machine[Any], state: StrEnum, on: date) -> None:
        """Set the first state of an axis, valid from a business date."""
        self._states.begin(entity, machine, state, on)

    def move(
        self, entity: Any, machine: Machine[Any], to: StrEnum, on: date, field: tuple[str, ...] = ("input",)
    ) -> None:
        """Change a state from a business date on; WRONG_STATE, or INVALID_INPUT if before the axis's last move."""
        self._states.move(entity, machine, to, on, field)

    def record(
        self,
        entity: Any,
        event_of: Callable[[Any], Event] | None = None,
        *,
        action: str,
        verdicts: Sequence[Verdict] | None = None,
    ) -> int:
        """Journal a change and return the journal id; a changed entity's version rises by one.

        The row says under which verdicts: all of this unit of work, unless only those are given that speak of the
        entity. The entity is flushed first, so that its row lock and the transaction id are held before the id is
        drawn.
        """
        before = self._tracked.before(entity)
        if before is not None:
            entity.version += 1
        self.session.flush()
        after = self._tracked.columns(entity)
        journal_id = self._journal.write(
            entity,
            action=action,
            actor=self.actor,
            before=before,
            after=after,
            reason=self.reason,
            verdicts=self.verdicts if verdicts is None else verdicts,
            event=event_of(entity) if event_of else None,
        )
        self._states.write(entity, journal_id, self.reason)
        self._tracked.recorded(entity, after)
        return journal_id

    def keep(self, model: type[Any], version: int, **columns: Any) -> bool:
        """Keep a neighbour's aggregate; the highest version wins. False if this one is old news."""
        return keep(self.session, model, version, columns)

    def stub(self, model: type[Any], identifier: UUID) -> None:
        """Note an aggregate whose own event has not arrived yet."""
        keep_stub(self.session, model, identifier)

    def finish(self) -> None:
        """Send everything to the database and see that no change goes untold; called before the commit."""
        self.session.flush()
        self._tracked.require_all_recorded()
        if self._states.pending:
            raise RuntimeError("a state was changed but its entity was not recorded")
