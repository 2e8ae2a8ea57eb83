"""Closed vocabularies of operation and income."""

from published.labelled import Labelled


class OperationMode(Labelled):
    """Way of operation [经营方式]."""

    SELF = "SELF", "Self-operation", "自主经营"
    LEASE = "LEASE", "Lease", "租赁"
    CONTRACTING = "CONTRACTING", "Contracting", "承包"
    JOINT = "JOINT", "Joint operation", "联营"
    TRUSTEESHIP = "TRUSTEESHIP", "Trusteeship", "托管"
    STATE_PLATFORM = "STATE_PLATFORM", "State platform", "委托国企"
    EQUITY = "EQUITY", "Equity", "入股"


class ContractState(Labelled):
    """State of a contract [合同状态]."""

    SIGNED = "SIGNED", "Not begun", "未生效"
    ACTIVE = "ACTIVE", "Active", "履行中"
    EXPIRING = "EXPIRING", "Ends within the watch", "即将到期"
    EXPIRED = "EXPIRED", "Ended", "到期"
    TERMINATED = "TERMINATED", "Terminated", "终止"


class IncomeKind(Labelled):
    """Kind of income [收益类型]."""

    RENT = "RENT", "Rent", "租金"
    DIVIDEND = "DIVIDEND", "Dividend", "分红"
    ENTRUSTED_RAISING = "ENTRUSTED_RAISING", "Entrusted-raising dividend", "托养分红"
    ASSET_INCOME = "ASSET_INCOME", "Asset income", "资产收益"
    OTHER = "OTHER", "Other", "其他"
