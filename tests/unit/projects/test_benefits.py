"""What promises have of what was shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.project_terms import BenefitMode
from services.projects.benefit.models import attributed

PROMISES = st.lists(st.tuples(st.sampled_from(BenefitMode), st.integers(1, 10**12)), min_size=1, max_size=8)


@pytest.mark.rule("A-07")
@given(st.integers(0, 10**13), PROMISES)
def test_the_parts_sum_to_the_whole(amount: int, promises: list[tuple[BenefitMode, int]]) -> None:
    parts = attributed(amount, promises)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


@pytest.mark.rule("A-07")
@given(st.integers(0, 10**13), PROMISES)
def test_where_dividends_were_promised_nothing_else_is_realised(
    amount: int, promises: list[tuple[BenefitMode, int]]
) -> None:
    parts = attributed(amount, [*promises, (BenefitMode.DIVIDEND, 1)])
    others = [part for part, (mode, _) in zip(parts, promises, strict=False) if mode is not BenefitMode.DIVIDEND]
    assert sum(others) == 0


def test_without_promises_there_is_nothing_to_show() -> None:
    assert attributed(100, []) == []
