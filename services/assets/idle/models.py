"""Idle cases, the signals that opened them, and what was found in the field."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, PathText, coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Visibility
from published.idle_terms import IdleCaseState, IdleFinding, IdleReason, RevitalisationMode, SignalSource
from services.assets.base import Row


class IdleCase(Versioned, InRegion, Row, table=True):
    """An asset that is, or seemed, idle, from the first signal to the end of the relapse watch [闲置个案].

    An asset has at most one case that is not closed. Idle days count from `counted_from`, the later of the last known
    use and the day service began, up to `closed_on`. `area_path` is the path of the region directly above: what lies
    under it is nearby. `value` is fen, factors 10 000 = 1.00. `finding`, `reason`, `target_on` and `mode` repeat what
    the field check and the plan in force say; `overdue_since` is the target that an alert has been raised for.
    `planned_by` and `executed_by` are subjects of tokens.
    """

    __tablename__ = "idle_case"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("闲置个案", "idle case")
    __table_args__ = (
        CheckConstraint("value >= 0", name="value"),
        CheckConstraint("counted_from <= opened_on", name="counted_from"),
        CheckConstraint("(closed_on IS NOT NULL) = (state IN ('DISMISSED', 'REVITALISED', 'RELAPSED'))", name="closed"),
        CheckConstraint("(dismissed_until IS NOT NULL) = (state = 'DISMISSED')", name="dismissed_until"),
        CheckConstraint("(plan_id IS NULL) = (mode IS NULL) AND (mode IS NULL) = (target_on IS NULL)", name="plan"),
        Index(
            "uq_idle_case_open",
            "asset_id",
            unique=True,
            postgresql_where=text("state NOT IN ('DISMISSED', 'REVITALISED', 'RELAPSED')"),
        ),
        Index("ix_idle_case_asset", "asset_id", "opened_on"),
        Index("ix_idle_case_likes", "category_code", "area_path"),
        Index("ix_idle_case_due", "due_on", "id"),
    )

    asset_id: UUID = Field(foreign_key="asset.id")
    project_id: UUID
    pack: str
    category_code: str
    area_path: str = Field(sa_type=PathText)
    state: IdleCaseState = Field(sa_type=coded(IdleCaseState), index=True)
    state_since: date
    opened_on: date
    last_used_on: date | None = None
    counted_from: date
    closed_on: date | None = None
    value: int = Field(sa_type=BigInteger)
    clustering_bps: int
    risk_bps: int
    field_check_id: UUID | None = Field(default=None, foreign_key="field_check.id")
    finding: IdleFinding | None = Field(default=None, sa_type=coded(IdleFinding))
    reason: IdleReason | None = Field(default=None, sa_type=coded(IdleReason))
    dismissed_until: date | None = None
    assignee_id: UUID | None = Field(default=None, index=True)
    due_on: date | None = None
    plan_id: UUID | None = None
    mode: RevitalisationMode | None = Field(default=None, sa_type=coded(RevitalisationMode))
    target_on: date | None = None
    overdue_since: date | None = None
    planned_by: str | None = None
    executed_by: list[str] = Field(default_factory=list, sa_type=JSONB)
    contract_id: UUID | None = None
    executed_on: date | None = None
    trial_ends_on: date | None = None
    struck_off_on: date | None = None
    strike_off_finding: str | None = None
    relapse_watch_ends_on: date | None = None
    relapse_of_id: UUID | None = Field(default=None, foreign_key="idle_case.id")


class IdleSignal(Row, table=True):
    """What made an asset suspect: where the signal comes from, when it was seen, and the rule's verdict [信号].

    A rule speaks once in a case.
    """

    __tablename__ = "idle_signal"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = (
        Index("uq_idle_signal_rule", "case_id", "rule_id", unique=True),
        {"info": APPEND_ONLY},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    case_id: UUID = Field(foreign_key="idle_case.id")
    rule_id: str
    source: SignalSource = Field(sa_type=coded(SignalSource))
    observed_on: date
    verdict: dict[str, Any] = Field(sa_type=JSONB)


class FieldCheck(Row, table=True):
    """What was found in the field, and who found it [实地核实]."""

    __tablename__ = "field_check"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("实地核实", "field check")
    __table_args__ = ({"info": APPEND_ONLY},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    region_path: str = Field(sa_type=PathText)
    case_id: UUID = Field(index=True)
    checked_on: date
    finding: IdleFinding = Field(sa_type=coded(IdleFinding))
    reason: IdleReason = Field(sa_type=coded(IdleReason))
    condition: str
    checker: dict[str, Any] = Field(sa_type=JSONB)
