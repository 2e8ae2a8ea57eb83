"""Everything that a draft or a submission is refused for: nothing changes, and the answer says what to do."""

from typing import Any

import pytest

from chassis.tables import new_id
from tests.integration.funds.claiming import DRAFT, DRAFTER, SUBMIT, TODAY, Works, built
from tests.integration.funds.scene import Scene


@pytest.fixture(scope="module")
def works(scene: Scene) -> Works:
    scene.funds.set_today(TODAY)
    return built(scene).tell_all()


def code(scene: Scene, operation: str, given: dict[str, Any], persona: str | None, **more: Any) -> str:
    return str(scene.refused(operation, given, persona, **more)["error"]["code"])


def lines(works: Works, *more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"projectFundingId": works.central, "amount": "1.00"}, *more]


BAD_DRAFTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no lines": ({"lines": []}, ["input", "lines"]),
    "nothing asked": ({"first": "0.00"}, ["input", "lines", "0", "amount"]),
    "less than a fen": ({"first": "0.001"}, ["input", "lines", "0", "amount"]),
    "no account": ({"payeeAccount": "12-34"}, ["input", "payeeAccount"]),
    "an account in words": ({"payeeAccount": "农业银行轮台支行"}, ["input", "payeeAccount"]),
    "no share": ({"retention": {"shareBps": 0, "dueOn": "2021-08-05"}}, ["input", "retention", "shareBps"]),
    "more than all": ({"retention": {"shareBps": 10001, "dueOn": "2021-08-05"}}, ["input", "retention", "shareBps"]),
    "no day": ({"retention": {"shareBps": 300, "dueOn": "2021-02-30"}}, ["input", "retention", "dueOn"]),
    "retention claimed back": ({"stage": "RETENTION", "retention": None}, ["input", "stage"]),
}


@pytest.mark.parametrize("name", BAD_DRAFTS)
def test_a_bad_draft(scene: Scene, works: Works, name: str) -> None:
    changes, field = BAD_DRAFTS[name]
    error = scene.refused(DRAFT, works.given(**changes), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", field)
    assert (
        str(changes.get("payeeAccount", "-")) not in error["message"] + error["messageEn"]
        or field[-1] != "payeeAccount"
    )


def test_an_unknown_payee(scene: Scene, works: Works) -> None:
    error = scene.refused(DRAFT, works.given(payeeId=str(new_id())), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "payeeId"])


def test_money_named_twice(scene: Scene, works: Works) -> None:
    twice = [{"projectFundingId": works.central, "amount": "1.00"}] * 2
    error = scene.refused(DRAFT, works.given(lines=twice), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "lines", "1", "projectFundingId"])


def test_money_of_another_project(scene: Scene, works: Works) -> None:
    other = built(scene)
    given = works.given(lines=lines(works, {"projectFundingId": other.central, "amount": "1.00"}))
    error = scene.refused(DRAFT, given, DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "lines", "1", "projectFundingId"])


def test_unknown_money(scene: Scene, works: Works) -> None:
    given = works.given(lines=lines(works, {"projectFundingId": str(new_id()), "amount": "1.00"}))
    error = scene.refused(DRAFT, given, DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "lines", "1", "projectFundingId"])


def test_more_than_a_binding_has_left(scene: Scene) -> None:
    works = built(scene).tell("completed")
    works.draft(first="700000.00", second=None, stage="PROGRESS", retention=None)
    error = scene.refused(DRAFT, works.given("100000.01", None, stage="PROGRESS"), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "lines", "0", "amount"])
    assert "100000.00" in error["message"]
    assert works.draft(first="100000.00", second=None, stage="PROGRESS").shown["amount"] == "100000.00"


def test_more_than_the_final_account(scene: Scene) -> None:
    works = built(scene).tell_all()
    error = scene.refused(DRAFT, works.given("800000.00", "185600.01"), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "lines"])
    works.draft(first="500000.00", second=None)
    assert code(scene, DRAFT, works.given("300000.00", "185600.01"), DRAFTER) == "BALANCE_EXCEEDED"
    assert works.draft(first="300000.00").shown["amount"] == "485600.00"


def test_a_final_account_that_came_after_the_draft(scene: Scene) -> None:
    works = built(scene).tell("completed", "inspected", "accepted")
    claim = works.draft(first="800000.00", second="200000.00").attach()
    works.tell("settled").hand_over()
    error = scene.refused(SUBMIT, claim.seen(submittedOn="2020-08-24"), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("BALANCE_EXCEEDED", ["input", "lines"])


@pytest.mark.rule("F-43")
@pytest.mark.parametrize(
    "retention", [{"shareBps": 301, "dueOn": "2021-08-05"}, {"shareBps": 300, "dueOn": "2020-08-24"}]
)
def test_retention_out_of_bounds(scene: Scene, works: Works, retention: dict[str, Any]) -> None:
    refused = scene.refused(DRAFT, works.given(retention=retention), DRAFTER)
    assert (refused["error"]["code"], refused["verdicts"][0]["ruleId"]) == ("RULE_BLOCKED", "F-43")


@pytest.mark.rule("F-19")
@pytest.mark.parametrize(
    "told", [[], ["completed"], ["completed", "inspected"], ["completed", "inspected", "accepted"]]
)
def test_works_that_are_not_finished(scene: Scene, told: list[str]) -> None:
    claim = built(scene).tell(*told).hand_over().draft().attach("SELF_INSPECTION", "ACCEPTANCE_FORM").attach()
    refused = scene.refused(SUBMIT, claim.seen(submittedOn="2020-08-24"), DRAFTER)
    outcomes = {each["ruleId"]: each["outcome"] for each in refused["verdicts"]}
    assert (refused["error"]["code"], outcomes) == ("RULE_BLOCKED", {"F-19": "BLOCK", "F-18": "PASS", "A-11": "PASS"})
