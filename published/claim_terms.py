"""Closed vocabularies of payment claims."""

from published.labelled import Labelled


class PaymentStage(Labelled):
    """What a claim is for [报账类型]."""

    ADVANCE = "ADVANCE", "Advance", "预付款"
    PROGRESS = "PROGRESS", "Progress", "进度款"
    FINAL = "FINAL", "Final", "结算款"
    RETENTION = "RETENTION", "Retention", "质量保证金"


class ClaimPaperKind(Labelled):
    """Paper of a claim [报账材料]."""

    INVOICE = "INVOICE", "Invoice", "正规发票"
    WITHDRAWAL_FORM = "WITHDRAWAL_FORM", "Withdrawal form", "提款申请单"
    FUNDING_REQUEST = "FUNDING_REQUEST", "Funding request", "资金请示"
    WORKS_CONTRACT = "WORKS_CONTRACT", "Works contract", "施工合同"
    SUPERVISION_CONTRACT = "SUPERVISION_CONTRACT", "Supervision contract", "监理合同"
    SUPERVISION_REPORT = "SUPERVISION_REPORT", "Supervision report", "监理报告"
    BUSINESS_LICENCE = "BUSINESS_LICENCE", "Contractor's licence", "营业执照"
    QUALIFICATION = "QUALIFICATION", "Contractor's qualification", "施工资质"
    ACCOUNT_PERMIT = "ACCOUNT_PERMIT", "Contractor's account permit", "开户许可证"
    SELF_INSPECTION = "SELF_INSPECTION", "Self-inspection form", "自验表"
    ACCEPTANCE_FORM = "ACCEPTANCE_FORM", "Acceptance form", "验收表"
    UPKEEP_LETTER = "UPKEEP_LETTER", "Upkeep letter", "管护责任书"
    HANDOVER_SLIP = "HANDOVER_SLIP", "Hand-over slip", "移交单"
    LEDGER_PAGE = "LEDGER_PAGE", "Ledger page", "台账"


class ClaimPaperSource(Labelled):
    """How a paper is there [材料来源]."""

    UPLOAD = "UPLOAD", "Uploaded here", "上传"
    PROJECTS = "PROJECTS", "Known from projects", "项目服务"
    ASSETS = "ASSETS", "Known from assets", "资产服务"


class RetentionState(Labelled):
    """State of retention money [质保金状态]."""

    HELD = "HELD", "Held", "扣留"
    DUE = "DUE", "Due", "到期"
    RELEASED = "RELEASED", "Released", "已返还"
    FORFEITED = "FORFEITED", "Forfeited", "没收"
