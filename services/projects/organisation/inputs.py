"""What the registers of organisations and persons are given."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import CommandInput, RegionCodeText
from published.invalid_value import InvalidValueError
from published.project_terms import OrganisationKind
from services.projects.organisation.rules import CREDIT_CODE_LENGTH, is_credit_code


def _credit_code(text: str) -> str:
    code = text.upper()
    if not is_credit_code(code):
        raise InvalidValueError(
            f"“{text}”不是有效的统一社会信用代码(应为{CREDIT_CODE_LENGTH}位且校验码正确),请核对",
            f"'{text}' is not a unified credit code: {CREDIT_CODE_LENGTH} characters with a check digit. Check it",
        )
    return code


class OrganisationRegisterInput(CommandInput):
    """An organisation [机构]."""

    name: str = Field(min_length=1, max_length=200, description="Name [名称].")
    kind: OrganisationKind = Field(description="Kind [类型].")
    region_code: RegionCodeText = Field(description="Seat [所在区划].")
    credit_code: Annotated[str, AfterValidator(_credit_code)] | None = Field(
        default=None, description="Credit code [统一社会信用代码]."
    )


class OfficialRegisterInput(CommandInput):
    """A named person [人员]."""

    name: str = Field(min_length=1, max_length=100, description="Name [姓名].")
    duty: str = Field(min_length=1, max_length=100, description="Duty [职务].")
    organisation_id: UUID = Field(description="Organisation [机构].")
