"""Closed vocabularies of the projects service: places, organisations, projects."""

from published.labelled import Labelled


class RegionLevel(Labelled):
    """Level of a region [区划层级]."""

    PROVINCE = "PROVINCE", "Province", "省/自治区"
    PREFECTURE = "PREFECTURE", "Prefecture", "市/地州"
    COUNTY = "COUNTY", "County", "县"
    TOWNSHIP = "TOWNSHIP", "Township", "乡镇"
    VILLAGE = "VILLAGE", "Village", "村"


class RegionScheme(Labelled):
    """Which list a region code comes from [代码体系]."""

    GB2260 = "GB2260", "National standard GB/T 2260, to the county", "国家标准"
    STATS = "STATS", "Statistical division codes, below the county", "统计用区划代码"
    LOCAL = "LOCAL", "Given locally, such as for a demonstration", "地方自编"


class OrganisationKind(Labelled):
    """Kind of organisation [机构类型]."""

    GOVERNMENT = "GOVERNMENT", "Government body", "政府部门"
    VILLAGE_COLLECTIVE = "VILLAGE_COLLECTIVE", "Village collective", "村集体经济组织"
    STATE_ENTERPRISE = "STATE_ENTERPRISE", "State-owned enterprise", "国有企业"
    ENTERPRISE = "ENTERPRISE", "Enterprise", "企业"
    COOPERATIVE = "COOPERATIVE", "Cooperative", "合作社"
    FAMILY_FARM = "FAMILY_FARM", "Family farm", "家庭农场"
    INDIVIDUAL = "INDIVIDUAL", "Individual, name masked", "个人"


class AppraisalKind(Labelled):
    """Kind of appraisal a project needs [论证类别]."""

    HOUSEHOLD = "HOUSEHOLD", "Household", "到户类"
    SMALL_PUBLIC_WORKS = "SMALL_PUBLIC_WORKS", "Small public works", "小型公益性基础设施"
    INDUSTRY = "INDUSTRY", "Industry", "产业"


class ProjectState(Labelled):
    """Step of a project's life [项目状态]."""

    DRAFT = "DRAFT", "Draft", "草拟"
    VILLAGE_DECIDED = "VILLAGE_DECIDED", "Decided by the village", "村级议定"
    TOWNSHIP_REVIEW = "TOWNSHIP_REVIEW", "Under township review", "乡镇审核"
    TOWNSHIP_NOTICE = "TOWNSHIP_NOTICE", "Township publicity", "乡镇公示"
    COUNTY_REVIEW = "COUNTY_REVIEW", "Under county appraisal", "县级论证"
    REVISION = "REVISION", "Returned for revision", "一下修改"
    SECOND_COUNTY_REVIEW = "SECOND_COUNTY_REVIEW", "Second county review", "二上审核"
    LEADING_GROUP = "LEADING_GROUP", "Before the leading group", "领导小组审定"
    COUNTY_NOTICE = "COUNTY_NOTICE", "County publicity", "县级公示公告"
    IN_LIBRARY = "IN_LIBRARY", "In the library", "在库"
    SCHEDULED = "SCHEDULED", "In a draft plan", "拟列计划"
    APPROVED = "APPROVED", "In an approved plan", "计划批复"
    IMPLEMENTING = "IMPLEMENTING", "Being implemented", "实施"
    SUSPENDED = "SUSPENDED", "Suspended", "暂停"
    COMPLETED = "COMPLETED", "Works complete", "完工"
    SELF_INSPECTED = "SELF_INSPECTED", "Self-inspected", "自验"
    ACCEPTED = "ACCEPTED", "Accepted", "验收"
    SETTLED = "SETTLED", "Final account done", "决算"
    HANDED_OVER = "HANDED_OVER", "Assets handed over", "移交"
    CLOSED = "CLOSED", "Closed", "结项"
    REMOVED = "REMOVED", "Purged from the library", "清除"
    CANCELLED = "CANCELLED", "Cancelled", "取消"


class ResponsibilitySlot(Labelled):
    """Which responsibility [责任类型]."""

    UNIT = "UNIT", "Unit", "责任单位"
    LEADER = "LEADER", "Leader", "责任领导"
    PERSON = "PERSON", "Person", "责任人"


class BenefitMode(Labelled):
    """How households gain [联结方式]."""

    PRODUCTION = "PRODUCTION", "Production", "带动生产"
    EMPLOYMENT = "EMPLOYMENT", "Employment", "带动就业"
    DIVIDEND = "DIVIDEND", "Dividend", "收益分红"
    LAND_RENT = "LAND_RENT", "Land rent", "土地流转"
    SERVICE = "SERVICE", "Service", "服务带动"
