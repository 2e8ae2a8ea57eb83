"""The final account, and the hand-over that assets tell of."""

from datetime import date
from typing import Any

import pytest

from published.projects import ProjectHandedOverV1, ProjectSettledV1
from tests.integration.projects.board import blocking, codes
from tests.integration.projects.desk import NOBODY, Desk
from tests.integration.projects.works import Works, approved


@pytest.fixture(scope="module")
def pool(desk: Desk) -> list[Works]:
    return approved(desk, 4)


@pytest.fixture(scope="module")
def accepted(pool: list[Works]) -> Works:
    """Accepted: everything asked of it here is refused."""
    works = pool.pop()
    works.to_acceptance()
    return works


@pytest.mark.rule("P-45")
def test_a_project_settles_with_its_reviewed_account(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_acceptance()
    works.on("2020-08-20")
    bare = works.desk.attempt("SettleProject", works.given(**works.settling(documentIds=[])), "county_finance")
    assert (codes(bare), blocking(bare)) == (["RULE_BLOCKED"], {"P-45"})
    payload = works.do("SettleProject", "county_finance", **works.settling())
    assert (payload["project"]["state"], payload["project"]["finalAmount"]) == ("SETTLED", "985600.00")
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectSettledV1)
    assert (str(told.project.settled_on), told.project.final_amount) == ("2020-08-20", 98_560_000)
    assert works.shown("finalAmount acceptedOn completedOn") == {
        "finalAmount": "985600.00",
        "acceptedOn": "2020-08-05",
        "completedOn": "2020-07-20",
    }


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 99}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"finalAmount": "1.001"}, "INVALID_INPUT", ["input", "finalAmount"]),
        ({"settledOn": "2020-08-04"}, "INVALID_INPUT", ["input", "settledOn"]),
        ({"settledOn": "2099-01-01"}, "INVALID_INPUT", ["input", "settledOn"]),
    ],
)
def test_a_bad_account_is_refused_at_its_field(
    accepted: Works, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    accepted.on("2020-08-20")
    given = accepted.given(**accepted.settling()) | changed
    assert accepted.desk.refused("SettleProject", given, "county_finance") == [(code, field)]


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "provincial_auditor"])
def test_finance_settles(accepted: Works, persona: str) -> None:
    accepted.on("2020-08-20")
    refused = accepted.desk.refused("SettleProject", accepted.given(**accepted.settling()), persona)
    assert [code for code, _ in refused] == ["FORBIDDEN"]


def test_a_settled_project_goes_on_with_the_last_of_its_assets(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_settlement()
    works.form(1)
    works.form(2)
    first = works.hand_over(1)
    assert works.shown("state") == {"state": "SETTLED"}
    works.hand_over(2, date(2020, 8, 28))
    assert works.shown("state") == {"state": "HANDED_OVER"}
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectHandedOverV1)
    last = works.shown("history { toState effectiveOn actor { role } }")["history"][-1]
    assert last == {"toState": "HANDED_OVER", "effectiveOn": "2020-08-28", "actor": {"role": "SYSTEM"}}
    works.desk.subgraph.deliver(first)
    assert works.desk.subgraph.told()[-1] == told


def test_assets_handed_over_before_the_account_move_the_project_when_it_settles(pool: list[Works]) -> None:
    works = pool.pop()
    works.to_acceptance()
    works.hand_over(1, date(2020, 8, 10))
    works.form(1)
    assert works.shown("state") == {"state": "ACCEPTED"}
    works.on("2020-08-20")
    assert works.do("SettleProject", "county_finance", **works.settling())["project"]["state"] == "HANDED_OVER"
    settled, handed_over = works.desk.subgraph.told()[-2:]
    assert isinstance(settled, ProjectSettledV1)
    assert isinstance(handed_over, ProjectHandedOverV1)
    changes = works.shown("history { toState effectiveOn }")["history"][-2:]
    assert [(each["toState"], each["effectiveOn"]) for each in changes] == [
        ("SETTLED", "2020-08-20"),
        ("HANDED_OVER", "2020-08-20"),
    ]
