"""Shares and weights in whole basis points, and the exact division of money by them."""

from collections.abc import Sequence
from typing import Annotated, NewType

from pydantic import Field

from published.invalid_value import InvalidValueError
from published.money import Fen

Bps = NewType("Bps", int)
"""Basis points: 10 000 = 100 %."""

WHOLE = Bps(10_000)

Share = Annotated[Bps, Field(ge=1, le=WHOLE)]
"""Part of a whole as a field of a published model."""


def require_whole(shares: Sequence[Bps]) -> None:
    """InvalidValueError unless every share is positive and together they make 10 000."""
    if any(share <= 0 for share in shares):
        raise InvalidValueError("份额须大于零。", "Every share must be greater than zero.")
    total = sum(shares)
    if total != WHOLE:
        percent = f"{total // 100}.{total % 100:02d}"
        raise InvalidValueError(f"份额合计{percent}%，应为100%。", f"The shares sum to {percent} %, not to 100 %.")


def split(amount: Fen, shares: Sequence[Bps]) -> list[Fen]:
    """Divide `amount` by `shares` (which must sum to 10 000) so that the parts sum to it exactly; see `apportion`."""
    require_whole(shares)
    return apportion(amount, shares)


def apportion(amount: Fen, weights: Sequence[int]) -> list[Fen]:
    """Divide `amount` by weights that are not negative and not all zero so that the parts sum to it exactly.

    Largest remainder: each part is rounded down, the fen left over go to the largest remainders, the earlier
    weight first where remainders tie. Order the weights by id, and the same input always gives the same parts.
    A negative amount divides like its positive counterpart with the signs turned. No part is larger than its weight
    where the amount is not larger than their sum. InvalidValueError for a negative weight, or none above zero.
    """
    if any(weight < 0 for weight in weights) or not any(weights):
        raise InvalidValueError("份额不能为负,且不能全为零。", "No share may be negative, and one must be above zero.")
    size, whole, sign = abs(amount), sum(weights), -1 if amount < 0 else 1
    parts = [size * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(size * weights[place] % whole))
    for place in by_remainder[: size - sum(parts)]:
        parts[place] += 1
    return [Fen(sign * part) for part in parts]
