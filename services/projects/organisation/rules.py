"""Numbers and names of organisations."""

from typing import Final

CREDIT_CODE_DIGITS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits of base 31 that unified credit codes are written with (GB 32100-2015): no I, O, S, V, Z."""

CREDIT_CODE_LENGTH: Final = 18


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified credit code whose check digit is right (GB 32100-2015, annex B)."""
    if len(text) != CREDIT_CODE_LENGTH or not set(text) <= set(CREDIT_CODE_DIGITS):
        return False
    values = [CREDIT_CODE_DIGITS.index(digit) for digit in text]
    weighted = sum(value * pow(3, place, 31) for place, value in enumerate(values[:-1]))
    return (weighted + values[-1]) % 31 == 0


def masked(name: str) -> str:
    """A person's name as everybody may read it: the first character, the others as stars (阿依古丽 → 阿***)."""
    return f"{name[0]}{'*' * max(len(name) - 1, 1)}"
