from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.invalid_value import InvalidValueError
from published.money import Fen
from published.shares import WHOLE, Bps, apportion, require_whole, split

amounts = st.integers(-(10**15), 10**15).map(Fen)


@st.composite
def whole_shares(draw: st.DrawFn) -> list[Bps]:
    cuts = sorted(draw(st.sets(st.integers(1, WHOLE - 1), max_size=40)))
    return [Bps(right - left) for left, right in zip([0, *cuts], [*cuts, WHOLE], strict=True)]


@given(amounts, whole_shares())
def test_the_parts_sum_to_the_amount_exactly(amount: Fen, shares: list[Bps]) -> None:
    assert sum(split(amount, shares)) == amount


@given(amounts, whole_shares())
def test_each_part_is_less_than_one_fen_from_its_exact_share(amount: Fen, shares: list[Bps]) -> None:
    for part, share in zip(split(amount, shares), shares, strict=True):
        assert abs(part * WHOLE - amount * share) < WHOLE


@given(amounts, whole_shares())
def test_turning_the_sign_turns_the_parts(amount: Fen, shares: list[Bps]) -> None:
    assert split(Fen(-amount), shares) == [-part for part in split(amount, shares)]


@given(amounts, whole_shares())
def test_a_larger_share_never_gets_less_of_a_positive_amount(amount: Fen, shares: list[Bps]) -> None:
    parts = split(Fen(abs(amount)), shares)
    neighbours = pairwise(sorted(zip(shares, parts, strict=True)))
    assert all(part <= larger_part for (share, part), (larger, larger_part) in neighbours if share < larger)


def test_the_fen_left_over_goes_to_the_largest_remainder() -> None:
    assert split(Fen(100), [Bps(3350), Bps(3300), Bps(3350)]) == [34, 33, 33]
    assert split(Fen(10), [Bps(1960), Bps(8040)]) == [2, 8]


def test_equal_remainders_go_to_the_earlier_share() -> None:
    assert split(Fen(1), [Bps(5000), Bps(5000)]) == [1, 0]
    assert split(Fen(-1), [Bps(5000), Bps(5000)]) == [-1, 0]


def test_shares_short_of_the_whole_are_refused_with_their_sum() -> None:
    with pytest.raises(InvalidValueError, match=r"99\.99 %") as caught:
        require_whole([Bps(7000), Bps(2999)])
    assert "合计99.99%" in caught.value.zh


@pytest.mark.parametrize("shares", [[], [Bps(0), WHOLE], [Bps(-1), Bps(10_001)]])
def test_empty_or_not_positive_shares_are_refused(shares: list[Bps]) -> None:
    with pytest.raises(InvalidValueError):
        split(Fen(1), shares)


weights = st.lists(st.integers(0, 10**12), min_size=1, max_size=20).filter(any)


@given(weights, st.data())
def test_parts_by_weight_are_exact_and_no_larger_than_their_weights(weights: list[int], data: st.DataObject) -> None:
    amount = Fen(data.draw(st.integers(0, sum(weights))))
    parts = apportion(amount, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))
    assert all(
        abs(part * sum(weights) - amount * each) < sum(weights) for part, each in zip(parts, weights, strict=True)
    )


@given(amounts, weights)
def test_parts_by_any_weights_sum_to_the_amount_and_are_less_than_a_fen_off(
    amount: Fen, given_weights: list[int]
) -> None:
    parts, whole = apportion(amount, given_weights), sum(given_weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, given_weights, strict=True):
        assert abs(part * whole - amount * weight) < whole


@given(amounts, whole_shares())
def test_shares_are_weights_that_make_a_whole(amount: Fen, shares: list[Bps]) -> None:
    assert apportion(amount, shares) == split(amount, shares)


@pytest.mark.parametrize("refused", [[], [0], [5, -1]])
def test_no_weight_or_negative_ones_are_refused(refused: list[int]) -> None:
    with pytest.raises(InvalidValueError):
        apportion(Fen(1), refused)
