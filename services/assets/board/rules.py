"""The indicators of a board, from the sums that they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from published.shares import WHOLE

Sums = Mapping[str, Any]


@dataclass(frozen=True)
class Measures:
    """Sums over the assets, cases and incomes of a region, and the indicators that follow from them."""

    assets: Sums = field(default_factory=dict)
    cases: Sums = field(default_factory=dict)
    incomes: Sums = field(default_factory=dict)

    @property
    def idle_rate_by_count_bps(self) -> int | None:
        """Idle ÷ in service."""
        return share(self.assets.get("idle"), self.assets.get("in_service"))

    @property
    def idle_rate_by_value_bps(self) -> int | None:
        """The same by net value."""
        return share(self.assets.get("idle_value"), self.assets.get("in_service_value"))

    @property
    def average_idle_days(self) -> Decimal | None:
        """To a tenth of a day; None without an idle asset."""
        days = self.assets.get("idle_days")
        return None if days is None else Decimal(days).quantize(Decimal("0.1"))

    @property
    def overdue_plan_count(self) -> int:
        """Plans not carried out by their date."""
        return int(self.cases.get("overdue", 0))

    @property
    def relapse_count(self) -> int:
        """Cases whose asset lies idle again."""
        return int(self.cases.get("relapsed", 0))

    @property
    def revitalisation_by_count_bps(self) -> int | None:
        """Revived ÷ to revive."""
        return share(self.cases.get("revived"), self.cases.get("to_revive"))

    @property
    def revitalisation_by_value_bps(self) -> int | None:
        """The same by the value of the assets."""
        return share(self.cases.get("revived_value"), self.cases.get("to_revive_value"))

    @property
    def revitalisation_blended_bps(self) -> int | None:
        """Mean of both."""
        both = (self.revitalisation_by_count_bps, self.revitalisation_by_value_bps)
        return None if both[0] is None or both[1] is None else (both[0] + both[1] + 1) // 2

    @property
    def collection_rate_bps(self) -> int | None:
        """Received ÷ due, of what fell due within the year."""
        return share(self.incomes.get("collected"), self.incomes.get("due"))

    @property
    def yield_bps(self) -> int | None:
        """What came in within the year less its costs ÷ original value."""
        net = self.incomes.get("received", 0) - self.incomes.get("costs", 0)
        return share(net, self.assets.get("original_value"))


def share(part: Any, whole: Any) -> int | None:
    """Basis points to the nearest; None of nothing."""
    return None if not whole else (int(part or 0) * WHOLE * 2 + int(whole)) // (int(whole) * 2)
