"""Which database failures go away by themselves, and what is told of those that stay."""

import random

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from chassis.errors import ErrorCode, Fault, RequestCode, RequestFault

ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 0.02

SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"
UNIQUE_VIOLATION, EXCLUSION_VIOLATION = "23505", "23P01"
QUERY_CANCELED, LOCK_NOT_AVAILABLE = "57014", "55P03"
DATA_EXCEPTION_CLASS = "22"
DRAWN_HERE = frozenset({"pk_journal"})
"""Unique constraints on numbers that no input names: where one is broken, the sequence is, as after a bad restore."""


def sqlstate(error: BaseException) -> str:
    """The five characters PostgreSQL gives its errors; empty where there are none."""
    return str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")


def _constraint(error: BaseException) -> str | None:
    diagnosis = getattr(getattr(error, "orig", None), "diag", None)
    return getattr(diagnosis, "constraint_name", None)


def is_lost_connection(error: BaseException) -> bool:
    """The server went away, or was never there."""
    if not isinstance(error, DBAPIError):
        return False
    never_answered = isinstance(error, OperationalError) and not sqlstate(error)
    return error.connection_invalidated or never_answered or sqlstate(error).startswith(("08", "57P"))


def is_worth_another_attempt(error: BaseException) -> bool:
    """The same transaction may well succeed when it is run again."""
    return sqlstate(error) in {SERIALIZATION_FAILURE, DEADLOCK} or is_lost_connection(error)


def pause_before(attempt: int) -> float:
    """Seconds to wait before the next attempt: doubling, with jitter so that rivals part."""
    jitter = random.uniform(0.5, 1.5)  # noqa: S311 - not a secret
    return FIRST_PAUSE_SECONDS * float(1 << attempt) * jitter


def refusal(error: BaseException) -> Fault | None:
    """The fault of the input that a constraint of the database found, if it is that."""
    state = sqlstate(error)
    if state in {UNIQUE_VIOLATION, EXCLUSION_VIOLATION} and _constraint(error) not in DRAWN_HERE:
        return Fault(
            ErrorCode.INVALID_INPUT,
            "与已有记录重复,请核对编码等唯一信息",
            "It repeats what another record already has; check codes and other unique data",
            ("input",),
        )
    if state.startswith(DATA_EXCEPTION_CLASS):
        return Fault(
            ErrorCode.INVALID_INPUT,
            "有数值或文本超出可保存的范围,请更正后重新提交",
            "A number or text is beyond what can be stored; correct it and send again",
            ("input",),
        )
    return None


def is_overload(error: BaseException) -> bool:
    """The database did not answer in time, or not at all."""
    timed_out = sqlstate(error) in {QUERY_CANCELED, LOCK_NOT_AVAILABLE}
    return timed_out or isinstance(error, PoolTimeoutError) or is_worth_another_attempt(error)


def files_unavailable() -> RequestFault:
    """S3 is away; nothing was changed."""
    return RequestFault(
        RequestCode.SUBGRAPH_UNAVAILABLE,
        "文件存储暂时不可用,请稍后用同一幂等键重试",
        "The file store is away for the moment; retry with the same idempotency key",
    )


def unavailable() -> RequestFault:
    """Try again with the same key: if the first attempt was committed after all, its result is returned."""
    return RequestFault(
        RequestCode.SUBGRAPH_UNAVAILABLE,
        "数据库繁忙或暂时不可用,请稍后用同一幂等键重试",
        "The database is busy or away for the moment; retry with the same idempotency key",
    )
