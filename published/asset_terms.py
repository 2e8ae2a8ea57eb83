"""Closed vocabularies of the assets service."""

from published.labelled import Labelled


class AssetClass(Labelled):
    """Class of an asset [资产类型]."""

    OPERATING = "OPERATING", "Operating", "经营性"
    PUBLIC_BENEFIT = "PUBLIC_BENEFIT", "Public-benefit", "公益性"
    HOUSEHOLD = "HOUSEHOLD", "Household", "到户类"


class AssetForm(Labelled):
    """Form of an asset [资产形态]."""

    FIXED = "FIXED", "Fixed", "固定资产"
    BIOLOGICAL = "BIOLOGICAL", "Biological", "生物资产"
    EQUITY = "EQUITY", "Equity", "股权"
    CLAIM = "CLAIM", "Claim", "债权"
    INTANGIBLE = "INTANGIBLE", "Intangible", "无形资产"


class OwnerLevel(Labelled):
    """Level of the owner [所有者层级]."""

    COUNTY = "COUNTY", "County", "县级"
    TOWNSHIP = "TOWNSHIP", "Township", "乡级"
    VILLAGE = "VILLAGE", "Village", "村级"
    HOUSEHOLD = "HOUSEHOLD", "Household", "户"
    JOINT = "JOINT", "Several", "联合"


class TitleState(Labelled):
    """Title [权属状态]."""

    UNREGISTERED = "UNREGISTERED", "Found but not registered", "未登记"
    REGISTERED = "REGISTERED", "Registered", "已登记"
    CONFIRMED = "CONFIRMED", "Confirmed", "已确权"
    HANDED_OVER = "HANDED_OVER", "Handed over", "已移交"
    IN_BOOKS = "IN_BOOKS", "In the owner's books", "已入账"
    DISPUTED = "DISPUTED", "Disputed", "有争议"


class OperationState(Labelled):
    """Operation [经营状态]."""

    NOT_STARTED = "NOT_STARTED", "Not started", "未经营"
    SELF_OPERATED = "SELF_OPERATED", "Self-operated", "自主经营"
    CONTRACTED = "CONTRACTED", "Under contract", "合同经营"
    EXPIRING = "EXPIRING", "Contract ends soon", "即将到期"
    EXPIRED = "EXPIRED", "Contract ended", "合同到期"


class UtilisationState(Labelled):
    """Utilisation [使用状态]."""

    UNKNOWN = "UNKNOWN", "Unknown, such as patrol missing", "未知"
    IN_USE = "IN_USE", "In use", "在用"
    SUSPECT = "SUSPECT", "Suspected idle", "疑似闲置"
    INEFFICIENT = "INEFFICIENT", "Inefficient", "低效"
    IDLE = "IDLE", "Idle", "闲置"
    REVITALISING = "REVITALISING", "Being revitalised", "盘活中"
    TRIAL = "TRIAL", "On trial", "试运行"


class LifecycleState(Labelled):
    """Life [生命周期]."""

    PLANNED = "PLANNED", "Planned", "拟建"
    IN_SERVICE = "IN_SERVICE", "In service", "在役"
    UNDER_REPAIR = "UNDER_REPAIR", "Under repair", "维修"
    PENDING_DISPOSAL = "PENDING_DISPOSAL", "To be disposed of", "待处置"
    DISPOSED = "DISPOSED", "Disposed of", "已处置"
    LOST = "LOST", "Lost", "灭失"


class RightKind(Labelled):
    """Kind of right [权利类型]."""

    OWNERSHIP = "OWNERSHIP", "Ownership", "所有权"
    OPERATION = "OPERATION", "Operation", "经营权"
    INCOME = "INCOME", "Income", "收益权"
    DISPOSAL = "DISPOSAL", "Disposal", "处置权"
    SUPERVISION = "SUPERVISION", "Supervision", "监督权"
