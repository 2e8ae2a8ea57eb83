"""Historical import is all or none: what is refused names its row and leaves nothing of the others behind."""

from typing import Any

import pytest

from chassis.tables import new_id
from tests.harness.regions import sample_regions
from tests.integration.funds.scene import COUNTY, OTHER_COUNTY, PREFECTURE, PROVINCE, STRANGE_COUNTY, Scene

IMPORT = "ImportFundHistory"
OPERATOR = "platform_operator"
LINE = {"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "100.00"}
DOCUMENT = {
    "title": "中央提前下达",
    "regionCode": PREFECTURE,
    "fiscalYear": 2015,
    "tranche": "ADVANCE",
    "lines": [LINE],
}
ALLOCATION = {
    "regionCode": COUNTY,
    "fiscalYear": 2015,
    "categoryCode": "DEVELOPMENT",
    "ownBudget": False,
    "amount": "60.00",
}
BUDGET = {"regionCode": PREFECTURE, "fiscalYear": 2015, "amount": "100.00"}


def history(source: str = "某报告", **kinds: list[dict[str, Any]]) -> dict[str, Any]:
    return {"source": source} | kinds


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "document: unknown region": (
        {"indicatorDocuments": [DOCUMENT, DOCUMENT | {"regionCode": "659999"}]},
        ["indicatorDocuments", "1", "regionCode"],
    ),
    "document: unknown category": (
        {"indicatorDocuments": [DOCUMENT | {"lines": [LINE, LINE | {"categoryCode": "GOLD"}]}]},
        ["indicatorDocuments", "0", "lines", "1", "categoryCode"],
    ),
    "document: a number twice": (
        {
            "indicatorDocuments": [
                DOCUMENT | {"documentNumber": {"issuerCode": "新财扶", "year": 2015, "number": 1}},
                DOCUMENT | {"documentNumber": {"issuerCode": "新财扶", "year": 2015, "number": 1}},
            ]
        },
        ["indicatorDocuments", "1", "documentNumber"],
    ),
    "document: a day to come": (
        {"indicatorDocuments": [DOCUMENT | {"issuedOn": "2999-01-01"}]},
        ["indicatorDocuments", "0", "issuedOn"],
    ),
    "document: corrected without a note": (
        {"indicatorDocuments": [DOCUMENT | {"lines": [LINE | {"figureStatus": "CORRECTED"}]}]},
        ["indicatorDocuments", "0", "lines", "0", "figureNote"],
    ),
    "allocation: finer than a fen": (
        {"indicatorDocuments": [DOCUMENT], "allocations": [ALLOCATION, ALLOCATION | {"amount": "0.001"}]},
        ["allocations", "1", "amount"],
    ),
    "allocation: unknown category": (
        {"indicatorDocuments": [DOCUMENT], "allocations": [ALLOCATION | {"categoryCode": "GOLD"}]},
        ["allocations", "0", "categoryCode"],
    ),
    "allocation: nobody above": (
        {"indicatorDocuments": [DOCUMENT], "allocations": [ALLOCATION | {"regionCode": PROVINCE}]},
        ["allocations", "0", "regionCode"],
    ),
    "budget: twice": (
        {"indicatorDocuments": [DOCUMENT], "ownBudgets": [BUDGET, BUDGET]},
        ["ownBudgets", "1", "fiscalYear"],
    ),
    "budget: negative": ({"ownBudgets": [BUDGET | {"amount": "-0.01"}]}, ["ownBudgets", "0", "amount"]),
    "no source": ({"source": " ", "ownBudgets": [BUDGET]}, ["source"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_bad_row_refuses_all(scene: Scene, name: str) -> None:
    kinds, place = WRONG[name]
    error = scene.refused(IMPORT, history() | kinds, OPERATOR)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", *place])


def test_more_rows_than_one_import_may_have(scene: Scene) -> None:
    error = scene.refused(IMPORT, history(ownBudgets=[BUDGET] * 501), OPERATOR)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "ownBudgets"])


@pytest.mark.parametrize(
    "persona", ["county_finance", "county_office", "provincial_auditor", "village_clerk", "stranger", None]
)
@pytest.mark.parametrize(
    "kinds", [{"indicatorDocuments": [DOCUMENT]}, {"allocations": [ALLOCATION]}, {"ownBudgets": [BUDGET]}]
)
def test_only_who_may_does(scene: Scene, persona: str | None, kinds: dict[str, Any]) -> None:
    assert scene.refused(IMPORT, history() | kinds, persona)["error"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("region", [STRANGE_COUNTY, PREFECTURE])
def test_an_allocation_needs_the_permission_where_it_was_issued(scene: Scene, region: str) -> None:
    """Neither money of another prefecture, nor what the province gave: it would go into their books."""
    given = history(allocations=[ALLOCATION, ALLOCATION | {"regionCode": region}])
    assert scene.refused(IMPORT, given, "prefecture_finance")["error"]["code"] == "FORBIDDEN"


def test_a_prefecture_may_import_its_own(scene: Scene) -> None:
    given = history("州里的报告", indicatorDocuments=[DOCUMENT], allocations=[ALLOCATION])
    payload = scene.do(IMPORT, given, "prefecture_finance")
    assert (len(payload["indicatorDocuments"]), len(payload["allocations"])) == (1, 1)
    assert payload["verdicts"] == []


def test_a_source_may_be_imported_part_by_part_but_no_part_twice(scene: Scene) -> None:
    first = ALLOCATION | {"fiscalYear": 2014}
    scene.do(IMPORT, history("两期报告", allocations=[first, first | {"amount": "1.00"}]), OPERATOR)
    scene.do(IMPORT, history("两期报告", allocations=[first | {"regionCode": OTHER_COUNTY}]), OPERATOR)
    scene.do(IMPORT, history("两期报告", allocations=[first | {"fiscalYear": 2013}]), OPERATOR)
    error = scene.refused(IMPORT, history("两期报告", allocations=[first | {"amount": "2.00"}]), OPERATOR)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "allocations", "0"])
    scene.do(IMPORT, history("另一来源", allocations=[first]), OPERATOR)


def test_known_dates_and_numbers_are_kept_and_nothing_is_judged(scene: Scene) -> None:
    given = DOCUMENT | {
        "documentNumber": {"issuerCode": "新财扶", "year": 2012, "number": 7},
        "fiscalYear": 2012,
        "receivedOn": "2012-01-01",
        "issuedOn": "2012-03-01",
    }
    allocation = ALLOCATION | {"fiscalYear": 2012, "issuedOn": "2012-03-01"}
    payload = scene.do(IMPORT, history("早年报告", indicatorDocuments=[given], allocations=[allocation]), OPERATOR)
    assert payload["verdicts"] == []
    (document,) = payload["indicatorDocuments"]
    assert (document["receivedOn"], document["documentNumber"]["text"]) == ("2012-01-01", "新财扶〔2012〕7号")
    dates = scene.funds.rows("SELECT kind, booked_on::text FROM ledger_entry WHERE fiscal_year = 2012 ORDER BY 1, 2")
    assert dates == [("ALLOCATE", "2012-03-01"), ("RECEIPT", "2012-01-01"), ("RECEIPT", "2012-03-01")]


def test_an_import_of_this_year_counts_from_the_day_it_was_recorded(scene: Scene) -> None:
    scene.do(IMPORT, history("今年的表", indicatorDocuments=[DOCUMENT | {"fiscalYear": 2030}]), OPERATOR)
    counted = scene.funds.rows(
        "SELECT counts_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date, booked_on"
        " FROM ledger_entry WHERE fiscal_year = 2030"
    )
    assert counted == [(True, None)]


def test_a_region_above_that_is_not_known_yet(scene: Scene) -> None:
    told = sample_regions()[-1]
    orphan = {"id": new_id(), "code": "652899", "key": "q", "path": "/q/", "parent_id": new_id()}
    scene.funds.deliver(told.model_copy(update={"region": told.region.model_copy(update=orphan)}))
    error = scene.refused(IMPORT, history(allocations=[ALLOCATION | {"regionCode": "652899"}]), OPERATOR)["error"]
    assert (error["code"], error["field"]) == ("REPLICA_BEHIND", ["input", "allocations", "0", "regionCode"])
