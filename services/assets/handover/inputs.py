"""Hand-overs as clients give them."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput
from services.assets.upkeep.inputs import UpkeepDutyInput


class AssetHandOverInput(CommandInput):
    """A hand-over; rule A-11 names a missing paper [移交]."""

    id: UUID = Field(description="Asset [资产].")
    expected_version: int = Field(description="Version seen [版本].")
    recipient_id: UUID = Field(description="Recipient [接收单位].")
    handed_over_on: BusinessDate = Field(description="Date [移交日期].")
    slip_document_id: UUID | None = Field(default=None, description="Slip [移交单].")
    upkeep_letter_document_id: UUID | None = Field(default=None, description="Upkeep letter [管护责任书].")
    upkeep: UpkeepDutyInput | None = Field(default=None, description="Upkeep duty [管护责任].")
    reason: str | None = Field(default=None, max_length=2000, description="Why, where a rule warns [理由].")
