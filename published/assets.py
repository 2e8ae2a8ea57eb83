"""Events of the assets service, version 1. Amounts are fen, shares basis points."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from published import idle, operations
from published.asset_terms import (
    AssetClass,
    AssetForm,
    LifecycleState,
    OperationState,
    OwnerLevel,
    TitleState,
    UtilisationState,
)
from published.event import DecimalText, Event, PlacedSnapshot
from published.model import PublishedModel
from published.money import Amount
from published.origin import RecordOrigin
from published.shares import Share


class AssetFunding(PublishedModel):
    """Part of the original value: bound project money, or another source named in words."""

    project_funding_id: UUID | None
    other_source: str | None
    amount: Amount


class AssetOwner(PublishedModel):
    """An owner and its share; the shares of an asset sum to 10 000."""

    holder_id: UUID
    share_bps: Share


class AssetSnapshot(PlacedSnapshot):
    """An asset with its four state axes; `project_id` is null for an asset that no project formed."""

    code: str
    name: str
    pinyin: str
    asset_class: AssetClass
    category_code: str
    form: AssetForm
    quantity: DecimalText
    unit: str
    project_id: UUID | None
    formed_on: date | None
    in_service_on: date | None
    original_value: Amount
    fundings: tuple[AssetFunding, ...]
    owner_level: OwnerLevel
    owners: tuple[AssetOwner, ...]
    title_state: TitleState
    operation_state: OperationState
    utilisation_state: UtilisationState
    lifecycle_state: LifecycleState
    origin: RecordOrigin


class _AssetEvent(Event):
    """Something that happened to an asset."""

    aggregate: ClassVar[str] = "asset"

    asset: AssetSnapshot


class AssetFormedV1(_AssetEvent):
    """An asset was registered, formed by a project."""

    type: ClassVar[str] = "jiadi.asset.formed.v1"


class AssetTitleConfirmedV1(_AssetEvent):
    """The title of an asset was confirmed."""

    type: ClassVar[str] = "jiadi.asset.title_confirmed.v1"

    confirmed_on: date
    certificate_number: str | None


class AssetHandedOverV1(_AssetEvent):
    """An asset was handed over with its slip and upkeep letter; `upkeep_party_id` keeps it up from then on."""

    type: ClassVar[str] = "jiadi.asset.handed_over.v1"

    recipient_id: UUID
    handed_over_on: date
    slip_document_id: UUID
    upkeep_letter_document_id: UUID
    upkeep_party_id: UUID | None


class AssetUpkeepAssignedV1(_AssetEvent):
    """Somebody keeps an asset up from a day on, with at most `cycle_days` between two patrols."""

    type: ClassVar[str] = "jiadi.asset.upkeep_assigned.v1"

    party_id: UUID
    cycle_days: Annotated[int, Field(ge=1)]
    starts_on: date


EVENTS: tuple[type[Event], ...] = (
    AssetFormedV1,
    AssetTitleConfirmedV1,
    AssetHandedOverV1,
    AssetUpkeepAssignedV1,
    *operations.EVENTS,
    *idle.EVENTS,
)
