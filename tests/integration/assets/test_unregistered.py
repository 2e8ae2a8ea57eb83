"""An accepted project of which no asset is registered asks for attention until one is."""

from typing import Any
from uuid import UUID

import pytest

from chassis.tables import new_id
from tests.integration.assets.scene import COUNTY, VILLAGE, Scene, accepted_event, approved_event
from tests.journeys.operations import document


def alerts(scene: Scene, project: UUID, persona: str = "county_asset_manager") -> list[Any]:
    own = scene.assets.own_part(document("AssetsToRegister"))
    nodes = scene.ask(own, persona, region=COUNTY)["assetAlerts"]["nodes"]
    return [node for node in nodes if node["project"]["id"] == str(project)]


@pytest.mark.rule("A-01")
def test_acceptance_asks_and_registration_answers(scene: Scene) -> None:
    project = scene.project()
    (alert,) = alerts(scene, project)
    assert (alert["kind"], alert["state"], alert["raisedOn"]) == ("ASSET_UNREGISTERED", "OPEN", "2020-08-05")
    verdict = alert["verdict"]
    assert (verdict["ruleId"], verdict["kind"], verdict["outcome"]) == ("A-01", "ALERT", "WARN")
    assert (verdict["measured"], verdict["required"]) == ("0项", "至少1项")
    assert verdict["citation"]["documentNumber"]["text"] == "新扶贫领字〔2018〕76号"
    scene.register(projectId=project)
    assert alerts(scene, project) == []


def test_told_twice_or_late_it_asks_once(scene: Scene) -> None:
    project, event_id = new_id(), new_id()
    for _ in range(2):
        scene.assets.deliver(accepted_event(VILLAGE, id=project), event_id=event_id)
    scene.assets.deliver(accepted_event(VILLAGE, id=project))
    scene.assets.deliver(approved_event(VILLAGE, id=project))
    assert len(alerts(scene, project)) == 1
    assert scene.register(projectId=project)
    scene.assets.deliver(accepted_event(VILLAGE, id=project, version=4))
    assert alerts(scene, project) == []


def test_a_refused_registration_leaves_the_alert(scene: Scene) -> None:
    project = scene.project()
    scene.refused(scene.registration(projectId=project, owners=[]))
    assert len(alerts(scene, project)) == 1


@pytest.mark.parametrize("amount", ["500.00", "499.99"])
def test_no_more_is_registered_than_was_accepted(scene: Scene, amount: str) -> None:
    project = scene.project(amount="500.00")
    money = scene.funding(project, "800.00")
    fundings = [{"projectFundingId": str(money), "amount": amount}]
    more = [{"projectFundingId": str(money), "amount": "500.01"}]
    error = scene.refused(scene.registration(projectId=project, fundings=more))
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "fundings"])
    assert "500.00" in error["message"]
    scene.register(projectId=project, fundings=fundings)
    again = [{"projectFundingId": str(money), "amount": "0.02"}]
    assert scene.refused(scene.registration(projectId=project, fundings=again))["code"] == "BALANCE_EXCEEDED"
