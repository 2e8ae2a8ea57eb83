"""Closed vocabularies of income distribution."""

from published.labelled import Labelled


class DistributionState(Labelled):
    """State of a distribution [分配状态]."""

    DRAFT = "DRAFT", "Draft", "草拟"
    DELIBERATED = "DELIBERATED", "Deliberated", "已议决"
    PUBLICISED = "PUBLICISED", "Publicised", "已公示"
    REVIEWED = "REVIEWED", "Reviewed by the township", "乡镇审核"
    FILED = "FILED", "Filed with the county", "县级备案"
    PAID = "PAID", "Paid", "已兑付"
    DISCLOSED = "DISCLOSED", "Disclosed", "已公开"


class DistributionUse(Labelled):
    """What a share is for [收益用途]."""

    SUPPORT = "SUPPORT", "People unable to work", "无劳动能力人口补助"
    PUBLIC_POSTS = "PUBLIC_POSTS", "Public-welfare posts", "公益岗位"
    PUBLIC_WORKS = "PUBLIC_WORKS", "Small works and upkeep", "公益事业与管护"
    REWARDS = "REWARDS", "Rewards for production", "生产奖补"
    COLLECTIVE_ECONOMY = "COLLECTIVE_ECONOMY", "Collective economy", "壮大集体经济"
    HOUSEHOLD_DIVIDEND = "HOUSEHOLD_DIVIDEND", "Dividend to households", "分红"
    OTHER = "OTHER", "Other; say what in the note", "其他"


class BeneficiaryGroup(Labelled):
    """Group of beneficiaries; persons are never named [受益群体]."""

    REGISTERED_POOR = "REGISTERED_POOR", "Registered poor", "建档立卡户"
    OUT_OF_POVERTY = "OUT_OF_POVERTY", "Out of poverty", "脱贫户"
    MONITORED = "MONITORED", "Monitored", "监测户"
    RESETTLED = "RESETTLED", "Resettled", "易地搬迁户"
    VILLAGERS = "VILLAGERS", "All villagers", "全体村民"
    COLLECTIVE = "COLLECTIVE", "Village collective", "村集体"


class DeductionKind(Labelled):
    """What comes off before sharing [扣除类型]."""

    DEBT = "DEBT", "Debt", "债务"
    FEES = "FEES", "Fees and taxes", "税费"
    UPKEEP = "UPKEEP", "Upkeep", "管护费"
    RESERVE = "RESERVE", "Reserve of the collective", "公积公益金"
