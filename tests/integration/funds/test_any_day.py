"""What the books say of a day, as known at its end, is what they said on that day, whatever is recorded later."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from published.money import Fen, format_yuan
from tests.integration.funds.books import summary
from tests.integration.funds.claiming import FINANCE, OFFICE, UPLOADED, Claim, Works, built
from tests.integration.funds.scene import COUNTY, PREFECTURE, Scene, allocated, bound

START, DAYS = date(2020, 4, 1), 14
AMOUNTS = ("receivedAmount", "issuedAmount", "boundAmount", "paidAmount", "retainedAmount", "availableAmount")
ADVANCE = UPLOADED[1:4] + UPLOADED[6:9]
SCOPES = ("ALL_SOURCES", "UPPER_LEVELS", "OWN_BUDGET")


@dataclass
class Diary:
    """What was done on each day, some of it dated back, and what the books said at its end."""

    scene: Scene
    chance: Random
    works: list[Works] = field(default_factory=list)
    said: dict[date, dict[tuple[str, str], Any]] = field(default_factory=dict)
    ended: dict[date, str] = field(default_factory=dict)

    def live(self, day: date) -> None:
        self.scene.funds.set_today(day)
        for _ in range(self.chance.randint(0, 2)):
            self.chance.choice((self.found, self.bind_more, self.pay))(day)
        self.scene.seal()
        self.said[day] = self.ask(day)
        self.ended[day] = summary(self.scene)["knownAt"]

    def ask(self, day: date, **when: Any) -> dict[tuple[str, str], Any]:
        asked = [(code, scope) for code in (COUNTY, PREFECTURE) for scope in SCOPES]
        return {each: sums(summary(self.scene, *each, asOf=day.isoformat(), **when)) for each in asked}

    def found(self, day: date) -> None:
        self.works.append(built(self.scene, "3000.00", "1000.00"))

    def bind_more(self, day: date) -> None:
        back = day - timedelta(days=self.chance.randint(0, 5))
        pot = allocated(self.scene, "50.00", issuedOn=max(back, date(2020, 1, 9)).isoformat())["id"]
        bound(self.scene, self.scene.project(), pot, "20.00", boundOn=back.isoformat())

    def pay(self, day: date) -> None:
        if not self.works:
            return
        works = self.chance.choice(self.works)
        amount = format_yuan(Fen(self.chance.randint(100, 9_000)))
        retention = {"shareBps": self.chance.randint(1, 300), "dueOn": "2021-04-01"}
        claim = works.draft(first=amount, second=None, stage="ADVANCE", retention=retention)
        approve(claim.attach(*ADVANCE), day.isoformat()).pay(day.isoformat())


def approve(claim: Claim, on: str) -> Claim:
    return claim.submit(on).review(OFFICE, on).review(FINANCE, on)


def sums(found: Any) -> list[str]:
    return [found[name] for name in AMOUNTS]


@pytest.fixture(scope="module")
def diary(scene: Scene) -> Diary:
    written = Diary(scene, Random(652822))  # noqa: S311 - not a secret
    for place in range(DAYS):
        written.live(START + timedelta(days=place))
    return written


def test_every_day_as_it_was_known_at_its_end(diary: Diary) -> None:
    for day, said in diary.said.items():
        assert diary.ask(day, knownAt=diary.ended[day]) == said, day


def test_what_was_dated_back_shows_on_its_day_now(diary: Diary) -> None:
    changed = [day for day, said in diary.said.items() if diary.ask(day) != said]
    assert changed, "nothing was dated back, which shows little"


def test_no_book_is_below_zero_on_any_day(diary: Diary) -> None:
    for day in diary.said:
        for amounts in diary.ask(day).values():
            assert not any(amount.startswith("-") for amount in amounts), (day, amounts)


def test_paid_and_held_back_come_from_claims(diary: Diary) -> None:
    county = diary.ask(START + timedelta(days=DAYS - 1))[COUNTY, "ALL_SOURCES"]
    paid = "SELECT coalesce(sum(amount), 0), (SELECT coalesce(sum(amount), 0) FROM retention) FROM payment"
    ((amount, retained),) = diary.scene.funds.rows(paid)
    assert (county[3], county[4]) == (format_yuan(Fen(int(amount))), format_yuan(Fen(int(retained))))
    assert amount > 0
