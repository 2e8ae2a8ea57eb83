from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.invalid_value import InvalidValueError
from published.money import FEN_MAX, FEN_MIN, Fen, fen, format_wan, format_yuan, parse_wan, parse_yuan

amounts = st.integers(FEN_MIN, FEN_MAX).map(Fen)


@given(amounts)
def test_what_is_printed_reads_back_to_the_same_fen(amount: Fen) -> None:
    assert parse_yuan(format_yuan(amount)) == amount
    assert parse_wan(format_wan(amount)) == amount


@given(amounts)
def test_printed_values_equal_exact_decimals(amount: Fen) -> None:
    assert Decimal(format_yuan(amount)) == Decimal(amount).scaleb(-2)
    assert Decimal(format_wan(amount)) == Decimal(amount).scaleb(-6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("107941", 107_941_000_000), ("1441.16", 1_441_160_000), ("0.000001", 1), ("-3.5", -3_500_000)],
)
def test_ten_thousands_become_exact_fen(text: str, expected: int) -> None:
    assert parse_wan(text) == expected


def test_zeros_beyond_the_last_place_change_nothing() -> None:
    assert parse_yuan(" 12.5000 ") == 1250


@pytest.mark.parametrize("text", ["", "-", "1,200.00", "12元", "1e3", ".5", "5.", "NaN", "１２", "+1", "--1"])
def test_what_is_no_amount_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidValueError, match="is not an amount in yuan") as caught:
        parse_yuan(text)
    assert "不是以元计的金额" in caught.value.zh


@pytest.mark.parametrize(("parse", "text"), [(parse_yuan, "1.005"), (parse_wan, "0.0000001")])
def test_finer_than_a_fen_is_refused(parse: Any, text: str) -> None:
    with pytest.raises(InvalidValueError, match="finer than one fen") as caught:
        parse(text)
    assert "细于一分" in caught.value.zh


@pytest.mark.parametrize("number", [12.5, 12, None])
def test_numbers_are_refused_as_they_may_have_been_rounded(number: Any) -> None:
    with pytest.raises(InvalidValueError, match="as text"):
        parse_yuan(number)


@pytest.mark.parametrize("text", ["92233720368547758.08", "-92233720368547758.09", "9" * 5000])
def test_beyond_the_storable_range_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="outside the range"):
        parse_yuan(text)


def test_the_limits_themselves_are_accepted() -> None:
    assert fen(FEN_MAX) == parse_yuan("92233720368547758.07")
    assert fen(FEN_MIN) == parse_yuan("-92233720368547758.08")
