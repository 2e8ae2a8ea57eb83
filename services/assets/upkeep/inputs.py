"""Duties of upkeep as clients give them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.inputs import CommandInput

Source = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class UpkeepDutyInput(CommandInput):
    """Who keeps it up [管护责任]."""

    party_id: UUID = Field(description="Party [管护单位].")
    official_id: UUID | None = Field(default=None, description="Person [管护人].")
    cycle_days: int = Field(ge=1, le=366, description="Days between patrols [巡查周期].")
    funded_by: Source | None = Field(default=None, description="Where the money comes from [经费来源].")
