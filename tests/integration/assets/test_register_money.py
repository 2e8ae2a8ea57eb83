"""The money of a registration: no more of a binding than is left of it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chassis.tables import new_id
from tests.integration.assets.scene import (
    Scene,
)


def money(scene: Scene, amount: str) -> tuple[Any, Any]:
    project = scene.project()
    return project, scene.funding(project, amount)


def test_an_asset_is_made_of_no_more_than_the_binding_holds(scene: Scene) -> None:
    project, binding = money(scene, "1000.00")
    given = {"projectFundingId": str(binding)}
    error = scene.refused(scene.registration(projectId=project, fundings=[given | {"amount": "1000.01"}]))
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "fundings", "0", "amount"])
    scene.register(projectId=project, fundings=[given | {"amount": "600.00"}])
    error = scene.refused(scene.registration(projectId=project, fundings=[given | {"amount": "400.01"}]))
    assert error["code"] == "BALANCE_EXCEEDED"
    assert "400.00" in error["message"]
    scene.register(projectId=project, fundings=[given | {"amount": "400.00"}])
    error = scene.refused(scene.registration(projectId=project, fundings=[given | {"amount": "0.01"}]))
    assert "尚可使用0.00元" in error["message"]


def test_money_is_bound_to_the_project(scene: Scene) -> None:
    _, binding = money(scene, "1000.00")
    given = scene.registration(fundings=[{"projectFundingId": str(binding), "amount": "1.00"}])
    error = scene.refused(given)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "fundings", "0", "projectFundingId"])


def test_money_is_known(scene: Scene) -> None:
    given = scene.registration(fundings=[{"projectFundingId": str(new_id()), "amount": "1.00"}])
    error = scene.refused(given)
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "fundings", "0", "projectFundingId"])


def test_a_binding_is_named_once(scene: Scene) -> None:
    project, binding = money(scene, "1000.00")
    given = [{"projectFundingId": str(binding), "amount": "1.00"}] * 2
    error = scene.refused(scene.registration(projectId=project, fundings=given))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "fundings"])


def test_two_who_reach_for_the_same_money_get_it_once(scene: Scene) -> None:
    project, binding = money(scene, "1000.00")
    given = scene.registration(
        projectId=project, fundings=[{"projectFundingId": str(binding), "amount": "600.00"}], otherFundings=[]
    )
    with ThreadPoolExecutor(4) as clerks:
        payloads = list(clerks.map(lambda _: scene.attempt(given), range(4)))
    assert sorted(error["code"] for payload in payloads for error in payload["errors"]) == ["BALANCE_EXCEEDED"] * 3
    used = scene.assets.rows(
        "SELECT sum(amount) FROM asset_funding WHERE project_funding_id = %(id)s", {"id": str(binding)}
    )
    assert used == [(60_000,)]
