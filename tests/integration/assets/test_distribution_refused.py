"""What a distribution refuses, and says why; nothing is changed then."""

from typing import Any

import pytest

from chassis.tables import new_id
from published.distribution_terms import DistributionState
from services.assets.distribution.states import DISTRIBUTION
from tests.integration.assets.scene import OTHER_VILLAGE, SIBLING, TOWNSHIP
from tests.integration.assets.village import LINES, STEPS, USUAL, Village

TABLES = ("distribution", "distribution_line", "deduction", "distribution_income", "journal", "state_fact")
LATER = ("deliberate", "review", "file", "pay", "disclose")


def kept(village: Village) -> Any:
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)  # noqa: S608
    return village.scene.assets.rows(f"SELECT {counts}")


def only_error(payload: Any, code: str) -> dict[str, Any]:
    (error,) = payload["errors"]
    assert error["code"] == code, error
    assert payload["distribution"] is None
    assert error["message"] != error["messageEn"]
    assert isinstance(error, dict)
    return error


def draft_refused(village: Village, code: str, given: dict[str, Any], persona: str | None = USUAL) -> dict[str, Any]:
    before = kept(village)
    error = only_error(village.take("draft", given, persona), code)
    assert kept(village) == before
    return error


def step_refused(village: Village, code: str, step: str, distribution: str, **given: Any) -> dict[str, Any]:
    before = kept(village)
    error = only_error(village.step(step, distribution, **given), code)
    assert kept(village) == before
    return error


@pytest.fixture(scope="module")
def income(village: Village) -> str:
    """An income that nobody has shared out; every draft of it here is refused."""
    return village.income()


# The draft.


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"periodEndOn": "2020-08-31"}, ["periodEndOn"]),
        ({"periodStartOn": "yesterday"}, ["periodStartOn"]),
        ({"regionCode": "65282210020"}, ["regionCode"]),
        ({"regionCode": "999999"}, ["regionCode"]),
        ({"incomeIds": []}, ["incomeIds"]),
        ({"incomeIds": ["nothing"]}, ["incomeIds", "0"]),
        ({"deductions": [{"kind": "DEBT", "amount": "0.00"}]}, ["deductions", "0", "amount"]),
        ({"deductions": [{"kind": "DEBT", "amount": "1.00"}] * 2}, ["deductions"]),
        ({"deductions": [{"kind": "DEBT", "amount": "12000.01"}]}, ["deductions"]),
        ({"deductions": [{"kind": "DEBT", "amount": "12000.02"}]}, ["deductions"]),
        ({"lines": []}, ["lines"]),
        ({"lines": LINES[:2]}, ["lines"]),
        ({"lines": [LINES[0] | {"shareBps": 10001}]}, ["lines", "0", "shareBps"]),
        ({"lines": [LINES[0] | {"shareBps": 10000, "householdCount": -1}]}, ["lines", "0", "householdCount"]),
        ({"lines": [LINES[0] | {"shareBps": 10000, "peopleCount": 6}]}, ["lines", "0", "peopleCount"]),
        ({"lines": [LINES[0] | {"shareBps": 10000, "use": "OTHER"}]}, ["lines", "0", "note"]),
        ({"lines": [LINES[0] | {"shareBps": 10000, "note": ""}]}, ["lines", "0", "note"]),
    ],
)
def test_a_malformed_draft_is_named(village: Village, income: str, changes: dict[str, Any], field: list[str]) -> None:
    error = draft_refused(village, "INVALID_INPUT", village.pool(income, **changes))
    assert error["field"] == ["input", *field]


def test_an_income_is_shared_out_once(village: Village) -> None:
    income = village.income()
    village.draft(income)
    error = draft_refused(village, "WRONG_STATE", village.pool(income))
    assert error["field"] == ["input", "incomeIds", "0"]
    draft_refused(village, "INVALID_INPUT", village.pool(income, income))


def test_only_what_is_complete_is_shared_out(village: Village) -> None:
    (due,) = village.sign()["asset"]["incomes"]["nodes"]
    village.receive(due["id"], "12000.00")
    error = draft_refused(village, "WRONG_STATE", village.pool(due["id"]))
    assert "0.01" in error["message"]


def test_only_incomes_of_the_place_and_of_the_period(village: Village, income: str) -> None:
    early = draft_refused(village, "INVALID_INPUT", village.pool(income, periodStartOn="2020-10-10"))
    late = draft_refused(village, "INVALID_INPUT", village.pool(income, periodEndOn="2020-10-08"))
    assert early["field"] == late["field"] == ["input", "incomeIds", "0"]
    asset = village.asset(projectId=str(village.scene.project(SIBLING)), regionCode=SIBLING)
    elsewhere = village.income(asset=asset)
    draft_refused(village, "NOT_FOUND", village.pool(elsewhere))


def test_unknown_incomes_and_foreign_places(village: Village, income: str) -> None:
    draft_refused(village, "NOT_FOUND", village.pool(str(new_id())))
    draft_refused(village, "FORBIDDEN", village.pool(income, regionCode=SIBLING))
    draft_refused(village, "FORBIDDEN", village.pool(income, regionCode=TOWNSHIP))
    draft_refused(village, "FORBIDDEN", village.pool(income, regionCode=OTHER_VILLAGE))


# The steps.


@pytest.mark.parametrize("step", LATER)
def test_each_step_asks_for_its_state(village: Village, step: str) -> None:
    """Status × action: only the states from which the machine knows the action."""
    distribution = village.draft()["id"]
    name, _ = STEPS[step]
    allowed = [state for state in DistributionState if DISTRIBUTION.takes(state, name)]
    for state in DistributionState:
        _put(village, distribution, state)
        if state not in allowed:
            error = step_refused(village, "WRONG_STATE", step, distribution)
            assert state.label in error["message"]
    assert len(allowed) == 1


def _put(village: Village, distribution: str, state: DistributionState) -> None:
    village.scene.assets.rows(
        "UPDATE distribution SET state = %(state)s WHERE id = %(id)s RETURNING 1", {"state": state, "id": distribution}
    )


@pytest.mark.parametrize("step", LATER)
@pytest.mark.parametrize(
    ("persona", "code"), [("provincial_auditor", "FORBIDDEN"), ("stranger", "NOT_FOUND"), (None, "NOT_FOUND")]
)
def test_who_may_not(village: Village, step: str, persona: Any, code: str) -> None:
    step_refused(village, code, step, village.draft()["id"], persona=persona)


@pytest.mark.parametrize("step", LATER)
def test_each_step_is_one_role_s(village: Village, step: str) -> None:
    distribution = village.draft()["id"]
    usual = STEPS[step][1]
    for persona in {persona for _, persona in STEPS.values()} - {usual}:
        step_refused(village, "FORBIDDEN", step, distribution, persona=persona)


@pytest.mark.parametrize(
    ("state", "step", "acted"),
    [
        ("PUBLICISED", "review", ("drafted_by", "deliberated_by")),
        ("REVIEWED", "file", ("drafted_by", "deliberated_by", "reviewed_by")),
        ("FILED", "pay", ("drafted_by", "deliberated_by", "reviewed_by", "filed_by")),
    ],
)
def test_nobody_checks_what_they_have_done(village: Village, state: str, step: str, acted: tuple[str, ...]) -> None:
    """Whoever had a hand in it before may not, whatever their role."""
    distribution = village.until(state)
    row = village.row("distribution", distribution)
    for column in acted:
        error = step_refused(village, "FORBIDDEN", step, distribution, subject=row[column])
        assert "不同的人" in error["message"]
    assert village.step(step, distribution, subject="somebody.else")["errors"] == []


@pytest.mark.parametrize("step", LATER)
def test_another_version_and_unknown_ones(village: Village, step: str) -> None:
    distribution = village.draft()["id"]
    step_refused(village, "VERSION_CONFLICT", step, distribution, expectedVersion=9)
    step_refused(village, "NOT_FOUND", step, distribution, id=str(new_id()))


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        ("deliberate", {"heldOn": "2020-12-24"}, "heldOn"),
        ("deliberate", {"heldOn": "soon"}, "heldOn"),
        ("deliberate", {"attendeeCount": 0}, "attendeeCount"),
        ("deliberate", {"forCount": -1}, "forCount"),
        ("deliberate", {"againstCount": 2}, "againstCount"),
        ("review", {"reviewedOn": "2020-12-24"}, "reviewedOn"),
        ("review", {"comments": ""}, "comments"),
        ("file", {"filedOn": "2020-12-24"}, "filedOn"),
        ("pay", {"paidOn": "2020-12-24"}, "paidOn"),
        ("disclose", {"disclosedOn": "2020-12-24"}, "disclosedOn"),
        ("disclose", {"places": []}, "places"),
    ],
)
def test_a_malformed_step_is_named(village: Village, step: str, changes: dict[str, Any], field: str) -> None:
    distribution = village.draft()["id"]
    assert step_refused(village, "INVALID_INPUT", step, distribution, **changes)["field"] == ["input", field]


@pytest.mark.parametrize(
    ("state", "step", "field"),
    [
        ("PUBLICISED", "review", "reviewedOn"),
        ("REVIEWED", "file", "filedOn"),
        ("FILED", "pay", "paidOn"),
        ("PAID", "disclose", "disclosedOn"),
    ],
)
def test_no_step_is_dated_before_the_last_one(village: Village, state: str, step: str, field: str) -> None:
    distribution = village.until(state)
    error = step_refused(village, "INVALID_INPUT", step, distribution, **{field: "2020-10-25"})
    assert error["field"] == ["input", field]


def test_no_meeting_decides_on_what_has_not_come_in(village: Village) -> None:
    distribution = village.draft()["id"]
    error = step_refused(village, "INVALID_INPUT", "deliberate", distribution, heldOn="2020-10-08")
    assert error["field"] == ["input", "heldOn"]


@pytest.mark.rule("A-08")
def test_too_few_in_favour(village: Village) -> None:
    distribution = village.draft()["id"]
    votes = {"attendeeCount": 60, "forCount": 30, "againstCount": 0}
    error = step_refused(village, "RULE_BLOCKED", "deliberate", distribution, **votes)
    assert "A-08" in error["message"]
    village.done("deliberate", distribution, **votes | {"forCount": 31})


def test_a_review_passes_or_returns_with_comments(village: Village) -> None:
    distribution = village.until("PUBLICISED")
    rejected = step_refused(village, "INVALID_INPUT", "review", distribution, decision="REJECT", comments="不")
    assert rejected["field"] == ["input", "decision"]
    returned = step_refused(village, "INVALID_INPUT", "review", distribution, decision="RETURN")
    assert returned["field"] == ["input", "comments"]
