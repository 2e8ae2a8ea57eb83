"""Inputs of filing, paying and disclosing a distribution."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.inputs import BusinessDate
from services.assets.distribution.inputs import DistributionStep

Place = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class DistributionFileInput(DistributionStep):
    """Filing [备案]."""

    filed_on: BusinessDate = Field(description="Filed on [备案日].")
    reason: str | None = Field(default=None, description="Why, where a rule warns [理由].")


class DistributionPayInput(DistributionStep):
    """Payment to the beneficiaries [兑付]."""

    paid_on: BusinessDate = Field(description="Paid on [兑付日期].")
    document_ids: list[UUID] = Field(default=[], description="Vouchers [凭证].")
    reason: str | None = Field(default=None, description="Why, where a rule warns [理由].")


class DistributionDiscloseInput(DistributionStep):
    """Disclosure [公开]."""

    disclosed_on: BusinessDate = Field(description="Disclosed on [公开日期].")
    places: Annotated[list[Place], Field(min_length=1, max_length=50)] = Field(description="Places [公开地点].")
    reason: str | None = Field(default=None, description="Why, where a rule warns [理由].")
