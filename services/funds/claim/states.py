"""Steps of a claim's life, and who tells of its papers."""

from collections.abc import Mapping
from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.claim_terms import ClaimPaperKind, ClaimPaperSource
from published.labelled import Labelled


class PaymentClaimState(Labelled):
    """State of a claim [报账状态]."""

    DRAFT = "DRAFT", "Draft", "草拟"
    SUBMITTED = "SUBMITTED", "Submitted", "已提交"
    OFFICE_SIGNED = "OFFICE_SIGNED", "Signed by the office", "主管部门签审"
    FINANCE_APPROVED = "FINANCE_APPROVED", "Approved by finance", "财政审核"
    PAID = "PAID", "Paid", "已支付"
    FAILED = "FAILED", "Payment failed", "支付失败"
    REJECTED = "REJECTED", "Rejected", "否决"


_S = PaymentClaimState

CLAIM: Final = Machine(
    axis="claim",
    column="state",
    moves=(
        *stays_in("paymentClaimAttach", _S.DRAFT),
        *moves_of("paymentClaimSubmit", (_S.DRAFT, _S.SUBMITTED)),
        *moves_of(
            "paymentClaimReview",
            (_S.SUBMITTED, _S.OFFICE_SIGNED),
            (_S.SUBMITTED, _S.DRAFT),
            (_S.SUBMITTED, _S.REJECTED),
            (_S.OFFICE_SIGNED, _S.FINANCE_APPROVED),
            (_S.OFFICE_SIGNED, _S.DRAFT),
            (_S.OFFICE_SIGNED, _S.REJECTED),
        ),
        *moves_of("paymentClaimPay", (_S.FINANCE_APPROVED, _S.PAID)),
    ),
)
"""From the draft to the payment. A payment that failed joins with the command that reports it."""

PASSED: Final[Mapping[PaymentClaimState, PaymentClaimState]] = {
    _S.SUBMITTED: _S.OFFICE_SIGNED,
    _S.OFFICE_SIGNED: _S.FINANCE_APPROVED,
}
"""Where a review that passes leads: the office signs first, then finance approves."""

TOLD_BY: Final[Mapping[ClaimPaperKind, ClaimPaperSource]] = {
    ClaimPaperKind.SELF_INSPECTION: ClaimPaperSource.PROJECTS,
    ClaimPaperKind.ACCEPTANCE_FORM: ClaimPaperSource.PROJECTS,
    ClaimPaperKind.UPKEEP_LETTER: ClaimPaperSource.ASSETS,
    ClaimPaperKind.HANDOVER_SLIP: ClaimPaperSource.ASSETS,
}
"""Papers that a neighbour's event brings."""
