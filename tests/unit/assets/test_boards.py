"""Which regions a board shows below."""

from datetime import date
from typing import Any

import pytest

from chassis.region import in_force

DAY = date(2020, 8, 5)


@pytest.mark.parametrize(
    ("region", "shown"),
    [
        ({}, True),
        ({"valid_from": date(2020, 8, 5)}, True),
        ({"valid_from": date(2020, 8, 6)}, False),
        ({"valid_to": date(2020, 8, 5)}, True),
        ({"valid_to": date(2020, 8, 4)}, False),
        ({"valid_to": date(2020, 12, 31), "successor_ids": ["x"]}, True),
        ({"successor_ids": ["x"]}, False),
    ],
)
def test_a_region_is_shown_on_the_days_it_stood(region: dict[str, Any], shown: bool) -> None:
    assert in_force({"valid_from": None, "valid_to": None, "successor_ids": []} | region, DAY) is shown
