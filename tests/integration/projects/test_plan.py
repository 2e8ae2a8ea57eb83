"""The annual plan of a region, read from its table."""

from typing import Any

import psycopg
import pytest

from chassis.tables import new_id
from tests.harness.subgraph import Subgraph

DOCUMENT = """query($year: Int!) { region(code: "652800") { children { code annualPlan(year: $year) {
  version year state plannedAmount region { code } } } } }"""


@pytest.fixture(scope="module")
def planned(projects: Subgraph) -> Subgraph:
    with psycopg.connect(projects.address.owner) as connection:
        connection.execute(
            "INSERT INTO annual_plan (id, version, region_id, region_code, region_path, year, state, planned_amount)"
            " SELECT %s, 1, id, code, path, 2020, 'APPROVED', 80000000 FROM region WHERE code = '652822'",
            [new_id()],
        )
    return projects


def plans(planned: Subgraph, persona: str, year: int) -> dict[str, Any]:
    answer = planned.post(DOCUMENT, {"year": year}, persona)
    assert "errors" not in answer, answer
    children = answer["data"]["region"]["children"]
    assert len(children) == 9
    return {child["code"]: child["annualPlan"] for child in children if child["annualPlan"]}


@pytest.mark.parametrize("persona", ["county_office", "prefecture_finance"])
def test_a_region_has_the_plan_of_the_year_asked_for(planned: Subgraph, persona: str) -> None:
    plan = {"version": 1, "year": 2020, "state": "APPROVED", "plannedAmount": "800000.00"}
    assert plans(planned, persona, 2020) == {"652822": plan | {"region": {"code": "652822"}}}
    assert plans(planned, persona, 2021) == {}


@pytest.mark.parametrize("persona", ["village_clerk", "stranger"])
def test_outside_the_county_there_is_none(planned: Subgraph, persona: str) -> None:
    assert plans(planned, persona, 2020) == {}
