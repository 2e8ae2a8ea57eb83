"""Where a fact comes from and how much its figure can be trusted."""

from published.labelled import Labelled


class RecordOrigin(Labelled):
    """How a fact came in [来源方式]."""

    COMMAND = "COMMAND", "Entered through a command", "系统办理"
    IMPORT = "IMPORT", "Historical import; unknown facts stay null", "历史导入"


class FigureStatus(Labelled):
    """How a figure relates to its source [数据性质]."""

    AS_PRINTED = "AS_PRINTED", "As the source prints it", "原文数据"
    DERIVED = "DERIVED", "Computed from other figures of the source", "推算数据"
    CORRECTED = "CORRECTED", "Source misprints it; corrected", "更正数据"
