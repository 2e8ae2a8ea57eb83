"""A document received: what it leaves, and everything that is refused."""

from datetime import date
from typing import Any

import pytest

from chassis.tables import new_id
from published.funds import IndicatorReceivedV1
from tests.harness.regions import sample_regions
from tests.integration.funds.scene import COUNTY, PREFECTURE, VILLAGE, Scene, receipt, received

RECEIVE = "ReceiveIndicatorDocument"
FINANCE = "prefecture_finance"
TWO_LINES = [
    {"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "1200000.00"},
    {"categoryCode": "MINORITY", "level": "PREFECTURE", "amount": "0.01"},
]


def outcomes(payload: dict[str, Any]) -> dict[str, str]:
    return {verdict["ruleId"]: verdict["outcome"] for verdict in payload["verdicts"]}


def test_its_total_is_the_sum_of_its_lines_in_their_order(scene: Scene) -> None:
    payload = scene.do(RECEIVE, receipt(lines=TWO_LINES), FINANCE)
    document = payload["indicatorDocument"]
    assert (document["version"], document["totalAmount"]) == (1, "1200000.01")
    assert [(line["category"]["code"], line["amount"], line["unallocatedAmount"]) for line in document["lines"]] == [
        ("DEVELOPMENT", "1200000.00", "1200000.00"),
        ("MINORITY", "0.01", "0.01"),
    ]
    assert outcomes(payload) == {"F-49": "PASS", "F-05": "PASS", "X-11": "PASS"}
    assert payload["consistencyToken"]


def test_it_is_told_with_its_lines(scene: Scene) -> None:
    document = received(scene, lines=TWO_LINES)
    told = scene.funds.told()[-1]
    assert isinstance(told, IndicatorReceivedV1)
    assert (str(told.indicator.id), told.indicator.region_code, told.indicator.version) == (
        document["id"],
        PREFECTURE,
        1,
    )
    assert [(line.fund_category_code, line.amount) for line in told.indicator.lines] == [
        ("DEVELOPMENT", 120_000_000),
        ("MINORITY", 1),
    ]


@pytest.mark.rule("F-05")
def test_each_line_becomes_a_receipt_of_its_own_and_says_whether_it_is_own_money(scene: Scene) -> None:
    document = received(scene, lines=TWO_LINES)
    entries = scene.funds.rows(
        "SELECT kind, amount, own_budget, booked_on, region_code FROM ledger_entry WHERE document_id = %(id)s"
        " ORDER BY position",
        {"id": document["id"]},
    )
    on = date(2020, 1, 6)
    assert entries == [
        ("RECEIPT", 120_000_000, False, on, PREFECTURE),
        ("RECEIPT", 1, True, on, PREFECTURE),
    ]


@pytest.mark.rule("F-49")
@pytest.mark.parametrize("target", [None, "", "   "])
def test_without_a_performance_target_it_is_blocked(scene: Scene, target: str | None) -> None:
    payload = scene.refused(RECEIVE, receipt(performanceTarget=target), FINANCE)
    assert payload["error"]["code"] == "RULE_BLOCKED"
    (verdict,) = [each for each in payload["verdicts"] if each["outcome"] == "BLOCK"]
    assert verdict["ruleId"] == "F-49"
    assert verdict["citation"] == {
        "documentNumber": {"text": "巴扶办发〔2020〕11号"},
        "article": "使用情况报告二",
    }


@pytest.mark.rule("F-05")
def test_the_same_money_twice_is_pointed_out_and_stops_nothing(scene: Scene) -> None:
    line = {"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "1.00"}
    payload = scene.do(RECEIVE, receipt(lines=[line, line]), FINANCE)
    assert outcomes(payload)["F-05"] == "WARN"


@pytest.mark.rule("X-11")
def test_the_day_of_receipt_stands_beside_the_day_of_recording(scene: Scene) -> None:
    verdict = next(each for each in scene.do(RECEIVE, receipt(), FINANCE)["verdicts"] if each["ruleId"] == "X-11")
    assert verdict["measured"].startswith("2020-01-06收到")


def test_a_region_receives_a_number_once(scene: Scene) -> None:
    given = receipt()
    scene.do(RECEIVE, given, FINANCE)
    error = scene.refused(RECEIVE, given, FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "documentNumber"])
    assert f"新财扶〔2020〕{given['documentNumber']['number']}号" in error["message"]


def test_another_region_may_receive_the_same_letter_and_learns_nothing_of_the_first(scene: Scene) -> None:
    given = receipt()
    scene.do(RECEIVE, given, FINANCE)
    scene.do(RECEIVE, given | {"regionCode": COUNTY}, "county_finance")
    number = given["documentNumber"] | {"year": 2019}
    scene.do(RECEIVE, given | {"documentNumber": number}, FINANCE)


NUMBER = {"issuerCode": "新财扶", "year": 2020, "number": 9999}
LINE = TWO_LINES[0]
WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "unknown region": ({"regionCode": "659999"}, ["regionCode"]),
    "no region code": ({"regionCode": "轮台"}, ["regionCode"]),
    "unknown category": ({"lines": [LINE, LINE | {"categoryCode": "GOLD"}]}, ["lines", "1", "categoryCode"]),
    "no line": ({"lines": []}, ["lines"]),
    "nothing": ({"lines": [LINE | {"amount": "0.00"}]}, ["lines", "0", "amount"]),
    "less than nothing": ({"lines": [LINE | {"amount": "-1.00"}]}, ["lines", "0", "amount"]),
    "finer than a fen": ({"lines": [LINE, LINE | {"amount": "1.001"}]}, ["lines", "1", "amount"]),
    "no amount": ({"lines": [LINE | {"amount": "一百"}]}, ["lines", "0", "amount"]),
    "a day to come": ({"receivedOn": "2999-01-01"}, ["receivedOn"]),
    "no day": ({"receivedOn": "2020-02-30"}, ["receivedOn"]),
    "no title": ({"title": " "}, ["title"]),
    "no year": ({"fiscalYear": 20}, ["fiscalYear"]),
    "number with brackets": ({"documentNumber": NUMBER | {"issuerCode": "新财扶〔"}}, ["documentNumber", "issuerCode"]),
    "number zero": ({"documentNumber": NUMBER | {"number": 0}}, ["documentNumber", "number"]),
    "derived without a note": ({"lines": [LINE | {"figureStatus": "DERIVED"}]}, ["lines", "0", "figureNote"]),
    "text too long": ({"performanceTarget": "目" * 2001}, ["performanceTarget"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_is_named_with_its_place(scene: Scene, name: str) -> None:
    changes, place = WRONG[name]
    error = scene.refused(RECEIVE, receipt(**changes), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", *place])


def test_a_region_that_was_split_receives_nothing_any_more(scene: Scene) -> None:
    told = sample_regions()[-1]
    split = {"id": new_id(), "code": "652898", "key": "s", "path": "/s/", "valid_to": date(2019, 12, 31)}
    scene.funds.deliver(told.model_copy(update={"region": told.region.model_copy(update=split)}))
    error = scene.refused(RECEIVE, receipt(regionCode="652898"), FINANCE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "regionCode"])
    assert "已撤销" in error["message"]


def test_more_than_can_be_stored(scene: Scene) -> None:
    most = {"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "92233720368547758.07"}
    assert scene.refused(RECEIVE, receipt(lines=[most, most]), FINANCE)["error"]["code"] == "INVALID_INPUT"


@pytest.mark.parametrize(
    "persona",
    ["village_clerk", "township_clerk", "county_office", "county_finance", "provincial_auditor", "stranger", None],
)
def test_only_who_may_does(scene: Scene, persona: str | None) -> None:
    """The county's finance office may receive for its county, not for the prefecture."""
    assert scene.refused(RECEIVE, receipt(), persona)["error"]["code"] == "FORBIDDEN"


def test_it_may_receive_for_a_place_below(scene: Scene) -> None:
    scene.do(RECEIVE, receipt(regionCode=COUNTY), FINANCE)
    assert scene.refused(RECEIVE, receipt(regionCode="653100"), FINANCE)["error"]["code"] == "FORBIDDEN"
    scene.do(RECEIVE, receipt(regionCode=VILLAGE), "county_finance")


def test_a_repeated_key_answers_the_first_result_and_other_input_conflicts(scene: Scene) -> None:
    given = receipt()
    first = scene.do(RECEIVE, given, FINANCE, key="receive-once")
    before = scene.kept()
    assert scene.do(RECEIVE, given, FINANCE, key="receive-once") == first
    assert scene.kept() == before
    error = scene.refused(RECEIVE, given | {"title": "另一份"}, FINANCE, key="receive-once")["error"]
    assert error["code"] == "IDEMPOTENCY_CONFLICT"


def test_a_rehearsal_changes_nothing_and_answers_the_verdicts(scene: Scene) -> None:
    before = scene.kept()
    payload = scene.do(RECEIVE, receipt(), FINANCE, dryRun=True)
    assert (payload["indicatorDocument"], payload["consistencyToken"]) == (None, None)
    assert outcomes(payload)["F-49"] == "PASS"
    assert scene.refused(RECEIVE, receipt(performanceTarget=None), FINANCE, dryRun=True)["error"]["code"] == (
        "RULE_BLOCKED"
    )
    assert scene.kept() == before


def test_money_as_a_number_is_refused(scene: Scene) -> None:
    given = receipt(lines=[LINE | {"amount": 1200000.0}])
    answer = scene.funds.post(scene.text(RECEIVE), {"input": given, "key": "number-amount"}, FINANCE)
    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_INPUT"]
    assert "须以文本给出" in answer["errors"][0]["message"]
