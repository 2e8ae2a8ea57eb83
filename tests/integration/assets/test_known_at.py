"""What was known of assets at a moment: boards, lists and single assets say today what they said then."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from published.asset_terms import TitleState, UtilisationState
from services.assets.asset.states import TITLE, UTILISATION
from tests.integration.assets.scene import COUNTY, VILLAGE, Scene

ASKED = """query($region: RegionCode!, $on: Date, $known: DateTime, $id: ID!) {
  assetBoard(regionCode: $region, asOf: $on, knownAt: $known, since: "2020-08-01") { count originalValue netValue
    groupBy(by: [UTILISATION, TITLE]) { keys count netValue countChange netValueChange }
    byMoney: groupBy(by: FUND_CATEGORY) { keys count netValue }
    idleRateByCountBps relapseCount children { count netValue } }
  assets(first: 50, asOf: $on, knownAt: $known, where: {region: {under: $region}}) {
    nodes { id state(asOf: $on, knownAt: $known) { title utilisation netValue } }
    totalCount { count } aggregate { count originalValue netValue } }
  asset(id: $id) { state(asOf: $on, knownAt: $known) { title operation utilisation lifecycle netValue idleDays } } }"""


def asked(scene: Scene, asset: str, on: str, known: Any = None, region: str = VILLAGE) -> Any:
    moment = known.isoformat() if known else None
    return scene.ask(ASKED, region=region, on=on, known=moment, id=asset)


def test_every_day_as_it_was_known_after_each_step(scene: Scene) -> None:
    """Whatever is recorded later about days that have passed, what was known after each step stays what it was."""
    asset = scene.register(inServiceOn="2020-08-10", usefulLifeMonths=120)
    days = [str(date(2020, 8, 1) + timedelta(days=step * 13)) for step in range(12)]
    seen = [(scene.seal(), [asked(scene, asset, day) for day in days])]
    steps = [
        lambda: scene.move(asset, TITLE, TitleState.CONFIRMED, date(2020, 8, 18)),
        lambda: scene.move(asset, UTILISATION, UtilisationState.SUSPECT, date(2020, 10, 1)),
        lambda: scene.register(formedOn="2020-08-20"),
        lambda: scene.move(asset, UTILISATION, UtilisationState.IDLE, date(2020, 10, 1)),
        lambda: scene.move(asset, TITLE, TitleState.HANDED_OVER, date(2020, 8, 19)),
    ]
    for step in steps:
        step()
        seen.append((scene.seal(), [asked(scene, asset, day) for day in days]))
    for moment, answers in seen:
        assert [asked(scene, asset, day, moment) for day in days] == answers
    assert len({str(answers) for _, answers in seen}) == len(seen)


def test_nothing_was_known_before_anything_was_recorded(scene: Scene) -> None:
    asset = scene.register()
    scene.seal()
    then = asked(scene, asset, "2020-12-31", datetime(2020, 1, 1, tzinfo=UTC), COUNTY)
    assert then["assetBoard"]["count"] == then["assets"]["totalCount"]["count"] == 0
    assert then["assetBoard"]["groupBy"] == then["assetBoard"]["byMoney"] == []
    assert then["asset"]["state"]["title"] == "UNREGISTERED"
    assert then["asset"]["state"]["netValue"] == "0.00"


def test_what_is_not_sealed_yet_is_known_only_without_a_moment(scene: Scene) -> None:
    scene.seal()
    asset = scene.register()
    moment = "2999-01-01T00:00:00+08:00"
    found = scene.ask(ASKED, region=VILLAGE, on=None, known=moment, id=asset)
    assert asset not in {node["id"] for node in found["assets"]["nodes"]}
    assert asset in {node["id"] for node in asked(scene, asset, "2020-12-31")["assets"]["nodes"]}
    scene.seal()
    found = scene.ask(ASKED, region=VILLAGE, on=None, known=moment, id=asset)
    assert asset in {node["id"] for node in found["assets"]["nodes"]}


@pytest.mark.parametrize("moment", ["gestern", "2020-12-31T23:59:59"])
def test_no_moment_or_one_without_offset(scene: Scene, moment: str) -> None:
    document = "query($known: DateTime) { assets(first: 1, knownAt: $known) { totalCount { count } } }"
    data, codes = scene.codes_refused(document, known=moment)
    assert (data, codes) == ({"assets": None}, ["INVALID_INPUT"])
