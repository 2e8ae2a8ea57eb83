"""Requests to pay for works done."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from services.funds.base import Row
from services.funds.claim.states import PaymentClaimState


class PaymentClaim(Versioned, InRegion, Row, table=True):
    """A request to pay, fen; it lies where its project lies [报账]."""

    __tablename__ = "payment_claim"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("报账", "payment claim")
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_payment_claim_by_day", "submitted_on", "id"),
        Index("ix_payment_claim_by_amount", "amount", "id"),
    )

    project_id: UUID = Field(index=True)
    state: PaymentClaimState = Field(sa_type=coded(PaymentClaimState))
    amount: int = Field(sa_type=BigInteger)
    submitted_on: date | None = None
