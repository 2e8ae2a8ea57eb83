"""Kinds of ledger entries, and what each does to the sums of a book."""

from collections.abc import Mapping
from typing import Final

from published.labelled import Labelled


class LedgerEntryKind(Labelled):
    """Kind of ledger entry [记账类型]."""

    RECEIPT = "RECEIPT", "Received", "收到"
    ALLOCATE = "ALLOCATE", "Allocated", "分配"
    BIND = "BIND", "Bound", "安排"
    UNBIND = "UNBIND", "Unbound", "解除"
    PAY = "PAY", "Paid", "支付"
    PAY_FAILED = "PAY_FAILED", "Payment failed", "支付失败"
    RETAIN = "RETAIN", "Retention held back", "扣留质保金"
    RELEASE = "RELEASE", "Retention released", "返还质保金"
    RETURN = "RETURN", "Returned", "退回"
    CLAWBACK = "CLAWBACK", "Clawed back", "收回"
    ADJUST = "ADJUST", "Adjusted", "调整"


K = LedgerEntryKind

ADDS: Final[Mapping[str, Mapping[LedgerEntryKind, int]]] = {
    "received_amount": {K.RECEIPT: 1, K.ADJUST: 1, K.CLAWBACK: -1},
    "issued_amount": {K.ALLOCATE: 1},
    "bound_amount": {K.BIND: 1, K.UNBIND: -1},
    "paid_amount": {K.PAY: 1, K.PAY_FAILED: -1, K.RETURN: -1},
    "retained_amount": {K.RETAIN: 1, K.RELEASE: -1},
}
"""Each sum of a book, and the kinds whose amounts it adds (1) or takes off (-1).

An entry's amount is positive in the sense of its kind; an entry that reverses another carries the negative amount
under the same kind, so that the sums need not know of reversals.
"""
