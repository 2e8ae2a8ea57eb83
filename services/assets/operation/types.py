"""What contracts and plans have in common as clients see them."""

from typing import Any

import strawberry

from chassis.graph.enums import enum_type
from chassis.graph.scalars import Money
from chassis.graph.values import described
from published.project_terms import BenefitMode

enum_type(BenefitMode)


@strawberry.type(description="Linkage that shares gain with households [联农带农机制].")
class Linkage:
    """How households gain."""

    mode: BenefitMode = described("Mode [联结方式].")
    household_count: int = described("Households [户数].")
    promised_amount: Money = described("Promised a year, yuan [承诺年金额].")


def linkage(row: dict[str, Any]) -> Linkage | None:
    """From the three columns of a row; None where it names none."""
    if row["mode"] is None:
        return None
    return Linkage(
        mode=row["mode"], household_count=row["household_count"], promised_amount=Money(row["promised_amount"])
    )
