"""Requests to pay for works done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Index,
    Select,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Field, col

from chassis.columns import APPEND_ONLY, coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Visibility
from published.claim_terms import ClaimPaperKind, ClaimPaperSource, PaymentStage
from services.funds.base import Row
from services.funds.claim.states import TOLD_BY, PaymentClaimState
from services.funds.replicas import Asset, PaperArrival


class PaymentClaim(Versioned, InRegion, Row, table=True):
    """A request to pay, fen; it lies where its project lies [报账].

    `payee_account` is sealed with the service's data key. The subjects are those whose hands the claim has passed
    through since it was last a draft.
    """

    __tablename__ = "payment_claim"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("报账", "payment claim")
    personal: ClassVar[frozenset[str]] = frozenset({"payee_account"})
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("retention_amount BETWEEN 0 AND amount", name="retention_amount"),
        CheckConstraint("(retention_share_bps IS NULL) = (retention_due_on IS NULL)", name="retention"),
        CheckConstraint("retention_share_bps IS NOT NULL OR retention_amount = 0", name="no_retention"),
        Index("ix_payment_claim_by_day", "submitted_on", "id"),
        Index("ix_payment_claim_by_amount", "amount", "id"),
    )

    project_id: UUID = Field(index=True)
    stage: PaymentStage = Field(sa_type=coded(PaymentStage))
    state: PaymentClaimState = Field(sa_type=coded(PaymentClaimState))
    amount: int = Field(sa_type=BigInteger)
    retention_amount: int = Field(default=0, sa_type=BigInteger)
    retention_share_bps: int | None = None
    retention_due_on: date | None = None
    payee_id: UUID
    payee_account: str = Field(sa_type=Text)
    pack: str = Field(sa_type=Text)
    submitted_on: date | None = None
    drafted_by: str = Field(sa_type=Text)
    submitted_by: str | None = Field(default=None, sa_type=Text)
    signed_by: str | None = Field(default=None, sa_type=Text)
    approved_by: str | None = Field(default=None, sa_type=Text)

    @property
    def payable_amount(self) -> int:
        """What goes to the payee, fen."""
        return self.amount - self.retention_amount


class PaymentLine(Row, table=True):
    """Part of a claim that one binding pays, fen; `retained_amount` of it is held back [报账明细]."""

    __tablename__ = "payment_line"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    label: ClassVar[tuple[str, str]] = ("报账明细", "payment line")
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("retained_amount BETWEEN 0 AND amount", name="retained_amount"),
        CheckConstraint("paid_amount IN (0, amount - retained_amount)", name="paid_amount"),
        UniqueConstraint("claim_id", "funding_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    claim_id: UUID = Field(foreign_key="payment_claim.id")
    position: int = Field(sa_type=SmallInteger)
    funding_id: UUID = Field(foreign_key="project_funding.id", index=True)
    amount: int = Field(sa_type=BigInteger)
    retained_amount: int = Field(default=0, sa_type=BigInteger)
    paid_amount: int = Field(default=0, sa_type=BigInteger)

    @property
    def payable_amount(self) -> int:
        """What goes to the payee, fen."""
        return self.amount - self.retained_amount


class ClaimPaper(Row, table=True):
    """A file attached as one of a claim's papers, by which its version rose; the last of a kind counts [报账材料]."""

    __tablename__ = "claim_paper"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = ({"info": APPEND_ONLY},)

    claim_id: UUID = Field(foreign_key="payment_claim.id", primary_key=True)
    claim_version: int = Field(primary_key=True)
    kind: ClaimPaperKind = Field(sa_type=coded(ClaimPaperKind))
    document_id: UUID = Field(foreign_key="fund_document.id")
    attached_at: datetime = Field(sa_type=DateTime(timezone=True))


@dataclass(frozen=True)
class Arrived:
    """A paper that is there: since when, by whom, and the file where one was uploaded."""

    at: datetime
    source: ClaimPaperSource
    document_id: UUID | None = None


Arrivals = Mapping[ClaimPaperKind, Arrived]


def uploaded_papers(claim_ids: Collection[UUID]) -> Select[Any]:
    """The last file of each kind attached to claims."""
    columns: tuple[Any, ...] = (
        ClaimPaper.claim_id,
        ClaimPaper.kind,
        ClaimPaper.document_id,
        ClaimPaper.attached_at,
    )
    kinds = (col(ClaimPaper.claim_id), col(ClaimPaper.kind))
    return (
        select(*columns)
        .where(col(ClaimPaper.claim_id).in_(claim_ids))
        .ext(distinct_on(*kinds))
        .order_by(*kinds, col(ClaimPaper.claim_version).desc())
    )


def told_papers(project_ids: Collection[UUID]) -> Select[Any]:
    """Per project and kind the moment the last of those who tell it told: the project, or each asset it formed."""
    of_project = col(PaperArrival.teller_id) == col(PaperArrival.project_id)
    assets = select(func.count()).where(col(Asset.project_id) == col(PaperArrival.project_id))
    complete = or_(func.bool_and(of_project), func.count() >= assets.correlate(PaperArrival).scalar_subquery())
    per_kind: tuple[Any, ...] = (PaperArrival.project_id, PaperArrival.kind)
    told_last = func.max(col(PaperArrival.arrived_at)).label("arrived_at")
    return (
        select(*per_kind, told_last)
        .where(col(PaperArrival.project_id).in_(project_ids))
        .group_by(*per_kind)
        .having(complete)
    )


def arrived_papers(uploaded: Iterable[Mapping[Any, Any]], told: Iterable[Mapping[Any, Any]]) -> Arrivals:
    """The papers of one claim that are there; what a neighbour told counts before a file of the same kind."""
    found: dict[ClaimPaperKind, Arrived] = {
        row["kind"]: Arrived(row["attached_at"], ClaimPaperSource.UPLOAD, row["document_id"]) for row in uploaded
    }
    for row in told:
        file = found.get(row["kind"])
        found[row["kind"]] = Arrived(row["arrived_at"], TOLD_BY[row["kind"]], file.document_id if file else None)
    return found
