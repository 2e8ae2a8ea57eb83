"""Assets."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Double, Index, Numeric, Sequence
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
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
    Values are fen and stand from the day it was formed: `depreciable_value` goes in equal parts over the months of its
    useful life, the first of which begins on `depreciates_from`; without that day nothing goes.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("资产", "asset")
    __table_args__ = (
        CheckConstraint("original_value > 0", name="original_value"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("in_service_on >= formed_on", name="in_service_on"),
        CheckConstraint("useful_life_months > 0", name="useful_life_months"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="location"),
        CheckConstraint("depreciable_value BETWEEN 0 AND original_value", name="depreciable_value"),
        CheckConstraint(
            "(depreciates_from IS NULL) = (depreciable_value = 0)"
            " AND (depreciates_from IS NULL OR useful_life_months IS NOT NULL)",
            name="depreciates_from",
        ),
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
    depreciable_value: int = Field(default=0, sa_type=BigInteger)
    depreciates_from: date | None = None
    owner_level: OwnerLevel = Field(sa_type=coded(OwnerLevel))
    title_state: TitleState = Field(sa_type=coded(TitleState))
    title_since: date
    operation_state: OperationState = Field(sa_type=coded(OperationState))
    operation_since: date
    utilisation_state: UtilisationState = Field(sa_type=coded(UtilisationState))
    utilisation_since: date
    lifecycle_state: LifecycleState = Field(sa_type=coded(LifecycleState))
    lifecycle_since: date
