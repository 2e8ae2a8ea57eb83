"""What a region import is given."""

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput, RegionCodeText
from published.project_terms import RegionLevel

MOST_ROWS = 2_000
"""More would hold one transaction open for longer than sealing should wait; a larger tree is sent in parts."""


class RegionRowInput(CommandInput):
    """One region [区划行]."""

    code: RegionCodeText = Field(description="Code [代码].")
    name: str = Field(min_length=1, max_length=100, description="Name [名称].")
    level: RegionLevel = Field(description="Level [层级].")
    parent_code: RegionCodeText | None = Field(default=None, description="Region above [上级代码].")
    valid_from: BusinessDate | None = Field(default=None, description="First day [生效日].")
    valid_to: BusinessDate | None = Field(default=None, description="Last day [失效日].")
    successor_codes: list[RegionCodeText] | None = Field(
        default=None, description="Regions that took its place [继任代码]."
    )
    fictitious: bool = Field(default=False, description="Demonstration only [虚构].")


class RegionImportInput(CommandInput):
    """Regions to create or update by code; what a row leaves out stays as it is [导入行政区划]."""

    regions: list[RegionRowInput] = Field(min_length=1, max_length=MOST_ROWS, description="Rows [行].")
    source: str = Field(min_length=1, max_length=400, description="Where the rows come from [数据来源].")
