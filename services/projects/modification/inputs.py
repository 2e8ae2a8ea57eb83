"""What modifying a running project is given."""

from uuid import UUID

from pydantic import Field

from chassis.inputs import BusinessDate, CommandInput, PlainDate, RegionCodeText
from services.projects.project.inputs import MOST_TEXT, FundingLines


class ProjectModifyInput(CommandInput):
    """A modification; only the named parts change [项目调整]."""

    id: UUID = Field(description="Project [项目].")
    expected_version: int = Field(description="Version seen [版本].")
    planned_funding: FundingLines | None = Field(
        default=None, min_length=1, description="New money by source [资金来源]."
    )
    scope: str | None = Field(default=None, min_length=1, max_length=MOST_TEXT, description="New content [建设内容].")
    planned_end_on: PlainDate | None = Field(default=None, description="New end [计划完工].")
    region_code: RegionCodeText | None = Field(default=None, description="New place [地点].")
    approved_on: BusinessDate = Field(description="Approved on [批准日].")
    reason: str = Field(min_length=1, max_length=MOST_TEXT, description="Why [理由].")
