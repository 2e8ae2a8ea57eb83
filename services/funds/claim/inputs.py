"""Inputs of claims."""

import re
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from chassis.inputs import BusinessDate, CommandInput, PlainDate, PositiveMoney, ShareBps
from published.claim_terms import ClaimPaperKind, PaymentStage
from published.invalid_value import InvalidValueError
from published.review_terms import ReviewDecision

_ACCOUNT = re.compile(r"[0-9A-Za-z]{6,34}")
REASON = "Why, where a rule warns [理由]."


def _account(text: str) -> str:
    """An account number without the spaces and hyphens of its printed form; what was typed is not repeated."""
    plain = re.sub(r"[\s-]", "", text)
    if _ACCOUNT.fullmatch(plain) is None:
        raise InvalidValueError("收款账号须为6至34位数字或字母", "A payee account has 6 to 34 digits or letters")
    return plain


class PaymentLineInput(CommandInput):
    """Part that one binding pays [报账明细]."""

    project_funding_id: UUID = Field(description="Bound money [项目资金].")
    amount: PositiveMoney = Field(description="Yuan [金额].")


class RetentionInput(CommandInput):
    """Part held back [质量保证金]."""

    share_bps: ShareBps = Field(description="Share of the claim, 10 000 = 100 % [比例].")
    due_on: PlainDate = Field(description="Due on [到期日期].")


class PaymentClaimDraftInput(CommandInput):
    """A claim [起草报账]."""

    project_id: UUID = Field(description="Project [项目].")
    stage: PaymentStage = Field(description="What for [报账类型].")
    lines: list[PaymentLineInput] = Field(min_length=1, max_length=50, description="By bound money [明细].")
    payee_id: UUID = Field(description="Payee [收款方].")
    payee_account: Annotated[str, AfterValidator(_account)] = Field(description="Payee account [收款账号].")
    retention: RetentionInput | None = Field(
        default=None, description="Part held back; leave out for none [质量保证金]."
    )


class PaymentClaimAttachInput(CommandInput):
    """A paper [报账材料]."""

    id: UUID = Field(description="Claim [报账].")
    expected_version: int = Field(description="Version seen [版本].")
    kind: ClaimPaperKind = Field(description="Kind [材料类型].")
    document_id: UUID = Field(description="File [电子件].")


class PaymentClaimSubmitInput(CommandInput):
    """Submission [提交]."""

    id: UUID = Field(description="Claim [报账].")
    expected_version: int = Field(description="Version seen [版本].")
    submitted_on: BusinessDate = Field(description="Submitted on [提交日期].")
    reason: str | None = Field(default=None, max_length=500, description=REASON)


class PaymentClaimReviewInput(CommandInput):
    """A review; which desk follows from the state [审核]."""

    id: UUID = Field(description="Claim [报账].")
    expected_version: int = Field(description="Version seen [版本].")
    decision: ReviewDecision = Field(description="Decision [审核意见].")
    reviewed_on: BusinessDate = Field(description="Reviewed on [审核日].")
    comments: str | None = Field(
        default=None,
        max_length=500,
        validate_default=True,
        description="Comments; required to return or reject [意见].",
    )
    reason: str | None = Field(default=None, max_length=500, description=REASON)

    @field_validator("comments")
    @classmethod
    def _say_why_it_stops(cls, comments: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("decision") in {ReviewDecision.RETURN, ReviewDecision.REJECT} and not comments:
            raise InvalidValueError("退回或否决须填写意见", "Say why it is returned or rejected")
        return comments
