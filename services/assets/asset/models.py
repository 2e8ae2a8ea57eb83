"""Assets and the money they were made of."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Double, Index, Numeric, Sequence, Text
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, PathText, coded
from chassis.tables import InRegion, Versioned, new_id
from chassis.visibility import Visibility
from published.asset_terms import (
    AssetClass,
    AssetForm,
    LifecycleState,
    OperationState,
    OwnerLevel,
    TitleState,
    UtilisationState,
)
from published.origin import RecordOrigin
from services.assets.base import Row

CODE = Sequence("asset_code", metadata=Row.metadata)
"""Numbers of asset codes; a number once drawn is never drawn again."""


class Asset(Versioned, InRegion, Row, table=True):
    """Something that the money of a project became [资产].

    Of each state the last fact stands here, with the business date it holds from; the facts themselves are dated.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("资产", "asset")
    __table_args__ = (
        CheckConstraint("original_value > 0", name="original_value"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("in_service_on >= formed_on", name="in_service_on"),
        CheckConstraint("useful_life_months > 0", name="useful_life_months"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="location"),
        Index("ix_asset_by_value", "original_value", "id"),
        Index("ix_asset_by_name", "name_sort", "id"),
    )

    code: str = Field(unique=True)
    name: str
    name_sort: str
    origin: RecordOrigin = Field(default=RecordOrigin.COMMAND, sa_type=coded(RecordOrigin))
    pack: str
    asset_class: AssetClass = Field(sa_type=coded(AssetClass))
    category_code: str
    form: AssetForm = Field(sa_type=coded(AssetForm))
    quantity: Decimal = Field(sa_type=Numeric)
    unit: str
    address: str | None = None
    latitude: float | None = Field(default=None, sa_type=Double)
    longitude: float | None = Field(default=None, sa_type=Double)
    project_id: UUID = Field(index=True)
    formed_on: date
    in_service_on: date | None = None
    useful_life_months: int | None = None
    original_value: int = Field(sa_type=BigInteger)
    owner_level: OwnerLevel = Field(sa_type=coded(OwnerLevel))
    title_state: TitleState = Field(sa_type=coded(TitleState))
    title_since: date
    operation_state: OperationState = Field(sa_type=coded(OperationState))
    operation_since: date
    utilisation_state: UtilisationState = Field(sa_type=coded(UtilisationState))
    utilisation_since: date
    lifecycle_state: LifecycleState = Field(sa_type=coded(LifecycleState))
    lifecycle_since: date


class AssetFunding(Row, table=True):
    """Money of one source in an asset, fen: bound project money, or another source named in words [资金构成]."""

    __tablename__ = "asset_funding"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(project_funding_id IS NULL) <> (other_source IS NULL)", name="source"),
        Index("uq_asset_funding_project_funding", "asset_id", "project_funding_id", unique=True),
        {"info": APPEND_ONLY},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    asset_id: UUID = Field(foreign_key="asset.id")
    project_funding_id: UUID | None = Field(default=None, index=True)
    other_source: str | None = Field(default=None, sa_type=Text)
    amount: int = Field(sa_type=BigInteger)
    region_path: str = Field(sa_type=PathText)
