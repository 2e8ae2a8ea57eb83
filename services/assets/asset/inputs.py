"""Inputs of the commands on assets."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from chassis.inputs import BusinessDate, CommandInput, DecimalText, GeoPointInput, RegionCodeText
from published.asset_terms import AssetClass, AssetForm
from published.invalid_value import InvalidValueError
from services.assets.category.models import CATEGORIES
from services.assets.funding.inputs import AssetFundings, Composition, OtherFundingInput
from services.assets.rights.inputs import OwnerShares

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Unit = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Certificate = Annotated[str, StringConstraints(min_length=1, max_length=100)]


def _from_the_tree(code: str) -> str:
    if code not in CATEGORIES:
        raise InvalidValueError(
            f"没有资产类别“{code}”,请从资产类别(assetCategories)中选择。",
            f"There is no asset category '{code}'; choose one of assetCategories.",
        )
    return code


def _positive_quantity(quantity: Decimal) -> Decimal:
    if quantity <= 0 or quantity.adjusted() >= 12 or _places(quantity) > 6:
        raise InvalidValueError(
            "数量须大于零,整数部分最多12位,小数最多6位。",
            "The quantity must be greater than zero, with at most 12 digits before the point and 6 after it.",
        )
    return quantity


def _places(quantity: Decimal) -> int:
    return -int(quantity.as_tuple().exponent)


def _not_before_formed(value: date | None, info: ValidationInfo) -> date | None:
    formed_on = info.data.get("formed_on")
    if value is not None and formed_on is not None and value < formed_on:
        raise InvalidValueError(
            f"投用日期{value}早于形成日期{formed_on},请核对。",
            f"In service since {value}, which is before it was formed on {formed_on}; check both dates.",
        )
    return value


class AssetRegisterInput(CommandInput):
    """A new asset; its value is the sum of its money [资产登记]."""

    project_id: UUID = Field(description="Project [来源项目].")
    name: Name = Field(description="Name [名称].")
    asset_class: AssetClass = Field(description="Class [类型].")
    category_code: Annotated[str, AfterValidator(_from_the_tree)] = Field(description="Category [类别].")
    form: AssetForm = Field(description="Form [形态].")
    quantity: Annotated[DecimalText, AfterValidator(_positive_quantity)] = Field(description="Quantity [数量].")
    unit: Unit = Field(description="Unit [单位].")
    region_code: RegionCodeText = Field(description="Where [所在区划].")
    formed_on: BusinessDate = Field(description="Formed on [形成日期].")
    fundings: AssetFundings = Field(description="Bound project money in it [资金构成].")
    other_fundings: list[OtherFundingInput] = Field(
        default=[], description="Other money in it, such as self-raised [其他来源]."
    )
    owners: OwnerShares = Field(description="Owners; shares add up to 10 000 [所有权].")
    in_service_on: Annotated[BusinessDate | None, AfterValidator(_not_before_formed)] = Field(
        default=None, description="In service since [投用日期]."
    )
    address: Name | None = Field(default=None, description="Address [地址].")
    location: GeoPointInput | None = Field(default=None, description="Point on the map [坐标].")
    useful_life_months: int | None = Field(default=None, ge=1, le=1200, description="Useful life in months [使用年限].")
    document_ids: list[UUID] = Field(default=[], description="Files [电子件].")

    @property
    def money(self) -> Composition:
        """All that it was made of."""
        return Composition(self.fundings, self.other_fundings)


class AssetConfirmTitleInput(CommandInput):
    """Confirmation of a title [确权]."""

    id: UUID = Field(description="Asset [资产].")
    expected_version: int = Field(description="Version seen [版本].")
    confirmed_on: BusinessDate = Field(description="Confirmed on [确权日期].")
    certificate_number: Certificate | None = Field(default=None, description="Certificate [权证编号].")
    document_ids: list[UUID] = Field(default=[], description="Files [电子件].")
    reason: str | None = Field(default=None, max_length=2000, description="Why, where a rule warns [理由].")
