"""An undated import counts from its first use if that comes before its year ends: no book goes below zero."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.integration.funds.books import summary
from tests.integration.funds.scene import COUNTY, PREFECTURE, Scene, bound

YEAR = 2020
FIRST_USE, DAY_BEFORE, YEAR_END = "2020-03-26", "2020-03-25", "2020-12-31"
AMOUNTS = ("receivedAmount", "issuedAmount", "boundAmount", "availableAmount")


@pytest.fixture(scope="module")
def known_before(scene: Scene) -> str:
    """Money imported without a date, then bound in March; the moment between the two."""
    line = {"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "500.00"}
    document = {
        "title": "历史指标",
        "regionCode": PREFECTURE,
        "fiscalYear": YEAR,
        "tranche": "REGULAR",
        "lines": [line],
    }
    row = {"regionCode": COUNTY, "fiscalYear": YEAR, "categoryCode": "DEVELOPMENT", "ownBudget": False}
    given = {"source": "历史", "indicatorDocuments": [document], "allocations": [row | {"amount": "300.00"}]}
    pot = scene.do("ImportFundHistory", given, "platform_operator")["allocations"][0]["id"]
    scene.seal()
    moment = datetime.now(UTC).isoformat()
    project = scene.project()
    bound(scene, project, pot, "120.00", boundOn=FIRST_USE)
    scene.seal()
    return moment


def book(scene: Scene, code: str, day: str, **when: Any) -> list[str]:
    found = summary(scene, code, year=YEAR, asOf=day, **when)
    return [found[name] for name in AMOUNTS]


@pytest.mark.parametrize(
    ("code", "day", "amounts"),
    [
        (COUNTY, DAY_BEFORE, ["0.00", "0.00", "0.00", "0.00"]),
        (COUNTY, FIRST_USE, ["300.00", "0.00", "120.00", "180.00"]),
        (COUNTY, YEAR_END, ["300.00", "0.00", "120.00", "180.00"]),
        (PREFECTURE, DAY_BEFORE, ["0.00", "0.00", "0.00", "0.00"]),
        (PREFECTURE, FIRST_USE, ["500.00", "300.00", "0.00", "200.00"]),
        (PREFECTURE, YEAR_END, ["500.00", "300.00", "0.00", "200.00"]),
    ],
)
def test_both_books_on_a_day(scene: Scene, known_before: str, code: str, day: str, amounts: list[str]) -> None:
    assert book(scene, code, day) == amounts


@pytest.mark.parametrize("code", [COUNTY, PREFECTURE])
def test_what_was_known_before_the_use_stays(scene: Scene, known_before: str, code: str) -> None:
    assert book(scene, code, FIRST_USE, knownAt=known_before) == ["0.00", "0.00", "0.00", "0.00"]
    received = {COUNTY: "300.00", PREFECTURE: "500.00"}[code]
    assert book(scene, code, YEAR_END, knownAt=known_before)[0] == received
