"""Closed vocabularies of idle assets and of what asks for attention."""

from published.labelled import Labelled


class IdleCaseState(Labelled):
    """State of an idle case [个案状态]."""

    SUSPECTED = "SUSPECTED", "Suspected", "疑似"
    DISMISSED = "DISMISSED", "Dismissed", "排除"
    CONFIRMED = "CONFIRMED", "Confirmed", "已核实"
    PLANNED = "PLANNED", "Planned", "已有方案"
    APPROVED = "APPROVED", "Approved", "方案批准"
    EXECUTING = "EXECUTING", "Being carried out", "实施中"
    TRIAL = "TRIAL", "On trial", "试运行"
    REVITALISED = "REVITALISED", "Struck off, relapse watched", "已销号"
    RELAPSED = "RELAPSED", "Idle again", "复发"
    DISPOSAL = "DISPOSAL", "To be disposed of", "转处置"


class SignalSource(Labelled):
    """Where a signal comes from [信号来源]."""

    CONTRACT = "CONTRACT", "Contract", "合同"
    INCOME = "INCOME", "Income", "收益"
    PATROL = "PATROL", "Patrol", "巡查"
    METER = "METER", "Meter", "计量"
    OCCUPANCY = "OCCUPANCY", "Occupancy or yield", "利用率"
    REPORT = "REPORT", "Report", "反映"


class IdleReason(Labelled):
    """Why an asset lies idle [闲置原因]."""

    MARKET = "MARKET", "Market", "市场"
    OPERATOR_LEFT = "OPERATOR_LEFT", "Operator left", "经营主体退出"
    NO_UPKEEP_MONEY = "NO_UPKEEP_MONEY", "No upkeep money", "无管护经费"
    DEFECT = "DEFECT", "Defect", "质量缺陷"
    ACCESS = "ACCESS", "Access or supply", "配套不足"
    POLICY = "POLICY", "Policy", "政策"
    DISPUTE = "DISPUTE", "Dispute", "纠纷"
    OVERSUPPLY = "OVERSUPPLY", "Oversupply", "重复建设"
    OTHER = "OTHER", "Other", "其他"


class IdleFinding(Labelled):
    """Finding in the field [核实结论]."""

    IDLE = "IDLE", "Idle", "闲置"
    INEFFICIENT = "INEFFICIENT", "Inefficient", "低效"


class RevitalisationMode(Labelled):
    """Ways to revitalise [盘活方式]."""

    STATE_PLATFORM = "STATE_PLATFORM", "1 state-owned platform", "委托国企"
    OPERATOR = "OPERATOR", "2 operator", "引入经营主体"
    RETURNEE = "RETURNEE", "3 returnee", "返乡人才"
    REPURPOSE = "REPURPOSE", "4a change of use", "调整用途"
    CLASS_CHANGE = "CLASS_CHANGE", "4b public-benefit to operating", "公益转经营"


class AssetAlertKind(Labelled):
    """Kind of alert [预警类型]."""

    IDLE_SUSPECT = "IDLE_SUSPECT", "Suspected idle", "疑似闲置"
    IDLE_PLAN_OVERDUE = "IDLE_PLAN_OVERDUE", "Plan overdue", "盘活逾期"
    RELAPSE = "RELAPSE", "Idle again", "复发"
    CONTRACT_EXPIRING = "CONTRACT_EXPIRING", "Contract ends soon", "合同将到期"
    CONTRACT_EXPIRED = "CONTRACT_EXPIRED", "Contract ended", "合同到期"
    INCOME_OVERDUE = "INCOME_OVERDUE", "Income overdue", "收益逾期"
    ASSET_UNREGISTERED = "ASSET_UNREGISTERED", "Accepted project without asset", "未登记"
    TITLE_MISSING = "TITLE_MISSING", "Title missing", "未确权"
    HANDOVER_MISSING = "HANDOVER_MISSING", "Hand-over missing", "未移交"
    UPKEEP_MISSING = "UPKEEP_MISSING", "Upkeep missing", "无管护"
    PATROL_OVERDUE = "PATROL_OVERDUE", "Patrol overdue", "巡查逾期"
    DISTRIBUTION_UNPUBLISHED = "DISTRIBUTION_UNPUBLISHED", "Distribution not publicised", "未公示"


class AlertState(Labelled):
    """State of an alert [预警状态]."""

    OPEN = "OPEN", "Open", "待处理"
    ASSIGNED = "ASSIGNED", "Assigned", "已派单"
    RESOLVED = "RESOLVED", "Resolved by its cause going away", "已消除"
