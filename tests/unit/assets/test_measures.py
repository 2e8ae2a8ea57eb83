"""Indicators of a board from its sums."""

from decimal import Decimal

import pytest

from services.assets.board.rules import Measures, share


@pytest.mark.parametrize(
    ("part", "whole", "bps"),
    [
        (1, 3, 3_333),
        (2, 3, 6_667),
        (1, 2, 5_000),
        (0, 5, 0),
        (None, 5, 0),
        (5, 5, 10_000),
        (1, 0, None),
        (1, None, None),
    ],
)
def test_shares_go_to_the_nearest_basis_point(part: int | None, whole: int | None, bps: int | None) -> None:
    assert share(part, whole) == bps


def test_nothing_has_no_rates_and_no_counts() -> None:
    empty = Measures()
    assert (empty.idle_rate_by_count_bps, empty.idle_rate_by_value_bps, empty.average_idle_days) == (None, None, None)
    assert (empty.overdue_plan_count, empty.relapse_count) == (0, 0)
    assert (empty.revitalisation_blended_bps, empty.collection_rate_bps, empty.yield_bps) == (None, None, None)


def test_every_indicator_from_its_sums() -> None:
    measures = Measures(
        {
            "in_service": 4,
            "idle": 1,
            "in_service_value": 900,
            "idle_value": 300,
            "idle_days": Decimal("190.25"),
            "original_value": 1000,
        },
        {"overdue": 2, "relapsed": 1, "to_revive": 4, "revived": 1, "to_revive_value": 1000, "revived_value": 500},
        {"due": 400, "collected": 300, "received": 350, "costs": 50},
    )
    assert (measures.idle_rate_by_count_bps, measures.idle_rate_by_value_bps) == (2_500, 3_333)
    assert measures.average_idle_days == Decimal("190.2")
    assert (measures.overdue_plan_count, measures.relapse_count) == (2, 1)
    assert (measures.revitalisation_by_count_bps, measures.revitalisation_by_value_bps) == (2_500, 5_000)
    assert measures.revitalisation_blended_bps == 3_750
    assert (measures.collection_rate_bps, measures.yield_bps) == (7_500, 3_000)
