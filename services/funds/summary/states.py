"""What a total of money includes."""

from published.labelled import Labelled


class FundScope(Labelled):
    """What a total includes; never left out [统计口径]."""

    ALL_SOURCES = "ALL_SOURCES", "All sources", "全部口径"
    UPPER_LEVELS = "UPPER_LEVELS", "From levels above only", "上级下达口径"
    OWN_BUDGET = "OWN_BUDGET", "Own budget only", "本级安排口径"


def scope_label(scope: FundScope, owners: str) -> str:
    """The scope in words; `owners` names the regions whose own budgets are in it, or left out of it."""
    how = {FundScope.ALL_SOURCES: "含", FundScope.UPPER_LEVELS: "不含", FundScope.OWN_BUDGET: "仅"}[scope]
    return f"{scope.label}({how}{owners}本级安排)"
