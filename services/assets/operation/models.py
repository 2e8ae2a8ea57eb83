"""Contracts over the operation of assets."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, text
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.operation_terms import ContractState, OperationMode
from published.project_terms import BenefitMode
from services.assets.base import Row


class OperationContract(Versioned, InRegion, Row, table=True):
    """Who operates an asset from the first to the last day, for how much a year (fen) [经营合同].

    It lies where its asset lies. `linkage_mode` and the two columns after it say how households gain, or are all
    empty.
    """

    __tablename__ = "operation_contract"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("经营合同", "operation contract")
    __table_args__ = (
        CheckConstraint("ends_on > starts_on", name="ends_on"),
        CheckConstraint("annual_amount >= 0 AND deposit_amount >= 0", name="amounts"),
        CheckConstraint("num_nulls(linkage_mode, linkage_households, linkage_amount) IN (0, 3)", name="linkage"),
        Index("uq_operation_contract_start", "asset_id", "starts_on", unique=True),
        Index(
            "uq_operation_contract_running",
            "asset_id",
            unique=True,
            postgresql_where=text("state IN ('ACTIVE', 'EXPIRING')"),
        ),
        Index("ix_operation_contract_by_end", "ends_on", "id"),
        Index("ix_operation_contract_by_amount", "annual_amount", "id"),
    )

    asset_id: UUID = Field(foreign_key="asset.id", index=True)
    mode: OperationMode = Field(sa_type=coded(OperationMode))
    operator_id: UUID = Field(index=True)
    starts_on: date
    ends_on: date
    annual_amount: int = Field(sa_type=BigInteger)
    deposit_amount: int = Field(default=0, sa_type=BigInteger)
    linkage_mode: BenefitMode | None = Field(default=None, sa_type=coded(BenefitMode))
    linkage_households: int | None = None
    linkage_amount: int | None = Field(default=None, sa_type=BigInteger)
    state: ContractState = Field(sa_type=coded(ContractState))
    state_since: date
    pack: str = Field(sa_type=Text)
