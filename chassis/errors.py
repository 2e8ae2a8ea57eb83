"""Errors with stable codes, in Chinese with English beside it."""

from enum import StrEnum

from graphql import GraphQLError

from published.labelled import Labelled


class ErrorCode(Labelled):
    """Why a command did nothing [错误代码]."""

    INVALID_INPUT = "INVALID_INPUT", "Malformed or contradictory input", "输入无效"
    NOT_FOUND = "NOT_FOUND", "No such thing within your scope", "未找到"
    FORBIDDEN = "FORBIDDEN", "Your role may not do this", "无权限"
    WRONG_STATE = "WRONG_STATE", "Not possible in the present state", "状态不符"
    RULE_BLOCKED = "RULE_BLOCKED", "A rule blocks; see verdicts", "规则阻断"
    REASON_REQUIRED = "REASON_REQUIRED", "A rule warns; send a reason", "需说明理由"
    VERSION_CONFLICT = "VERSION_CONFLICT", "Changed by someone else since you read it", "版本冲突"
    IDEMPOTENCY_CONFLICT = "IDEMPOTENCY_CONFLICT", "Key already used with other input", "幂等键冲突"
    BALANCE_EXCEEDED = "BALANCE_EXCEEDED", "More than is left", "余额不足"
    DOCUMENT_MISMATCH = "DOCUMENT_MISMATCH", "Uploaded bytes differ from what was declared", "文件不符"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED", "Too large or too often", "超出限制"
    REPLICA_BEHIND = "REPLICA_BEHIND", "A neighbour's fact has not arrived; retry", "数据未同步"
    EVENT_PARKED = "EVENT_PARKED", "A neighbour's fact could not be taken in; tell the operator", "事件待处理"


class RequestCode(StrEnum):
    """Why a request, or a part of it, has no answer; the `extensions.code` of top-level errors."""

    UNAUTHENTICATED = "UNAUTHENTICATED"
    INVALID_INPUT = "INVALID_INPUT"
    PARTIAL_SCOPE = "PARTIAL_SCOPE"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    SUBGRAPH_UNAVAILABLE = "SUBGRAPH_UNAVAILABLE"
    REPLICA_BEHIND = "REPLICA_BEHIND"
    EVENT_PARKED = "EVENT_PARKED"
    INTERNAL = "INTERNAL"


class Fault(Exception):
    """A command is refused; `field` is a path into the mutation's arguments."""

    def __init__(self, code: ErrorCode, message: str, message_en: str, field: tuple[str, ...] = ()) -> None:
        super().__init__(f"{code}: {message_en}")
        self.code = code
        self.message = message
        self.message_en = message_en
        self.field = field


class RequestFault(GraphQLError):
    """A request, or one field of it, is refused; becomes a top-level GraphQL error."""

    def __init__(self, code: RequestCode, message: str, message_en: str) -> None:
        super().__init__(message, extensions={"code": code.value, "messageEn": message_en})
        self.code = code


def not_found(what: str, what_en: str, field: tuple[str, ...]) -> Fault:
    """Nothing of this kind within the principal's scope; never says whether it exists outside."""
    return Fault(
        ErrorCode.NOT_FOUND,
        f"在您的权限范围内未找到该{what},请核对后重试",
        f"No such {what_en} within your scope; check it and try again",
        field,
    )


def invalid(message: str, message_en: str, field: tuple[str, ...] = ()) -> Fault:
    """Malformed or contradictory input."""
    return Fault(ErrorCode.INVALID_INPUT, message, message_en, field)


def replica_behind(what: str, what_en: str, field: tuple[str, ...] = ()) -> Fault:
    """A neighbour's fact has not arrived yet; the same call succeeds later."""
    return Fault(
        ErrorCode.REPLICA_BEHIND,
        f"{what}的数据尚未同步到本服务,请稍后用同一幂等键重试",
        f"The {what_en} has not reached this service yet; retry with the same key",
        field,
    )


def internal(correlation_id: str) -> RequestFault:
    """A bug of ours: the cause is in the log under the correlation id, the client learns only that id."""
    return RequestFault(
        RequestCode.INTERNAL,
        f"系统内部错误,请联系管理员并告知编号{correlation_id}",
        f"Internal error; tell the administrator the number {correlation_id}",
    )
