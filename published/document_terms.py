"""Kinds of files that each service keeps."""

from published.labelled import Labelled


class ProjectDocumentKind(Labelled):
    """Kind of project file [项目电子件类型]."""

    VILLAGE_FEASIBILITY = "VILLAGE_FEASIBILITY", "Village feasibility report", "村级可行性论证报告"
    VILLAGE_APPLICATION = "VILLAGE_APPLICATION", "Village application", "申请项目报告"
    DELIBERATION_RECORD = "DELIBERATION_RECORD", "Deliberation record", "四议两公开记录"
    TOWNSHIP_MINUTES = "TOWNSHIP_MINUTES", "Township minutes", "乡镇会议记录"
    TOWNSHIP_FEASIBILITY = "TOWNSHIP_FEASIBILITY", "Township feasibility report", "乡镇可行性论证报告"
    LIBRARY_REQUEST = "LIBRARY_REQUEST", "Library request", "申请入库报告"
    FUNDING_REQUEST = "FUNDING_REQUEST", "Funding request", "资金请示"
    APPRAISAL_REPORT = "APPRAISAL_REPORT", "Appraisal report", "论证报告"
    IMPLEMENTATION_SCHEME = "IMPLEMENTATION_SCHEME", "Implementation scheme", "实施方案"
    NOTICE_EVIDENCE = "NOTICE_EVIDENCE", "Posting evidence", "公示佐证"
    SELF_INSPECTION = "SELF_INSPECTION", "Self-inspection form", "自验表"
    ACCEPTANCE_FORM = "ACCEPTANCE_FORM", "Acceptance form", "验收表"
    FINAL_ACCOUNT = "FINAL_ACCOUNT", "Final-account review", "决算评审"
    OTHER = "OTHER", "Other", "其他"


class FundDocumentKind(Labelled):
    """Kind of fund file [资金电子件类型]."""

    INDICATOR_DOCUMENT = "INDICATOR_DOCUMENT", "Indicator document", "指标文件"
    CLAIM_PAPER = "CLAIM_PAPER", "Paper of a claim", "报账材料"
    PAYMENT_VOUCHER = "PAYMENT_VOUCHER", "Payment voucher", "支付凭证"
    OTHER = "OTHER", "Other", "其他"


class AssetDocumentKind(Labelled):
    """Kind of asset file [资产电子件类型]."""

    HANDOVER_SLIP = "HANDOVER_SLIP", "Hand-over slip", "移交单"
    UPKEEP_LETTER = "UPKEEP_LETTER", "Upkeep letter", "管护责任书"
    CERTIFICATE = "CERTIFICATE", "Title certificate", "权证"
    CONTRACT = "CONTRACT", "Contract", "合同"
    FIELD_PHOTO = "FIELD_PHOTO", "Photo from the field", "实地照片"
    MINUTES = "MINUTES", "Minutes", "会议记录"
    VOUCHER = "VOUCHER", "Voucher of income or payment", "凭证"
    OTHER = "OTHER", "Other", "其他"
