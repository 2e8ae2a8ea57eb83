"""The steps of a claim: who takes which in which state, and what they are refused for."""

from typing import Any

import pytest

from chassis.tables import new_id
from tests.harness.files import announced, create, paper, upload
from tests.integration.funds.claiming import (
    ATTACH,
    DRAFT,
    DRAFTER,
    FINANCE,
    OFFICE,
    PAY,
    REVIEW,
    SUBMIT,
    TODAY,
    TREASURY,
    Claim,
    Works,
    built,
    ready,
)
from tests.integration.funds.scene import OTHER_COUNTY, Scene

EVERYBODY = (
    "village_clerk", "township_clerk", "county_office", "county_leading_group", "county_finance", "county_treasury",
    "township_finance", "county_asset_manager", "prefecture_finance", "provincial_auditor", "platform_operator",
)  # fmt: skip
OUTSIDE = ("stranger", None)
PASS = {"decision": "PASS", "reviewedOn": "2020-08-24"}


@pytest.fixture(scope="module")
def works(scene: Scene) -> Works:
    scene.funds.set_today(TODAY)
    return built(scene).tell_all()


@pytest.fixture(scope="module")
def claims(scene: Scene, works: Works) -> dict[str, Claim]:
    """A claim in each state, by the state."""
    made = {name: ready(scene) for name in ("DRAFT", "SUBMITTED", "OFFICE_SIGNED", "FINANCE_APPROVED", "PAID")}
    for name in ("SUBMITTED", "OFFICE_SIGNED", "FINANCE_APPROVED", "PAID"):
        made[name].submit("2020-08-24")
    for name in ("OFFICE_SIGNED", "FINANCE_APPROVED", "PAID"):
        made[name].review(OFFICE, "2020-08-24")
    for name in ("FINANCE_APPROVED", "PAID"):
        made[name].review(FINANCE, "2020-08-24")
    made["PAID"].pay("2020-08-24", "凭证1")
    made["REJECTED"] = ready(scene).submit("2020-08-24")
    made["REJECTED"].review(OFFICE, "2020-08-24", "REJECT", comments="不予报账")
    return made


INPUTS: dict[str, dict[str, Any]] = {
    ATTACH: {"kind": "INVOICE"},
    SUBMIT: {"submittedOn": "2020-08-24"},
    REVIEW: PASS,
    PAY: {"paidOn": "2020-08-24", "reference": "凭证9"},
}
ALLOWED = {
    (ATTACH, "DRAFT"): DRAFTER,
    (SUBMIT, "DRAFT"): DRAFTER,
    (REVIEW, "SUBMITTED"): OFFICE,
    (REVIEW, "OFFICE_SIGNED"): FINANCE,
    (PAY, "FINANCE_APPROVED"): TREASURY,
}
STATES = ("DRAFT", "SUBMITTED", "OFFICE_SIGNED", "FINANCE_APPROVED", "PAID", "REJECTED")
WHO = {ATTACH: DRAFTER, SUBMIT: DRAFTER, PAY: TREASURY}


def asked(scene: Scene, operation: str) -> dict[str, Any]:
    """What a step is given beside the claim and its version."""
    return INPUTS[operation] | ({"documentId": scene.paper} if operation == ATTACH else {})


def reviewer(state: str) -> str:
    return FINANCE if state in {"OFFICE_SIGNED", "FINANCE_APPROVED", "PAID"} else OFFICE


def code(scene: Scene, operation: str, given: dict[str, Any], persona: str | None, **more: Any) -> str:
    return str(scene.refused(operation, given, persona, **more)["error"]["code"])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("operation", INPUTS)
def test_a_step_in_a_state(scene: Scene, claims: dict[str, Claim], operation: str, state: str) -> None:
    given = claims[state].seen(**asked(scene, operation))
    persona = ALLOWED.get((operation, state))
    if persona is None:
        assert code(scene, operation, given, WHO.get(operation) or reviewer(state)) == "WRONG_STATE"
    else:
        uncommitted = "$dryRun: Boolean! = true", "validateOnly: $dryRun"
        text = scene.text(operation).replace("$key: String!)", f"$key: String!, {uncommitted[0]})")
        text = text.replace("idempotencyKey: $key)", f"idempotencyKey: $key, {uncommitted[1]})")
        assert scene.funds.run(text, given, persona, dryRun=True)["errors"] == []


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize(("operation", "state"), ALLOWED)
def test_only_one_desk_takes_a_step(
    scene: Scene, claims: dict[str, Claim], operation: str, state: str, persona: str
) -> None:
    if persona != ALLOWED[operation, state]:
        assert code(scene, operation, claims[state].seen(**asked(scene, operation)), persona) == "FORBIDDEN"


@pytest.mark.parametrize("persona", [each for each in EVERYBODY if each != DRAFTER])
def test_only_the_township_drafts(scene: Scene, works: Works, persona: str) -> None:
    assert code(scene, DRAFT, works.given(), persona) == "FORBIDDEN"


@pytest.mark.parametrize("persona", OUTSIDE)
@pytest.mark.parametrize(("operation", "state"), ALLOWED)
def test_outside_there_is_no_claim(
    scene: Scene, claims: dict[str, Claim], operation: str, state: str, persona: str | None
) -> None:
    assert code(scene, operation, claims[state].seen(**asked(scene, operation)), persona) == "NOT_FOUND"


@pytest.mark.parametrize("persona", OUTSIDE)
def test_outside_there_is_no_project(scene: Scene, works: Works, persona: str | None) -> None:
    assert code(scene, DRAFT, works.given(), persona) == "NOT_FOUND"


HANDS = {
    "who drafted signs": (REVIEW, "SUBMITTED", DRAFTER, "COUNTY_OFFICE"),
    "who drafted approves": (REVIEW, "OFFICE_SIGNED", DRAFTER, "COUNTY_FINANCE"),
    "who signed approves": (REVIEW, "OFFICE_SIGNED", OFFICE, "COUNTY_FINANCE"),
    "who drafted pays": (PAY, "FINANCE_APPROVED", DRAFTER, "COUNTY_TREASURY"),
    "who signed pays": (PAY, "FINANCE_APPROVED", OFFICE, "COUNTY_TREASURY"),
    "who approved pays": (PAY, "FINANCE_APPROVED", FINANCE, "COUNTY_TREASURY"),
}


@pytest.mark.parametrize("name", HANDS)
def test_two_hands_of_one_person(scene: Scene, claims: dict[str, Claim], name: str) -> None:
    operation, state, subject, role = HANDS[name]
    grants = [{"role": role, "region": "652822"}]
    token = scene.funds.tokens.token(subject, grants=grants)
    refused = scene.refused(operation, claims[state].seen(**asked(scene, operation)), None, token=token)
    assert refused["error"]["code"] == "FORBIDDEN"
    assert "由" in refused["error"]["message"]


@pytest.mark.parametrize("operation", INPUTS)
def test_another_version(scene: Scene, claims: dict[str, Claim], operation: str) -> None:
    state = next(state for each, state in ALLOWED if each == operation)
    given = claims[state].seen(**asked(scene, operation)) | {"expectedVersion": 99}
    refused = scene.refused(operation, given, ALLOWED[operation, state])["error"]
    assert (refused["code"], refused["field"]) == ("VERSION_CONFLICT", ["input", "expectedVersion"])


@pytest.mark.rule("A-11")
@pytest.mark.parametrize("kind", ["UPKEEP_LETTER", "HANDOVER_SLIP"])
def test_what_only_the_hand_over_brings(scene: Scene, claims: dict[str, Claim], kind: str) -> None:
    given = claims["DRAFT"].seen(kind=kind, documentId=scene.paper)
    error = scene.refused(ATTACH, given, DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "kind"])


@pytest.mark.parametrize("decision", ["RETURN", "REJECT"])
def test_a_review_that_stops_it_says_why(scene: Scene, claims: dict[str, Claim], decision: str) -> None:
    given = claims["SUBMITTED"].seen(decision=decision, reviewedOn="2020-08-24")
    error = scene.refused(REVIEW, given, OFFICE)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "comments"])


DAYS = [
    (SUBMIT, "DRAFT", "submittedOn", "2020-08-23"),
    (SUBMIT, "DRAFT", "submittedOn", "2020-08-25"),
    (REVIEW, "SUBMITTED", "reviewedOn", "2020-08-23"),
    (REVIEW, "OFFICE_SIGNED", "reviewedOn", "2020-08-25"),
    (PAY, "FINANCE_APPROVED", "paidOn", "2020-08-23"),
    (PAY, "FINANCE_APPROVED", "paidOn", "2020-08-25"),
]


@pytest.mark.parametrize(("operation", "state", "name", "day"), DAYS)
def test_a_day_before_the_last_step_or_to_come(
    scene: Scene, claims: dict[str, Claim], operation: str, state: str, name: str, day: str
) -> None:
    given = claims[state].seen(**asked(scene, operation) | {name: day})
    error = scene.refused(operation, given, ALLOWED[operation, state])["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", name])


def test_a_reference_used_before(scene: Scene, claims: dict[str, Claim]) -> None:
    given = claims["FINANCE_APPROVED"].seen(paidOn="2020-08-24", reference="凭证1")
    error = scene.refused(PAY, given, TREASURY)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "reference"])


def test_no_reference(scene: Scene, claims: dict[str, Claim]) -> None:
    error = scene.refused(PAY, claims["FINANCE_APPROVED"].seen(paidOn="2020-08-24", reference=" "), TREASURY)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "reference"])


def test_a_treasury_of_another_county(scene: Scene, claims: dict[str, Claim]) -> None:
    token = scene.funds.tokens.token(TREASURY, grants=[{"role": "COUNTY_TREASURY", "region": OTHER_COUNTY}])
    given = claims["FINANCE_APPROVED"].seen(**asked(scene, PAY))
    assert code(scene, PAY, given, None, token=token) == "NOT_FOUND"


def test_a_file_that_is_none_of_ours(scene: Scene, claims: dict[str, Claim]) -> None:
    given = claims["DRAFT"].seen(kind="INVOICE", documentId=str(new_id()))
    error = scene.refused(ATTACH, given, DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "documentId"])


def test_a_file_of_another_kind(scene: Scene, claims: dict[str, Claim]) -> None:
    voucher = upload(scene.funds, "PAYMENT_VOUCHER", DRAFTER, paper("支付凭证"))
    error = scene.refused(ATTACH, claims["DRAFT"].seen(kind="INVOICE", documentId=voucher), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "documentId"])


def test_a_file_that_was_only_announced(scene: Scene, claims: dict[str, Claim]) -> None:
    announcement = announced(paper("尚未上传"), kind="CLAIM_PAPER")
    waiting = create(scene.funds, announcement, DRAFTER)["document"]["id"]
    error = scene.refused(ATTACH, claims["DRAFT"].seen(kind="INVOICE", documentId=waiting), DRAFTER)["error"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "documentId"])
