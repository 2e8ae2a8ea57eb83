"""Errors with stable codes, in Chinese with English beside it."""

from enum import StrEnum

from graphql import GraphQLError


class ErrorCode(StrEnum):
    """Why a command did nothing; the codes of a payload's `errors`."""

    INVALID_INPUT = "INVALID_INPUT"
    NOT_FOUND = "NOT_FOUND"
    FORBIDDEN = "FORBIDDEN"
    WRONG_STATE = "WRONG_STATE"
    RULE_BLOCKED = "RULE_BLOCKED"
    REASON_REQUIRED = "REASON_REQUIRED"
    VERSION_CONFLICT = "VERSION_CONFLICT"
    IDEMPOTENCY_CONFLICT = "IDEMPOTENCY_CONFLICT"
    BALANCE_EXCEEDED = "BALANCE_EXCEEDED"
    DOCUMENT_MISMATCH = "DOCUMENT_MISMATCH"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    REPLICA_BEHIND = "REPLICA_BEHIND"


class RequestCode(StrEnum):
    """Why a request, or a part of it, has no answer; the `extensions.code` of top-level errors."""

    UNAUTHENTICATED = "UNAUTHENTICATED"
    INVALID_INPUT = "INVALID_INPUT"
    PARTIAL_SCOPE = "PARTIAL_SCOPE"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    SUBGRAPH_UNAVAILABLE = "SUBGRAPH_UNAVAILABLE"
    REPLICA_BEHIND = "REPLICA_BEHIND"
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
