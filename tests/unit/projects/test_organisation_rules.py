"""Credit codes and masked names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.projects.organisation.rules import CREDIT_CODE_DIGITS, is_credit_code, masked

BODIES = st.text(alphabet=CREDIT_CODE_DIGITS, min_size=17, max_size=17)


def check_digit(body: str) -> str:
    """The last character as annex B of GB 32100-2015 computes it: 31 less the weighted sum modulo 31."""
    total = sum(CREDIT_CODE_DIGITS.index(each) * 3**place for place, each in enumerate(body))
    return CREDIT_CODE_DIGITS[(31 - total % 31) % 31]


@given(BODIES)
def test_exactly_one_check_digit_is_right(body: str) -> None:
    right = [digit for digit in CREDIT_CODE_DIGITS if is_credit_code(body + digit)]
    assert right == [check_digit(body)]


@given(BODIES, st.integers(0, 16), st.sampled_from(CREDIT_CODE_DIGITS))
def test_any_single_wrong_character_is_found(body: str, place: int, other: str) -> None:
    code = body + check_digit(body)
    wrong = code[:place] + other + code[place + 1 :]
    assert is_credit_code(wrong) == (wrong == code)


@pytest.mark.parametrize("text", ["", "91", "91350100M000100Y4", "91350100M000100Y433", "91350100M000100Y4I"])
def test_what_is_no_credit_code(text: str) -> None:
    assert not is_credit_code(text)


def test_a_known_code() -> None:
    assert is_credit_code("91350100M000100Y43")


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("阿依古丽", "阿***"), ("张", "张*")])
def test_of_a_name_only_the_first_character_is_shown(name: str, shown: str) -> None:
    assert masked(name) == shown
