"""Steps of a claim's life."""

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
