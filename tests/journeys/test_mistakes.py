"""Wrong input for every command of the thread: a clear error, and nothing changed."""

import pytest

from tests.journeys.story.mistakes import Mistake, Mistakes
from tests.journeys.story.thread import Told

CODES = {
    "INVALID_INPUT",
    "NOT_FOUND",
    "VERSION_CONFLICT",
    "LIMIT_EXCEEDED",
    "BALANCE_EXCEEDED",
    "RULE_BLOCKED",
    "REASON_REQUIRED",
}


@pytest.fixture(scope="module")
def mistakes(told: Told, mistaken: Mistakes) -> list[Mistake]:
    told.complete()
    return mistaken.made


def test_nothing_was_changed(mistakes: list[Mistake]) -> None:
    assert [each for each in mistakes if each.facts] == []


def test_each_is_refused_with_a_code(mistakes: list[Mistake]) -> None:
    assert [each for each in mistakes if not each.errors or {error["code"] for error in each.errors} - CODES] == []


def test_each_is_explained_in_chinese(mistakes: list[Mistake]) -> None:
    messages = [error["message"] for each in mistakes for error in each.errors]
    assert [message for message in messages if not any("一" <= character <= "鿿" for character in message)] == []


def test_each_names_its_field(mistakes: list[Mistake]) -> None:
    """What the schema refuses has a place in the document instead."""
    unnamed = [
        each
        for each in mistakes
        if each.path != "reason"
        and not any((error.get("field") or ["input", each.path])[1:2] == [each.path] for error in each.errors)
    ]
    assert unnamed == []


def test_every_command_was_tried(mistakes: list[Mistake], told: Told) -> None:
    assert {each.operation for each in mistakes} == {act.operation for act in told.story.acts}
