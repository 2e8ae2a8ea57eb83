"""Who had one hand in a case does not lend the other."""

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.assets.idle_scene import CHECKED_ON, MANAGER, OFFICE, IdleScene
from tests.integration.assets.scene import COUNTY, Scene

BOTH = [{"role": role, "region": COUNTY} for role in ("COUNTY_ASSET_MANAGER", "COUNTY_OFFICE")]


@pytest.fixture(scope="module")
def idle(scene: Scene) -> IdleScene:
    return IdleScene(scene)


def holding_both_offices(idle: IdleScene, subject: str) -> str:
    """A token of somebody whose roles would allow every step of a case."""
    token: str = idle.assets.tokens.token(MANAGER, sub=subject, grants=BOTH)
    return token


def test_who_made_the_plan_does_not_review_it(idle: IdleScene) -> None:
    case = idle.planned()
    given: dict[str, Any] = {"decision": "PASS", "reviewedOn": str(CHECKED_ON)}
    error = idle.refused("ReviewIdleCase", case, token=holding_both_offices(idle, MANAGER), **given)
    assert error["code"] == "FORBIDDEN"
    assert "其他有权限的人员" in error["message"]
    assert (
        idle.done("ReviewIdleCase", case, token=holding_both_offices(idle, "another"), **given)["state"] == "APPROVED"
    )


@pytest.mark.parametrize("hand", ["planner", "executor", "who_began_the_trial"])
def test_who_planned_or_carried_it_out_does_not_strike_it_off(idle: IdleScene, hand: str) -> None:
    tokens = {
        each: holding_both_offices(idle, each) for each in ("planner", "executor", "who_began_the_trial", "other")
    }
    case = idle.confirmed()
    idle.done("PlanIdleCase", case, token=tokens["planner"], **idle.plan(mode="REPURPOSE", summary="改建为便民服务点"))
    idle.done("ReviewIdleCase", case, OFFICE, decision="PASS", reviewedOn=str(CHECKED_ON))
    idle.done("ExecuteIdleCase", case, token=tokens["executor"], startedOn=str(CHECKED_ON))
    idle.done("StartTrial", case, token=tokens["who_began_the_trial"], startedOn=str(CHECKED_ON))
    end = CHECKED_ON + timedelta(days=90)
    idle.assets.set_today(end)
    given: dict[str, Any] = {"verifiedOn": str(end), "finding": "在用", "photoIds": [idle.photo(OFFICE)]}
    assert idle.refused("StrikeOffIdleCase", case, token=tokens[hand], **given)["code"] == "FORBIDDEN"
    assert idle.done("StrikeOffIdleCase", case, token=tokens["other"], **given)["state"] == "REVITALISED"
    idle.assets.set_today(CHECKED_ON)
