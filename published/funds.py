"""Events of the funds service, version 1. Amounts are fen; what an import's source does not give is null."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from published.claim_terms import PaymentStage
from published.document_number import DocumentNumber
from published.event import Event, Meeting, PlacedSnapshot, Snapshot, Year
from published.fund_terms import FundLevel, FundPurpose, LibraryBinding, ProjectFundingState, TrancheKind
from published.model import PublishedModel
from published.money import Amount
from published.origin import FigureStatus, RecordOrigin


class FundCategorySnapshot(Snapshot):
    """A node of the category tree; `level` is null where its money is of mixed levels."""

    code: str
    name: str
    parent_id: UUID | None
    level: FundLevel | None
    library_binding: LibraryBinding


class FundCategoryChangedV1(Event):
    """A fund category was created or changed."""

    type: ClassVar[str] = "jiadi.fund_category.changed.v1"
    aggregate: ClassVar[str] = "fund_category"

    fund_category: FundCategorySnapshot


class IndicatorLine(PublishedModel):
    """Money of one category and level in an indicator document."""

    id: UUID
    fund_category_id: UUID
    fund_category_code: str
    level: FundLevel
    amount: Amount
    figure_status: FigureStatus
    figure_note: str | None


class IndicatorSnapshot(PlacedSnapshot):
    """An indicator document, placed at the region that received it."""

    document_number: DocumentNumber | None
    title: str
    fiscal_year: Year
    tranche: TrancheKind
    received_on: date | None
    issued_on: date | None
    total_amount: Amount
    lines: tuple[IndicatorLine, ...]
    performance_target: str | None
    origin: RecordOrigin
    source: str | None


class IndicatorReceivedV1(Event):
    """An indicator document was received, or imported from history."""

    type: ClassVar[str] = "jiadi.indicator.received.v1"
    aggregate: ClassVar[str] = "indicator"

    indicator: IndicatorSnapshot


class AllocationSnapshot(PlacedSnapshot):
    """Money for one region; `line_id` is null where the source does not say which line it drew on."""

    line_id: UUID | None
    indicator_id: UUID | None
    fiscal_year: Year
    fund_category_id: UUID
    fund_category_code: str
    level: FundLevel | None
    own_budget: bool
    amount: Amount
    issued_on: date | None
    document_number: DocumentNumber | None
    origin: RecordOrigin
    source: str | None
    figure_status: FigureStatus
    figure_note: str | None


class AllocationIssuedV1(Event):
    """Money of a line was issued to a region, or imported from history."""

    type: ClassVar[str] = "jiadi.allocation.issued.v1"
    aggregate: ClassVar[str] = "allocation"

    allocation: AllocationSnapshot


class ProjectFundingSnapshot(PlacedSnapshot):
    """Money of one allocation bound to one project."""

    project_id: UUID
    allocation_id: UUID
    fund_category_id: UUID
    fund_category_code: str
    level: FundLevel | None
    amount: Amount
    paid_amount: Amount
    purpose: FundPurpose
    state: ProjectFundingState
    bound_on: date


class ProjectFundingConfirmedV1(Event):
    """Money was bound to a project on the strength of the named leading-group meeting."""

    type: ClassVar[str] = "jiadi.project_funding.confirmed.v1"
    aggregate: ClassVar[str] = "project_funding"

    project_funding: ProjectFundingSnapshot
    approval: Meeting


class ProjectFundingPaidV1(Event):
    """Bound money was paid out, in part or whole; the snapshot tells what is paid so far."""

    type: ClassVar[str] = "jiadi.project_funding.paid.v1"
    aggregate: ClassVar[str] = "project_funding"

    project_funding: ProjectFundingSnapshot


class PaidLine(PublishedModel):
    """What one binding pays of a payment."""

    project_funding_id: UUID
    amount: Amount


class PaymentSnapshot(PlacedSnapshot):
    """Money paid on a claim; `amount` went to the payee, `retained_amount` is held back."""

    claim_id: UUID
    project_id: UUID
    stage: PaymentStage
    payee_id: UUID
    amount: Amount
    retained_amount: Amount
    paid_on: date
    lines: tuple[PaidLine, ...]


class PaymentPaidV1(Event):
    """A claim was paid."""

    type: ClassVar[str] = "jiadi.payment.paid.v1"
    aggregate: ClassVar[str] = "payment"

    payment: PaymentSnapshot


EVENTS: tuple[type[Event], ...] = (
    FundCategoryChangedV1,
    IndicatorReceivedV1,
    AllocationIssuedV1,
    ProjectFundingConfirmedV1,
    ProjectFundingPaidV1,
    PaymentPaidV1,
)
