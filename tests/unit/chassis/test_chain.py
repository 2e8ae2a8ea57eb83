from datetime import UTC, datetime, timedelta, timezone

import pytest

from chassis.chain import START, link

SEALED_AT = datetime(2020, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
ROW = {"id": "7", "action": "project.approve", "reason": None}


def test_a_link_depends_on_everything_it_covers() -> None:
    links = {
        link(START, 1, SEALED_AT, ROW),
        link(b"\1" * 32, 1, SEALED_AT, ROW),
        link(START, 2, SEALED_AT, ROW),
        link(START, 1, SEALED_AT + timedelta(microseconds=1), ROW),
        link(START, 1, SEALED_AT, ROW | {"action": "project.approve "}),
        link(START, 1, SEALED_AT, ROW | {"reason": ""}),
        link(START, 1, SEALED_AT, {"id": "7project.approve"}),
    }
    assert len(links) == 7
    assert {len(each) for each in links} == {32}


@pytest.mark.parametrize("row", [ROW | {"added_later": None}, dict(reversed(ROW.items()))])
def test_a_link_does_not_depend_on_order_or_on_columns_that_are_null(row: dict[str, str | None]) -> None:
    assert link(START, 1, SEALED_AT, row) == link(START, 1, SEALED_AT, ROW)


def test_the_same_moment_in_another_zone_is_the_same_link() -> None:
    shanghai = SEALED_AT.astimezone(timezone(timedelta(hours=8)))
    assert link(START, 1, shanghai, ROW) == link(START, 1, SEALED_AT, ROW)
