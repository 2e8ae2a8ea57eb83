"""Closed vocabularies of publicity."""

from published.labelled import Labelled


class NoticeKind(Labelled):
    """Kind of notice [公示公告类型]."""

    PUBLICITY = "PUBLICITY", "Publicity, open to objection", "公示"
    ANNOUNCEMENT = "ANNOUNCEMENT", "Announcement, a statement", "公告"


class NoticeSubject(Labelled):
    """What a notice is about [公示对象]."""

    PROJECT = "PROJECT", "Project", "项目"
    DISTRIBUTION = "DISTRIBUTION", "Distribution", "收益分配"


class NoticeState(Labelled):
    """State of a notice [公示状态]."""

    POSTED = "POSTED", "Posted", "公示中"
    OBJECTED = "OBJECTED", "Objection open", "有异议"
    ANSWERED = "ANSWERED", "All answered", "已答复"
    CLOSED = "CLOSED", "Closed", "期满"


class ObjectionChannel(Labelled):
    """Channel of an objection [渠道]."""

    BOARD = "BOARD", "Board", "公示栏"
    HOTLINE = "HOTLINE", "Hotline 12317", "12317热线"
    PORTAL = "PORTAL", "Portal", "网站"
    QR_CODE = "QR_CODE", "QR code", "扫码"
