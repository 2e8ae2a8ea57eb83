"""Money bound by source stays within what the project plans of that source, as it told last."""

from typing import Any
from uuid import UUID

import pytest

from published.fund_terms import FundLevel
from published.money import Fen
from published.projects import ProjectModifiedV1, SourceAmount
from tests.integration.funds.scene import (
    MEETING,
    PREFECTURE,
    Scene,
    allocated,
    approved,
    binding,
    bound,
    project_snapshot,
    received,
)

BIND, FINANCE = "BindProjectFunding", "county_finance"
OWN = [{"categoryCode": "DEVELOPMENT", "level": "PREFECTURE", "amount": "500.00"}]


def planned(scene: Scene, **yuan: int) -> str:
    """An approved project that plans DEVELOPMENT money by level, in whole yuan."""
    project = scene.project()
    told = approved(UUID(project), version=3)
    scene.funds.deliver(told.model_copy(update={"project": told.project.model_copy(update=plan(**yuan))}))
    return project


def plan(**yuan: int) -> dict[str, Any]:
    sources = (("DEVELOPMENT", FundLevel(level), Fen(amount * 100)) for level, amount in yuan.items())
    return {
        "planned_funding": tuple(
            SourceAmount(fund_category_code=code, level=level, amount=amount) for code, level, amount in sources
        )
    }


def modified(project: str, version: int, **yuan: int) -> ProjectModifiedV1:
    snapshot = project_snapshot(UUID(project), version=version, approval=MEETING, entered=MEETING.held_on)
    told = snapshot.model_copy(update=plan(**yuan))
    return ProjectModifiedV1(project=told, kinds=(), amount_change=Fen(0), modified_bps=0)


@pytest.fixture
def pots(scene: Scene) -> tuple[str, str]:
    """500 yuan of central money and 500 of the prefecture's own."""
    return allocated(scene, "500.00")["id"], allocated(scene, "500.00", lines=OWN)["id"]


def test_two_sources_are_bound_each_within_its_plan(scene: Scene, pots: tuple[str, str]) -> None:
    project = planned(scene, CENTRAL=300, PREFECTURE=100)
    assert bound(scene, project, pots[0], "300.00")["state"] == "CONFIRMED"
    own = bound(scene, project, pots[1], "100.00")
    assert own["project"] == {"boundAmount": "400.00"}


def test_the_second_source_comes_from_the_prefectures_own_budget(scene: Scene) -> None:
    document = received(scene, lines=OWN)
    given = {"lineId": document["lines"][0]["id"], "regionCode": "652822", "amount": "200.00", "issuedOn": "2020-01-09"}
    pot = scene.do("IssueAllocation", given, "prefecture_finance")["allocation"]["id"]
    rows = "SELECT level, own_budget, issuer_region_code FROM allocation WHERE id = %(id)s"
    assert scene.funds.rows(rows, {"id": pot}) == [("PREFECTURE", True, PREFECTURE)]
    assert bound(scene, scene.project(), pot, "200.00")["amount"] == "200.00"


@pytest.mark.parametrize(("first", "second"), [("300.01", None), ("299.99", "0.02")])
def test_more_than_the_plan_of_a_source(scene: Scene, pots: tuple[str, str], first: str, second: str | None) -> None:
    project = planned(scene, CENTRAL=300, PREFECTURE=100)
    if second:
        bound(scene, project, pots[0], first)
    error = scene.refused(BIND, binding(project, pots[0], second or first), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "amount"])
    assert "项目计划资金" in error["message"]


def test_a_source_that_is_not_planned(scene: Scene, pots: tuple[str, str]) -> None:
    project = planned(scene, CENTRAL=300)
    error = scene.refused(BIND, binding(project, pots[1], "1.00"), FINANCE)["error"]
    assert (error["code"], "可用0.00元" in error["message"]) == ("BALANCE_EXCEEDED", True)


def test_a_modified_plan_binds_from_then_on(scene: Scene, pots: tuple[str, str]) -> None:
    project = planned(scene, CENTRAL=300, PREFECTURE=100)
    bound(scene, project, pots[1], "95.00")
    scene.funds.deliver(modified(project, 4, CENTRAL=300, PREFECTURE=90))
    assert scene.refused(BIND, binding(project, pots[1], "0.01"), FINANCE)["error"]["code"] == "BALANCE_EXCEEDED"
    scene.funds.deliver(modified(project, 5, CENTRAL=300, PREFECTURE=120))
    assert bound(scene, project, pots[1], "25.00")["amount"] == "25.00"


def test_money_whose_level_nobody_knows_is_not_held_against_a_plan(scene: Scene) -> None:
    row = {"regionCode": "652822", "fiscalYear": 2020, "categoryCode": "DEVELOPMENT", "ownBudget": False}
    given = {"source": "历史分配", "allocations": [row | {"amount": "50.00"}]}
    pot = scene.do("ImportFundHistory", given, "platform_operator")["allocations"][0]["id"]
    assert bound(scene, planned(scene, CENTRAL=1), pot, "50.00")["amount"] == "50.00"


def test_a_project_without_a_plan_is_bound_as_before(scene: Scene, pots: tuple[str, str]) -> None:
    project = scene.project()
    assert bound(scene, project, pots[0], "500.00")["amount"] == "500.00"
