"""Closed vocabularies of the funds service."""

from published.labelled import Labelled


class FundLevel(Labelled):
    """Source level of money [资金级次]."""

    CENTRAL = "CENTRAL", "Central", "中央"
    PROVINCE = "PROVINCE", "Province or region", "省/自治区"
    PREFECTURE = "PREFECTURE", "Prefecture or city", "市/州"
    COUNTY = "COUNTY", "County", "县"
    BOND = "BOND", "Local government bond", "地方政府债券"


class LibraryBinding(Labelled):
    """Whether money must come from the library [入库约束]."""

    MUST = "MUST", "Must", "一律"
    SHOULD = "SHOULD", "Should", "重点"
    NONE = "NONE", "Need not", "无"


class TrancheKind(Labelled):
    """Batch of money [下达批次]."""

    ADVANCE = "ADVANCE", "Advance issue", "提前下达"
    PRE_NOTICE = "PRE_NOTICE", "Pre-notice", "提前告知"
    ADDITIONAL = "ADDITIONAL", "Additional", "新增"
    REWARD = "REWARD", "Reward", "奖励"
    MATCHING = "MATCHING", "Matching", "配套"
    REGULAR = "REGULAR", "Regular batch", "批次下达"


class FundPurpose(Labelled):
    """What money may be used for [资金用途]."""

    PROGRAMME = "PROGRAMME", "Seven batches, three efforts", "七个一批三个加大力度"
    GUARANTEES = "GUARANTEES", "Two assurances, three guarantees", "两不愁三保障"
    VILLAGE_SERVICES = "VILLAGE_SERVICES", "Village infrastructure and services", "村容村貌与公共服务"
    CONSOLIDATION = "CONSOLIDATION", "Consolidation", "巩固提升"
    PRO_POOR = "PRO_POOR", "Pro-poor", "带贫减贫益贫"


class ProjectFundingState(Labelled):
    """State of bound money [项目资金状态]."""

    CONFIRMED = "CONFIRMED", "Confirmed", "已安排"
    PARTLY_PAID = "PARTLY_PAID", "Partly paid", "部分支付"
    PAID = "PAID", "Paid", "已支付"
    SUSPENDED = "SUSPENDED", "Suspended", "暂缓"
    RELEASED = "RELEASED", "Released", "已解除"
