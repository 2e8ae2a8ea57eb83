"""An idle case from the first signal to the end of the relapse watch."""

from datetime import timedelta

import pytest

from tests.integration.assets.idle_scene import CHECKED_ON, MANAGER, OFFICE, IdleScene
from tests.integration.assets.scene import Scene


@pytest.fixture(scope="module")
def idle(scene: Scene) -> IdleScene:
    return IdleScene(scene)


def test_an_asset_is_suspected_found_planned_revived_and_struck_off(idle: IdleScene) -> None:
    case = idle.struck_off()
    shown = idle.case(case)
    path = ["SUSPECTED", "CONFIRMED", "PLANNED", "APPROVED", "EXECUTING", "TRIAL", "REVITALISED"]
    assert [change["toState"] for change in shown["history"]] == path
    assert {change["axis"] for change in shown["history"]} == {None}
    actors = [change["actor"]["subject"] for change in shown["history"]]
    assert actors == ["system:idle.detect", MANAGER, MANAGER, OFFICE, MANAGER, MANAGER, OFFICE]
    assert shown["asset"]["state"]["utilisation"] == "IN_USE"
    assert shown["trialEndsOn"] == str(CHECKED_ON + timedelta(days=90)) == shown["struckOffOn"]
    assert shown["relapseWatchEndsOn"] == str(CHECKED_ON + timedelta(days=90 + 365))
    assert shown["idleDays"] == 180 + 10 + 90
    assert shown["whatBlocks"] == []
