"""Money that left the account, and what was held back of it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from chassis.columns import PathText, coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.claim_terms import RetentionState
from services.funds.base import Row


class Payment(Versioned, InRegion, Row, table=True):
    """What was paid on a claim, fen; it lies where the claim lies [支付].

    A reference is unique within the treasury that gave it, the region of the payer's grant.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("支付", "payment")
    personal: ClassVar[frozenset[str]] = frozenset({"payer_name"})
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        UniqueConstraint("treasury_path", "reference"),
    )

    claim_id: UUID = Field(foreign_key="payment_claim.id", unique=True)
    amount: int = Field(sa_type=BigInteger)
    paid_on: date
    reference: str = Field(sa_type=Text)
    treasury_path: str = Field(sa_type=PathText)
    payer_subject: str = Field(sa_type=Text)
    payer_name: str = Field(sa_type=Text)
    payer_role: str = Field(sa_type=Text)


class Retention(Versioned, InRegion, Row, table=True):
    """What was held back of a claim, fen, until it is due [质量保证金]."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("质量保证金", "retention")
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("share_bps BETWEEN 1 AND 10000", name="share_bps"),
        Index("ix_retention_by_due", "state", "due_on", "id"),
    )

    claim_id: UUID = Field(foreign_key="payment_claim.id", unique=True)
    amount: int = Field(sa_type=BigInteger)
    share_bps: int
    held_on: date
    due_on: date
    state: RetentionState = Field(sa_type=coded(RetentionState))
