"""Events of idle cases, version 1. Amounts are fen."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from published.event import Event, PlacedSnapshot
from published.idle_terms import IdleCaseState, IdleReason, RevitalisationMode
from published.money import Amount


class IdleCaseSnapshot(PlacedSnapshot):
    """A case of an idle asset; `value` is the asset's net value when it was opened, `since` the last known use."""

    asset_id: UUID
    project_id: UUID | None
    state: IdleCaseState
    opened_on: date
    since: date | None
    value: Amount
    reason: IdleReason | None
    mode: RevitalisationMode | None


class _IdleCaseEvent(Event):
    """Something that happened to a case."""

    aggregate: ClassVar[str] = "idle_case"

    idle_case: IdleCaseSnapshot


class IdleCaseSuspectedV1(_IdleCaseEvent):
    """A signal made an asset suspect."""

    type: ClassVar[str] = "jiadi.idle_case.suspected.v1"


class IdleCaseConfirmedV1(_IdleCaseEvent):
    """A field check found the asset idle or inefficient."""

    type: ClassVar[str] = "jiadi.idle_case.confirmed.v1"


class IdleCaseDismissedV1(_IdleCaseEvent):
    """The asset is in use after all."""

    type: ClassVar[str] = "jiadi.idle_case.dismissed.v1"


class IdleCasePlannedV1(_IdleCaseEvent):
    """One asset, one plan."""

    type: ClassVar[str] = "jiadi.idle_case.planned.v1"


class IdleCaseRevitalisedV1(_IdleCaseEvent):
    """The trial succeeded; the case is struck off and watched."""

    type: ClassVar[str] = "jiadi.idle_case.revitalised.v1"


class IdleCaseRelapsedV1(_IdleCaseEvent):
    """A struck-off asset lies idle again within the watch."""

    type: ClassVar[str] = "jiadi.idle_case.relapsed.v1"


EVENTS: tuple[type[Event], ...] = (
    IdleCaseSuspectedV1,
    IdleCaseConfirmedV1,
    IdleCaseDismissedV1,
    IdleCasePlannedV1,
    IdleCaseRevitalisedV1,
    IdleCaseRelapsedV1,
)
