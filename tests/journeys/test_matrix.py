"""Every act of the thread × every role × own, sibling and parent region, as the permission tables say."""

from collections.abc import Iterable

import pytest

from tests.journeys.story.matrix import PARENT, SIBLING, Attempt, Matrix
from tests.journeys.story.thread import Told

OUTSIDE = {"NOT_FOUND", "FORBIDDEN", "INVALID_INPUT"}


@pytest.fixture(scope="module")
def attempts(told: Told, matrix: Matrix) -> list[Attempt]:
    told.complete()
    return matrix.attempts


def summary(attempts: Iterable[Attempt]) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """What a reader of a failed test needs to know."""
    return {(each.operation, each.role, each.place, each.codes) for each in attempts}


def test_who_may_is_let_in(attempts: list[Attempt]) -> None:
    shut_out = (each for each in attempts if each.allowed and (each.by_role or "NOT_FOUND" in each.codes))
    assert summary(shut_out) == set()
    assert any(each.allowed and each.place == PARENT and not each.codes for each in attempts)


def test_who_may_not_is_told_so(attempts: list[Attempt]) -> None:
    let_in = (each for each in attempts if not each.allowed and each.place != SIBLING and not each.by_role)
    assert summary(let_in) == set()


def test_outside_the_region_nothing_is_allowed_and_nothing_is_told(attempts: list[Attempt]) -> None:
    outside = [each for each in attempts if each.place == SIBLING and not each.allowed]
    assert summary(each for each in outside if not each.codes or not set(each.codes) <= OUTSIDE) == set()
    assert summary(each for each in outside if each.elsewhere is not None and each.elsewhere != each.codes) == set()


def test_the_matrix_is_whole(attempts: list[Attempt], told: Told) -> None:
    acts = {act.operation for act in told.story.acts if act.persona != "platform_operator"}
    assert {each.operation for each in attempts} == acts
