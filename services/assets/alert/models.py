"""Alerts: what asks for attention, why, and what it is about."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.idle_terms import AlertState, AssetAlertKind
from services.assets.base import Row


class AssetAlert(Versioned, InRegion, Row, table=True):
    """Something that needs attention, until its cause goes away [预警].

    `subject_id` is what it is about: the most particular of the ids beside it, or another row of this service.
    Of each kind a subject has at most one alert that is not resolved. `value` is fen, factors 10 000 = 1.00.
    """

    __tablename__ = "asset_alert"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("预警", "alert")
    __table_args__ = (
        CheckConstraint("value >= 0", name="value"),
        CheckConstraint("clustering_bps >= 10000 AND risk_bps >= 10000", name="factors"),
        CheckConstraint("(state = 'ASSIGNED') <= (assignee_id IS NOT NULL)", name="assignee_id"),
        Index("uq_asset_alert_open", "kind", "subject_id", unique=True, postgresql_where=text("state <> 'RESOLVED'")),
        Index("ix_asset_alert_raised", "raised_on", "id"),
        Index("ix_asset_alert_due", "due_on", "id"),
    )

    kind: AssetAlertKind = Field(sa_type=coded(AssetAlertKind))
    state: AlertState = Field(sa_type=coded(AlertState))
    state_since: date
    subject_id: UUID
    asset_id: UUID | None = Field(default=None, foreign_key="asset.id", index=True)
    project_id: UUID | None = Field(default=None, index=True)
    idle_case_id: UUID | None = Field(default=None, index=True)
    contract_id: UUID | None = Field(default=None, index=True)
    verdict: dict[str, Any] = Field(sa_type=JSONB)
    raised_on: date
    due_on: date
    assignee_id: UUID | None = Field(default=None, index=True)
    value: int = Field(sa_type=BigInteger)
    counted_from: date
    clustering_bps: int
    risk_bps: int
