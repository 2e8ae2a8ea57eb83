"""Any day as it was: the boards asked for a past day, as known at its end, equal those written down on that day."""

from datetime import date, timedelta

import pytest

from tests.journeys.story.diary import Diary, end_of, shown
from tests.journeys.story.thread import Told


@pytest.fixture(scope="module")
def days(told: Told, diary: Diary) -> Diary:
    told.complete()
    return diary


def test_every_recorded_day_is_shown_as_it_was(told: Told, days: Diary) -> None:
    for day, then in days.days.items():
        assert shown(told.story, asOf=day.isoformat(), knownAt=end_of(day)) == then, day
    assert len(days.days) > 40


def test_a_day_on_which_nothing_was_done_is_like_the_one_before(told: Told, days: Diary) -> None:
    """Every day of the thread up to the end of the first contract, when the scheduler begins to act by itself."""
    day, last, then = min(days.days), date(2020, 10, 31), days.days[min(days.days)]
    while day <= last:
        then = days.days.get(day, then)
        assert shown(told.story, asOf=day.isoformat(), knownAt=end_of(day)) == then, day
        day += timedelta(days=1)


def test_the_boards_moved(days: Diary) -> None:
    """The comparison means something: money and assets are not the same on all days."""
    bound = {then["all"]["boundAmount"] for then in days.days.values()}
    paid = {then["all"]["paidAmount"] for then in days.days.values()}
    counts = {then["assetBoard"]["count"] for then in days.days.values()}
    assert {"0.00", "1000000.00"} <= bound
    assert {"0.00", "956032.00"} <= paid
    assert counts == {0, 1}


def test_a_fact_recorded_later_changes_the_day_but_not_what_was_known_then(told: Told, days: Diary) -> None:
    """Money issued on 1 June 2020 that is recorded only now."""
    story, day = told.story, date(2020, 6, 30)
    then = shown(story, asOf=day.isoformat(), knownAt=end_of(day))
    given = {
        "lineId": story.ids["line-prefecture"],
        "regionCode": "652822",
        "amount": "1000.00",
        "issuedOn": "2020-06-01",
        "documentNumber": {"issuerCode": "巴财扶", "year": 2020, "number": 99},
        "reason": "补录",
    }
    story.do("prefecture_finance", "IssueAllocation", given)
    assert shown(story, asOf=day.isoformat(), knownAt=end_of(day)) == then
    now = shown(story, asOf=day.isoformat())
    assert _fen(now["all"]["receivedAmount"]) == _fen(then["all"]["receivedAmount"]) + 100_000


def _fen(amount: str) -> int:
    return int(amount.replace(".", ""))
