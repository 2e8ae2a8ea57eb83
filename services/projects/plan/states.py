"""The life of an annual plan."""

from published.labelled import Labelled


class AnnualPlanState(Labelled):
    """State of a plan [计划状态]."""

    DRAFT = "DRAFT", "Draft", "草拟"
    APPROVED = "APPROVED", "Approved by the county", "县级批复"
    FILED = "FILED", "Filed upward", "已备案"
