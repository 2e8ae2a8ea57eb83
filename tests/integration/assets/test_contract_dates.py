"""Contracts begin, are watched and end by their dates; alerts and the asset follow."""

from datetime import date, timedelta
from typing import Any

import pytest

from published.operations import ContractExpiredV1, ContractExpiringV1
from services.assets.jobs import JOBS
from services.assets.operation.jobs import begin_contracts, expire_contracts
from tests.integration.assets.scene import Scene
from tests.integration.assets.village import Village, told_of

DAY = timedelta(days=1)
FIRST, LAST = date(2020, 9, 1), date(2020, 11, 30)
WATCHED = date(2020, 10, 31)
HISTORY = "query($id: ID!) { asset(id: $id) { history { axis fromState toState effectiveOn actor { subject } } } }"
OWN = (expire_contracts, begin_contracts)


def test_the_ends_of_contracts_come_before_the_beginnings() -> None:
    places = [JOBS.index(job) for job in OWN]
    assert places == sorted(places)


@pytest.fixture
def ahead(village: Village) -> tuple[str, str]:
    """An asset and a contract over it that was signed the day before its first."""
    village.scene.assets.set_today(FIRST - DAY)
    asset = village.asset()
    return asset, village.sign(asset)["id"]


def state(village: Village, contract: str) -> tuple[str, str]:
    row = village.row("operation_contract", contract)
    return row["state"], row["state_since"]


def operation(village: Village, asset: str) -> list[tuple[str, str]]:
    changes = village.scene.ask(HISTORY, id=asset)["asset"]["history"]
    return [(change["toState"], change["effectiveOn"]) for change in changes if change["axis"] == "operation"]


@pytest.mark.rule("A-27")
def test_a_contract_runs_by_its_dates(village: Village, ahead: tuple[str, str]) -> None:
    asset, contract = ahead
    assert state(village, contract) == ("SIGNED", "2020-08-31")
    village.live(FIRST, jobs=OWN)
    assert state(village, contract) == ("ACTIVE", "2020-09-01")
    assert village.axes(asset) == ("CONTRACTED", "IN_USE", "IN_SERVICE")
    village.live(WATCHED - DAY, jobs=OWN)
    assert state(village, contract)[0] == "ACTIVE"
    village.live(WATCHED, jobs=OWN)
    assert state(village, contract) == ("EXPIRING", "2020-10-31")
    village.live(LAST, jobs=OWN)
    assert state(village, contract)[0] == "EXPIRING"
    village.live(LAST + DAY, jobs=OWN)
    assert state(village, contract) == ("EXPIRED", "2020-12-01")
    assert village.axes(asset) == ("EXPIRED", "IN_USE", "IN_SERVICE")
    assert operation(village, asset)[1:] == [
        ("CONTRACTED", "2020-09-01"),
        ("EXPIRING", "2020-10-31"),
        ("EXPIRED", "2020-12-01"),
    ]


def test_alerts_say_why_and_follow_the_contract(village: Village, ahead: tuple[str, str]) -> None:
    _, contract = ahead
    village.live(FIRST, WATCHED, jobs=OWN)
    soon = village.alerts("CONTRACT_EXPIRING")[contract]
    assert (soon["state"], soon["value"], soon["verdict"]["rule_id"]) == ("OPEN", 4_800_000, "A-27")
    assert "2020-11-30" in soon["verdict"]["message"]
    village.live(LAST + DAY, jobs=OWN)
    assert village.alerts("CONTRACT_EXPIRING")[contract]["state"] == "RESOLVED"
    over = village.alerts("CONTRACT_EXPIRED")[contract]
    assert (over["state"], over["since"]) == ("OPEN", date(2020, 12, 1))


def test_its_ends_are_told(village: Village, ahead: tuple[str, str]) -> None:
    _, contract = ahead
    village.live(FIRST, WATCHED, LAST + DAY, jobs=OWN)
    for model, told_state, version in ((ContractExpiringV1, "EXPIRING", 3), (ContractExpiredV1, "EXPIRED", 4)):
        (told,) = [each for each in told_of(model, village.scene.assets.told()) if str(each.contract.id) == contract]
        assert (told.contract.state, told.contract.version) == (told_state, version)


def test_a_renewal_takes_the_alert_away_and_goes_on_at_once(village: Village, ahead: tuple[str, str]) -> None:
    asset, contract = ahead
    village.live(FIRST, WATCHED, jobs=OWN)
    renewal = village.sign(asset, startsOn="2020-12-01", endsOn="2021-11-30")
    assert renewal["state"] == "SIGNED"
    assert village.alerts("CONTRACT_EXPIRING")[contract]["state"] == "RESOLVED"
    village.live(LAST + DAY, jobs=OWN)
    assert contract not in village.alerts("CONTRACT_EXPIRED")
    assert state(village, contract)[0] == "EXPIRED"
    assert state(village, renewal["id"]) == ("ACTIVE", "2020-12-01")
    assert village.axes(asset)[0] == "CONTRACTED"


def test_a_renewal_signed_early_needs_no_alert(village: Village, ahead: tuple[str, str]) -> None:
    asset, contract = ahead
    village.live(FIRST, jobs=OWN)
    village.sign(asset, startsOn="2020-12-01", endsOn="2021-11-30")
    village.live(WATCHED, jobs=OWN)
    assert state(village, contract)[0] == "EXPIRING"
    assert contract not in village.alerts("CONTRACT_EXPIRING")


def test_a_new_contract_takes_the_alert_of_the_ended_one_away(village: Village, ahead: tuple[str, str]) -> None:
    asset, contract = ahead
    village.live(FIRST, LAST + DAY, jobs=OWN)
    assert village.alerts("CONTRACT_EXPIRED")[contract]["state"] == "OPEN"
    village.sign(asset, startsOn="2020-12-01", endsOn="2021-11-30")
    assert village.alerts("CONTRACT_EXPIRED")[contract]["state"] == "RESOLVED"
    assert village.axes(asset)[0] == "CONTRACTED"


def test_signed_on_the_day_it_follows_before_the_jobs_ran(village: Village, ahead: tuple[str, str]) -> None:
    asset, contract = ahead
    village.live(FIRST, jobs=OWN)
    village.scene.assets.set_today(LAST + DAY)
    successor = village.sign(asset, startsOn="2020-12-01", endsOn="2021-11-30")
    assert successor["state"] == "SIGNED"
    village.live(LAST + DAY, jobs=OWN)
    assert (state(village, contract)[0], state(village, successor["id"])[0]) == ("EXPIRED", "ACTIVE")


def test_days_that_were_missed_leave_the_same_dates(village: Village, ahead: tuple[str, str]) -> None:
    """Only the last day is worked off: a contract that came in late, or a job that is new."""
    asset, contract = ahead
    village.live(FIRST, date(2021, 2, 1), jobs=OWN)
    assert state(village, contract) == ("EXPIRED", "2020-12-01")
    assert operation(village, asset)[-1] == ("EXPIRED", "2020-12-01")


def test_a_contract_shorter_than_the_watch_is_watched_from_its_first_day(village: Village) -> None:
    village.scene.assets.set_today(FIRST)
    contract = village.sign(endsOn="2020-09-20")
    assert contract["state"] == "ACTIVE"
    village.live(date(2020, 9, 2), jobs=OWN)
    assert state(village, contract["id"]) == ("EXPIRING", "2020-09-01")


def test_a_day_worked_off_again_changes_nothing(village: Village, scene: Scene, ahead: tuple[str, str]) -> None:
    village.live(FIRST, WATCHED, jobs=OWN)
    before = scene.assets.rows("SELECT count(*) FROM journal")
    village.live(WATCHED, jobs=OWN)
    assert scene.assets.rows("SELECT count(*) FROM journal") == before


def test_the_system_acts_by_name(village: Village, ahead: tuple[str, str]) -> None:
    asset, _ = ahead
    village.live(FIRST, jobs=OWN)
    changes: Any = village.scene.ask(HISTORY, id=asset)["asset"]["history"]
    assert changes[-1]["actor"]["subject"] == "system:contracts.begin"
