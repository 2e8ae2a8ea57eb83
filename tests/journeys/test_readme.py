"""Whoever pastes an example of the README gets an answer."""

from typing import Any

import pytest

from tests.harness.deployment import Deployment
from tests.journeys.readme import Example, examples


def test_there_are_ten() -> None:
    assert len(examples()) == 10


def _empty(value: Any) -> bool:
    return value in (None, [], {})


@pytest.mark.parametrize("example", examples(), ids=lambda example: str(example.title))
def test_an_example_works_on_the_sample(loaded: Deployment, example: Example) -> None:
    answer = loaded.graphql(example.document, persona=example.persona)
    assert "errors" not in answer, answer
    assert not any(_empty(value) for value in answer["data"].values()), answer
    for payload in answer["data"].values():
        if isinstance(payload, dict) and "consistencyToken" in payload:
            assert payload["errors"] == []
