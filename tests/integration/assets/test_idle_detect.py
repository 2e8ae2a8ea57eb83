"""The scheduler finds idle assets, and says why: each of a day once, never those of households."""

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.jobs import work_off
from published.idle import IdleCaseSuspectedV1
from published.operation_terms import ContractState
from services.assets.detection.commands import report_idle
from services.assets.detection.jobs import detect_idle
from tests.integration.assets.desk import working
from tests.integration.assets.idle_scene import IN_SERVICE, SUSPECTED_ON, IdleScene
from tests.integration.assets.scene import OTHER_VILLAGE, SIBLING, VILLAGE, Scene
from tests.integration.assets.test_alerts import INBOX


@pytest.fixture
def idle(scene: Scene) -> IdleScene:
    """Every test has its own days: the clock is set back before each."""
    scene.assets.set_today(IN_SERVICE)
    return IdleScene(scene)


def day(number: int) -> date:
    """So many days after service began."""
    return IN_SERVICE + timedelta(days=number)


def alert_of(idle: IdleScene, case: str) -> Any:
    nodes = idle.scene.ask(INBOX, first=100, where={"kind": {"eq": "IDLE_SUSPECT"}})["assetAlerts"]["nodes"]
    statement = "SELECT id FROM asset_alert WHERE idle_case_id = %(id)s"
    ids = {str(row[0]) for row in idle.assets.rows(statement, {"id": case})}
    return next(node for node in nodes if node["id"] in ids)


def test_half_a_year_without_use_makes_suspect_on_the_day(idle: IdleScene) -> None:
    asset = idle.shed()
    idle.detect(day(179))
    assert idle.cases_of(asset) == []
    idle.detect(day(180))
    (identifier,) = idle.cases_of(asset)
    case = idle.case(identifier)
    assert (case["state"], case["openedOn"], case["lastUsedOn"]) == ("SUSPECTED", str(day(180)), None)
    assert (case["idleDays"], case["priority"]["days"]) == (180, 180)
    assert case["asset"]["state"]["utilisation"] == "SUSPECT"
    (signal,) = case["signals"]
    assert (signal["source"], signal["observedOn"]) == ("OCCUPANCY", str(day(180)))
    verdict = signal["verdict"]
    assert (verdict["ruleId"], verdict["measured"], verdict["required"]) == ("A-12", "180天", "少于180天")
    assert (verdict["assumed"], verdict["citation"]) == (True, None)
    assert "自2020-08-10(投入使用)起已180天未见使用" in verdict["message"]
    alert = alert_of(idle, identifier)
    assert alert["verdict"]["message"] == verdict["message"]
    assert (alert["asset"]["id"], alert["raisedOn"], alert["state"]) == (asset, str(day(180)), "OPEN")
    assert alert["priority"]["days"] == 180


def test_a_day_is_worked_off_once_and_a_suspect_is_not_suspected_again(idle: IdleScene) -> None:
    asset = idle.shed()
    idle.assets.set_today(day(200))
    assert work_off(idle.assets.runtime, detect_idle, day(200))
    assert not work_off(idle.assets.runtime, detect_idle, day(200))
    version = idle.version(idle.cases_of(asset)[0])
    idle.detect(day(201))
    assert len(idle.cases_of(asset)) == 1
    assert idle.version(idle.cases_of(asset)[0]) == version


def test_days_count_from_the_end_of_the_contract(idle: IdleScene) -> None:
    asset = idle.shed()
    idle.contract(asset, day(20), day(112), ContractState.EXPIRED)
    idle.detect(day(291))
    assert idle.cases_of(asset) == []
    idle.detect(day(292))
    case = idle.case(idle.cases_of(asset)[0])
    assert case["lastUsedOn"] == str(day(112))
    signals = {signal["verdict"]["ruleId"]: signal for signal in case["signals"]}
    assert set(signals) == {"A-12", "A-04"}
    assert {signal["source"] for signal in signals.values()} == {"CONTRACT"}
    assert "(合同到期)起已180天" in signals["A-12"]["verdict"]["message"]


def test_under_a_contract_nothing_is_suspected_unless_its_incomes_stay_away(idle: IdleScene) -> None:
    asset = idle.shed()
    contract = idle.contract(asset, day(20), day(900), ContractState.ACTIVE)
    idle.income(asset, day(30), day(31), contract)
    idle.income(asset, day(120), None, contract)
    idle.detect(day(320))
    assert idle.cases_of(asset) == []
    idle.income(asset, day(320), None, contract)
    idle.detect(day(321))
    case = idle.case(idle.cases_of(asset)[0])
    (signal,) = case["signals"]
    assert (signal["source"], signal["verdict"]["ruleId"], signal["verdict"]["measured"]) == ("INCOME", "A-05", "2期")


def test_income_without_a_contract_shows_use(idle: IdleScene) -> None:
    asset = idle.shed()
    idle.income(asset, day(90), day(100))
    idle.detect(day(279))
    assert idle.cases_of(asset) == []
    idle.detect(day(280))
    assert idle.case(idle.cases_of(asset)[0])["lastUsedOn"] == str(day(100))


def test_public_assets_have_a_year_and_those_of_households_are_never_watched(idle: IdleScene) -> None:
    road, cow = idle.shed(assetClass="PUBLIC_BENEFIT"), idle.shed(assetClass="HOUSEHOLD")
    unused = idle.shed(inServiceOn=None)
    idle.detect(day(364))
    assert idle.cases_of(road) == []
    idle.detect(day(365))
    assert len(idle.cases_of(road)) == 1
    idle.detect(day(2_000))
    assert idle.cases_of(cow) == idle.cases_of(unused) == []


def test_a_dismissal_spares_the_asset_until_its_day(idle: IdleScene) -> None:
    case = idle.suspected()
    asset = idle.case(case)["asset"]["id"]
    seen, until = day(190), day(500)
    idle.done("DismissIdleCase", case, reason="冬季停牧,四月恢复", until=str(until))
    shown = idle.case(case)
    assert (shown["state"], shown["asset"]["state"]["utilisation"]) == ("DISMISSED", "IN_USE")
    assert shown["history"][-1]["reason"] == "冬季停牧,四月恢复"
    assert alert_of(idle, case)["state"] == "RESOLVED"
    idle.detect(until)
    assert idle.cases_of(asset) == [case]
    idle.detect(until + timedelta(days=1))
    _, again = idle.cases_of(asset)
    assert idle.case(again)["lastUsedOn"] == str(seen)


def test_a_further_signal_joins_the_case_once(idle: IdleScene) -> None:
    asset = idle.shed()
    idle.income(asset, day(30), None)
    idle.income(asset, day(90), None)
    idle.detect(day(91))
    (case,) = idle.cases_of(asset)
    for number in (180, 181):
        idle.detect(day(number))
    signals = idle.case(case)["signals"]
    assert [(signal["verdict"]["ruleId"], signal["observedOn"]) for signal in signals] == [
        ("A-05", str(day(91))),
        ("A-12", str(day(180))),
    ]


def test_likes_nearby_make_a_case_and_its_alert_more_urgent(idle: IdleScene) -> None:
    first = idle.shed(categoryCode="COLD_STORE", regionCode=SIBLING, at=SIBLING)
    idle.detect(day(180))
    (case,) = idle.cases_of(first)
    assert idle.case(case)["priority"]["clustering"] == "1.00"
    idle.assets.set_today(IN_SERVICE)
    idle.shed(categoryCode="COLD_STORE", regionCode=VILLAGE)
    idle.shed(categoryCode="COLD_STORE", regionCode=OTHER_VILLAGE, at=OTHER_VILLAGE)
    idle.detect(day(181))
    shown = idle.case(case)
    assert shown["priority"]["clustering"] == "1.10"
    assert alert_of(idle, case)["priority"]["clustering"] == "1.10"


def test_the_public_makes_suspect_what_is_watched(idle: IdleScene) -> None:
    asset, cow = idle.shed(), idle.shed(assetClass="HOUSEHOLD")
    idle.assets.set_today(day(30))
    for each in (asset, cow):
        with working(idle.assets) as uow:
            report_idle(uow, each, day(30))  # type: ignore[arg-type]
    assert idle.cases_of(cow) == []
    (signal,) = idle.case(idle.cases_of(asset)[0])["signals"]
    assert (signal["source"], signal["verdict"]["ruleId"], signal["verdict"]["measured"]) == ("REPORT", "A-02", "1条")


def test_a_suspicion_is_told(idle: IdleScene) -> None:
    asset = idle.shed()
    idle.detect(SUSPECTED_ON)
    (case,) = idle.cases_of(asset)
    told = [each for each in idle.assets.told() if isinstance(each, IdleCaseSuspectedV1)]
    (event,) = [each for each in told if str(each.idle_case.id) == case]
    snapshot = event.idle_case
    assert (str(snapshot.asset_id), snapshot.state, snapshot.opened_on) == (asset, "SUSPECTED", SUSPECTED_ON)
    assert (snapshot.since, snapshot.reason, snapshot.mode, snapshot.version) == (None, None, None, 1)
