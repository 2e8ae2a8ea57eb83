from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from chassis import retries


def failure(state: str | None, kind: type[DBAPIError] = DBAPIError, *, lost: bool = False) -> DBAPIError:
    cause: Any = SimpleNamespace(sqlstate=state)
    return kind("SELECT 1", {}, cause, connection_invalidated=lost)


@pytest.mark.parametrize("error", [failure("40001"), failure("40P01"), failure("57P01"), failure("08006")])
def test_what_goes_away_by_itself_is_tried_again(error: DBAPIError) -> None:
    assert retries.is_worth_another_attempt(error)
    assert retries.is_overload(error)


@pytest.mark.parametrize("error", [failure(None, OperationalError), failure("XX000", lost=True)])
def test_a_server_that_does_not_answer_is_tried_again(error: DBAPIError) -> None:
    assert retries.is_worth_another_attempt(error)


@pytest.mark.parametrize("error", [failure("57014"), failure("55P03"), PoolTimeoutError()])
def test_what_took_too_long_is_told_and_not_tried_again(error: Exception) -> None:
    assert not retries.is_worth_another_attempt(error)
    assert retries.is_overload(error)


@pytest.mark.parametrize("state", ["42601", "42501", "23502", "23514", "23503"])
def test_what_is_our_own_mistake_is_neither(state: str) -> None:
    error = failure(state, IntegrityError if state.startswith("23") else DBAPIError)
    assert not retries.is_overload(error)
    assert retries.refusal(error) is None


@pytest.mark.parametrize(
    ("state", "kind"), [("23505", IntegrityError), ("23P01", IntegrityError), ("22003", DBAPIError)]
)
def test_what_the_input_caused_is_refused(state: str, kind: type[DBAPIError]) -> None:
    refusal = retries.refusal(failure(state, kind))
    assert refusal is not None
    assert refusal.code.value == "INVALID_INPUT"


def test_pauses_grow_and_differ() -> None:
    assert 0.01 <= retries.pause_before(0) <= 0.03
    assert 0.08 <= retries.pause_before(3) <= 0.24
