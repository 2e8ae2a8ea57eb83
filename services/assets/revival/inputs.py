"""What a plan, its review and its beginning are given."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from chassis.inputs import BusinessDate, PlainDate
from published.idle_terms import RevitalisationMode
from published.invalid_value import InvalidValueError
from published.operation_terms import OperationMode
from published.review_terms import ReviewDecision
from services.assets.idle.inputs import CaseInput, Words
from services.assets.operation.inputs import LinkageInput, WholeMoney


class IdleCasePlanInput(CaseInput):
    """A plan; rules A-13 to A-22 name what a mode still needs [方案]."""

    mode: RevitalisationMode = Field(description="Mode [盘活方式].")
    operator_id: UUID | None = Field(default=None, description="Operator [经营主体].")
    operation_mode: OperationMode | None = Field(default=None, description="Way of operation [经营方式].")
    linkage: LinkageInput | None = Field(default=None, description="Linkage [联农带农机制].")
    budget_amount: WholeMoney = Field(description="Budget, yuan [预算].")
    expected_annual_amount: WholeMoney = Field(description="Expected income a year, yuan [预期年收益].")
    target_on: PlainDate = Field(description="Done by [完成期限].")
    summary: Words = Field(description="Steps in words [措施].")
    document_ids: list[UUID] = Field(default=[], description="Agreements [电子件].")
    reason: Words | None = Field(default=None, description="Why, where a rule warns [理由].")


def _passes_or_returns(decision: ReviewDecision) -> ReviewDecision:
    if decision is ReviewDecision.REJECT:
        raise InvalidValueError(
            "盘活方案只能通过或退回:闲置资产总须另拟方案。",
            "A plan is passed or returned; an idle asset always needs another plan.",
        )
    return decision


class IdleCaseReviewInput(CaseInput):
    """A decision on a plan [审批]."""

    decision: Annotated[ReviewDecision, AfterValidator(_passes_or_returns)] = Field(description="Decision [审核意见].")
    reviewed_on: BusinessDate = Field(description="Decided on [审批日].")
    comments: Words | None = Field(
        default=None, description="Comments; required to return or reject [意见].", validate_default=True
    )
    document_ids: list[UUID] = Field(default=[], description="Minutes of the owner's decision [会议记录].")
    reason: Words | None = Field(default=None, description="Why, where a rule warns [理由].")

    @field_validator("comments")
    @classmethod
    def _says_why_it_returns(cls, comments: str | None, info: ValidationInfo) -> str | None:
        if comments is None and info.data.get("decision") is ReviewDecision.RETURN:
            raise InvalidValueError(
                "退回方案须填写意见,写明需要修改之处。", "Say what is to be changed when you return a plan."
            )
        return comments


class IdleCaseExecuteInput(CaseInput):
    """Begin of the work [实施]."""

    started_on: BusinessDate = Field(description="Started on [开始日期].")
    contract_id: UUID | None = Field(default=None, description="Contract signed for it [合同].")
    reason: Words | None = Field(default=None, description="Why, where a rule warns [理由].")
