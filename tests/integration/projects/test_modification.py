"""Modifications: each change kept with what was before, the money never below what is bound."""

from typing import Any

import pytest

from published.fund_terms import FundLevel
from published.project_terms import ProjectState
from published.projects import ProjectModifiedV1
from published.review_terms import ModificationKind
from tests.integration.projects.board import blocking, codes
from tests.integration.projects.desk import NOBODY, OTHER_TOWNSHIP_VILLAGE, SECOND_VILLAGE, Desk, Given
from tests.integration.projects.works import CENTRAL, Works, approved


@pytest.fixture(scope="module")
def pool(desk: Desk) -> list[Works]:
    return approved(desk, 8)


def money(central: str, prefecture: str) -> list[Given]:
    return [
        {"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": central},
        {"fundCategoryCode": "DEVELOPMENT", "level": "PREFECTURE", "amount": prefecture},
    ]


def changing(works: Works, **changed: Any) -> Given:
    works.on("2020-05-20")
    return works.given(**({"approvedOn": "2020-05-20", "reason": "围栏由县级统一采购"} | changed))


def started(pool: list[Works]) -> Works:
    """Started with the central money bound."""
    works = pool.pop()
    works.bind(CENTRAL)
    works.on("2020-04-01")
    works.do("StartProject", "township_clerk", **works.starting())
    return works


@pytest.fixture(scope="module")
def running(pool: list[Works]) -> Works:
    """Started: everything asked of it here is refused."""
    return started(pool)


@pytest.mark.rule("P-71")
def test_a_change_of_money_is_kept_with_what_was_before(pool: list[Works]) -> None:
    works = started(pool)
    payload = works.desk.do(
        "ModifyProject", changing(works, plannedFunding=money("800000.00", "190000.00")), "county_office"
    )
    assert payload["project"]["plannedAmount"] == "990000.00"
    assert payload["project"]["modifiedBps"] == 100
    assert [(each["ruleId"], each["outcome"]) for each in payload["verdicts"]] == [("P-71", "PASS")]
    (kept,) = works.shown("modifications { kind before after amountChange reason approvedOn approver { name role } }")[
        "modifications"
    ]
    assert kept == {
        "kind": "AMOUNT",
        "before": "扶贫发展资金(中央)800000.00元、扶贫发展资金(市/州)200000.00元",
        "after": "扶贫发展资金(中央)800000.00元、扶贫发展资金(市/州)190000.00元",
        "amountChange": "-10000.00",
        "reason": "围栏由县级统一采购",
        "approvedOn": "2020-05-20",
        "approver": {"name": "县扶贫办经办员", "role": "COUNTY_OFFICE"},
    }
    told = works.desk.subgraph.told()[-1]
    assert isinstance(told, ProjectModifiedV1)
    assert (told.kinds, told.amount_change, told.modified_bps) == ((ModificationKind.AMOUNT,), -1_000_000, 100)
    assert (told.project.planned_amount, told.project.state) == (99_000_000, ProjectState.IMPLEMENTING)


def test_content_time_and_place_change_together(pool: list[Works]) -> None:
    works = started(pool)
    given = changing(works, scope="羊舍3栋", plannedEndOn="2020-08-10", regionCode=SECOND_VILLAGE)
    works.desk.do("ModifyProject", given, "county_office")
    shown = works.shown(
        "scope plannedEndOn plannedAmount modifiedBps region { code } modifications { kind before after }"
    )
    assert (shown["scope"], shown["plannedEndOn"], shown["region"]["code"]) == ("羊舍3栋", "2020-08-10", SECOND_VILLAGE)
    assert (shown["plannedAmount"], shown["modifiedBps"]) == ("1000000.00", 0)
    assert [each["kind"] for each in shown["modifications"]] == ["SCOPE", "SCHEDULE", "LOCATION"]
    assert shown["modifications"][1] == {"kind": "SCHEDULE", "before": "2020-07-31", "after": "2020-08-10"}


@pytest.mark.rule("P-71")
def test_changes_add_up_to_the_limit_whichever_way_they_go(pool: list[Works]) -> None:
    works = started(pool)
    for amounts, bps in ((money("800000.00", "300000.00"), 1000), (money("800000.00", "201000.00"), 1990)):
        payload = works.desk.do("ModifyProject", changing(works, plannedFunding=amounts), "county_office")
        assert payload["project"]["modifiedBps"] == bps
        works.refresh()
    payload = works.desk.do(
        "ModifyProject", changing(works, plannedFunding=money("800000.00", "200000.00")), "county_office"
    )
    assert payload["project"]["modifiedBps"] == 2000
    assert [(each["ruleId"], each["outcome"]) for each in payload["verdicts"]] == [("P-71", "WARN")]


@pytest.mark.parametrize(
    "amounts",
    [
        money("100000.00", "100000.00"),
        money("700000.00", "900000.00"),
        [{"fundCategoryCode": "DEVELOPMENT", "level": "PREFECTURE", "amount": "1000000.00"}],
    ],
)
def test_what_is_bound_stays_planned(running: Works, amounts: list[Given]) -> None:
    given = changing(running, plannedFunding=amounts)
    refused = running.desk.refused("ModifyProject", given, "county_office")
    assert refused == [("BALANCE_EXCEEDED", ["input", "plannedFunding"])]


def test_money_bound_later_counts_as_soon_as_it_is_told(pool: list[Works]) -> None:
    works = started(pool)
    works.bind(CENTRAL // 4, FundLevel.PREFECTURE)  # type: ignore[arg-type]
    given = changing(works, plannedFunding=money("800000.00", "190000.00"))
    refused = works.desk.refused("ModifyProject", given, "county_office")
    assert refused == [("BALANCE_EXCEEDED", ["input", "plannedFunding"])]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({}, "INVALID_INPUT", ["input"]),
        ({"scope": "新建标准化羊舍2栋,配套防疫与粪污处理"}, "INVALID_INPUT", ["input"]),
        ({"scope": "x", "reason": ""}, "INVALID_INPUT", ["input", "reason"]),
        ({"scope": "x", "id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"scope": "x", "expectedVersion": 99}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"scope": "x", "approvedOn": "2099-01-01"}, "INVALID_INPUT", ["input", "approvedOn"]),
        ({"scope": "x", "approvedOn": "2020-03-31"}, "INVALID_INPUT", ["input", "approvedOn"]),
        ({"plannedEndOn": "2020-03-01"}, "INVALID_INPUT", ["input", "plannedEndOn"]),
        ({"regionCode": "999999"}, "INVALID_INPUT", ["input", "regionCode"]),
        ({"plannedFunding": []}, "INVALID_INPUT", ["input", "plannedFunding"]),
        (
            {"plannedFunding": [{"fundCategoryCode": "NONE", "level": "CENTRAL", "amount": "1.00"}]},
            "INVALID_INPUT",
            ["input", "plannedFunding", "0", "fundCategoryCode"],
        ),
        (
            {"plannedFunding": [{"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "1.001"}]},
            "INVALID_INPUT",
            ["input", "plannedFunding", "0", "amount"],
        ),
    ],
)
def test_a_bad_modification_is_refused_at_its_field(
    running: Works, changed: dict[str, Any], code: str, field: list[str]
) -> None:
    given = changing(running) | changed
    assert running.desk.refused("ModifyProject", given, "county_office") == [(code, field)]


def test_a_project_does_not_leave_the_county_of_its_plan(running: Works) -> None:
    grants = [{"role": "COUNTY_OFFICE", "region": "652800"}]
    token = running.desk.subgraph.tokens.token("county_office", grants=grants)
    given = changing(running, regionCode="652801")
    assert running.desk.refused("ModifyProject", given, None, token=token) == [
        ("INVALID_INPUT", ["input", "regionCode"])
    ]


def test_nobody_moves_a_project_out_of_their_reach(running: Works) -> None:
    grants = [{"role": "COUNTY_OFFICE", "region": "652822100"}]
    token = running.desk.subgraph.tokens.token("county_office", grants=grants)
    given = changing(running, regionCode=OTHER_TOWNSHIP_VILLAGE)
    assert [code for code, _ in running.desk.refused("ModifyProject", given, None, token=token)] == ["FORBIDDEN"]


@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "county_finance", "provincial_auditor"])
def test_the_county_office_modifies(running: Works, persona: str) -> None:
    given = changing(running, scope="羊舍1栋")
    assert [code for code, _ in running.desk.refused("ModifyProject", given, persona)] == ["FORBIDDEN"]


def test_what_has_not_begun_is_revised_not_modified(pool: list[Works]) -> None:
    waiting = pool.pop()
    refused = waiting.desk.refused("ModifyProject", changing(waiting, scope="羊舍1栋"), "county_office")
    assert [code for code, _ in refused] == ["WRONG_STATE"]


def test_asking_only_changes_nothing(running: Works) -> None:
    before = running.desk.facts()
    given = changing(running, plannedFunding=money("800000.00", "190000.00"))
    payload = running.desk.attempt("ModifyProject", given, "county_office", dryRun=True)
    assert (codes(payload), blocking(payload)) == ([], set())
    assert running.desk.facts() == before
    assert running.shown("plannedAmount") == {"plannedAmount": "1000000.00"}
