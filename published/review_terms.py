"""Closed vocabularies of deliberation, appraisal and review."""

from published.labelled import Labelled


class DeliberationKind(Labelled):
    """Step of a village deliberation [议事步骤]."""

    PROPOSE = "PROPOSE", "Proposal", "提议"
    CONSULT = "CONSULT", "Consultation", "商议"
    REVIEW = "REVIEW", "Review", "审议"
    RESOLVE = "RESOLVE", "Resolution", "决议"
    ANNOUNCE = "ANNOUNCE", "Announcement", "公告"
    PUBLICISE = "PUBLICISE", "Publicity", "公示"


class AppraisalBody(Labelled):
    """Who appraised [论证主体]."""

    SECTOR = "SECTOR", "Sector department", "行业部门"
    MULTI_DEPARTMENT = "MULTI_DEPARTMENT", "Several departments", "多部门"
    THIRD_PARTY = "THIRD_PARTY", "Third party", "第三方"
    EXPERT = "EXPERT", "Experts", "专家"


class ReviewAspect(Labelled):
    """What an appraisal or review looks at [审查要点]."""

    SOUNDNESS = "SOUNDNESS", "Scientific", "科学性"
    COMPLIANCE = "COMPLIANCE", "Compliant", "合规性"
    FEASIBILITY = "FEASIBILITY", "Feasible", "可行性"
    NECESSITY = "NECESSITY", "Necessary", "必要性"
    AUTHENTICITY = "AUTHENTICITY", "True", "真实性"
    CONTENT = "CONTENT", "Content and scale", "建设内容"
    BUDGET = "BUDGET", "Budget", "资金概算"
    BENEFIT = "BENEFIT", "Expected benefit", "预期效益"
    PARTICIPATION = "PARTICIPATION", "Participation", "群众参与"
    LINKAGE = "LINKAGE", "Pro-poor mechanism", "带贫减贫机制"
    RISK = "RISK", "Risk", "风险可控"
    IDLE_RISK = "IDLE_RISK", "Later idleness and re-use", "闲置风险"
    NEGATIVE_LIST = "NEGATIVE_LIST", "Negative list", "负面清单"
    TARGET = "TARGET", "Target set", "绩效目标"


class ReviewDecision(Labelled):
    """Decision of a reviewer [审核意见]."""

    PASS = "PASS", "Goes on", "通过"
    RETURN = "RETURN", "Goes back for correction", "退回"
    REJECT = "REJECT", "Ends here", "否决"


class ModificationKind(Labelled):
    """What a modification changes [调整类型]."""

    AMOUNT = "AMOUNT", "Amount", "金额"
    SCOPE = "SCOPE", "Scope", "内容"
    SCHEDULE = "SCHEDULE", "Time", "工期"
    LOCATION = "LOCATION", "Place", "地点"
