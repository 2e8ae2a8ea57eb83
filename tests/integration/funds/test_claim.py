"""A claim from its draft to the payment, as the thread goes."""

from collections.abc import Iterator
from datetime import date

import pytest

from published.funds import PaymentPaidV1, ProjectFundingPaidV1
from published.money import Fen
from tests.integration.funds.claiming import (
    ACCOUNT,
    DRAFT,
    DRAFTER,
    FINANCE,
    OFFICE,
    SUBMIT,
    TODAY,
    TREASURY,
    UPLOADED,
    Claim,
    built,
    ready,
)
from tests.integration.funds.claiming import works as told
from tests.integration.funds.scene import COUNTY, Scene

PAID_ON = date(2020, 8, 31)
LATER = date(2020, 9, 1)


@pytest.fixture(autouse=True)
def _in_august(scene: Scene) -> Iterator[None]:
    scene.funds.set_today(TODAY)
    yield
    scene.funds.set_today(TODAY)


def approved(scene: Scene) -> Claim:
    claim = ready(scene).submit("2020-08-24")
    scene.funds.set_today(LATER)
    return claim.approve()


def test_a_draft_says_what_is_asked_for_and_what_is_held_back(scene: Scene) -> None:
    works = built(scene).tell_all()
    payload = scene.do(DRAFT, works.given(), DRAFTER)
    shown = payload["paymentClaim"]
    assert (shown["version"], shown["state"], shown["amount"]) == (1, "DRAFT", "985600.00")
    assert (shown["retentionAmount"], shown["payableAmount"]) == ("29568.00", "956032.00")
    assert [(each["ruleId"], each["outcome"]) for each in payload["verdicts"]] == [("F-43", "PASS")]
    claim = Claim(scene, shown)
    lines = claim.ask("stage submittedOn payee { id } lines { amount paidAmount funding { id } claim { id } }")
    assert (lines["stage"], lines["submittedOn"], lines["payee"]) == ("FINAL", None, {"id": works.payee})
    assert [(line["amount"], line["paidAmount"]) for line in lines["lines"]] == [
        ("800000.00", "0.00"),
        ("185600.00", "0.00"),
    ]
    assert [line["funding"]["id"] for line in lines["lines"]] == [works.central, works.prefecture]
    assert {line["claim"]["id"] for line in lines["lines"]} == {claim.id}


def test_the_account_is_shown_by_its_last_four_and_stored_for_us_alone(scene: Scene) -> None:
    works = built(scene)
    claims = [works.draft(first="1.00", second=None), works.draft(first="2.00", second=None)]
    assert {claim.ask("payeeAccount")["payeeAccount"] for claim in claims} == {"************2222"}
    everything = "SELECT string_agg(to_jsonb(t)::text, '') FROM {} AS t"
    for table in ("payment_claim", "journal", "idempotency", "state_fact"):
        assert ACCOUNT not in scene.funds.rows(everything.format(table))[0][0]
    kept = "SELECT DISTINCT after->>'payee_account' FROM journal WHERE entity_id::text = ANY(%(ids)s)"
    ((digest,),) = scene.funds.rows(kept, {"ids": [claim.id for claim in claims]})
    assert digest.startswith("hmac-sha256:")


def test_it_is_blocked_for_two_papers_and_passes_after_the_event_alone(scene: Scene) -> None:
    works = built(scene).tell_all()
    claim = works.draft().attach()
    given = claim.seen(submittedOn="2020-08-24")
    blocked = scene.refused(SUBMIT, given, DRAFTER, key="the-same-key")
    assert blocked["error"]["code"] == "RULE_BLOCKED"
    verdicts = {each["ruleId"]: each for each in blocked["verdicts"]}
    assert {rule: each["outcome"] for rule, each in verdicts.items()} == {
        "F-18": "BLOCK",
        "A-11": "BLOCK",
        "F-19": "PASS",
    }
    assert "管护责任书、移交单" in verdicts["F-18"]["message"]
    assert (verdicts["F-18"]["measured"], verdicts["F-18"]["pack"], verdicts["F-18"]["assumed"]) == (
        "已有12项",
        "default",
        True,
    )
    works.hand_over()
    passed = scene.do(SUBMIT, given, DRAFTER, key="the-same-key")
    assert (passed["paymentClaim"]["state"], passed["paymentClaim"]["version"]) == ("SUBMITTED", 12)
    assert {each["outcome"] for each in passed["verdicts"]} == {"PASS"}
    again = scene.attempt(SUBMIT, given, DRAFTER, key="the-same-key")
    assert (again["errors"], again["paymentClaim"]["version"]) == ([], 12)


def test_three_persons_and_a_payment(scene: Scene) -> None:
    claim = approved(scene)
    payload = claim.pay("2020-08-31", "国库2020083100017")
    shown = payload["paymentClaim"]
    assert (shown["state"], shown["payment"]["amount"], shown["payment"]["paidOn"]) == (
        "PAID",
        "956032.00",
        "2020-08-31",
    )
    assert shown["payment"]["reference"] == "国库2020083100017"
    assert shown["payment"]["payer"]["role"] == "COUNTY_TREASURY"
    assert shown["retention"] == {
        "amount": "29568.00",
        "shareBps": 300,
        "heldOn": "2020-08-31",
        "dueOn": "2021-08-05",
        "state": "HELD",
    }
    assert [each["actor"]["subject"] for each in shown["history"]] == [DRAFTER, DRAFTER, OFFICE, FINANCE, TREASURY]
    assert [each["toState"] for each in shown["history"]] == [
        "DRAFT", "SUBMITTED", "OFFICE_SIGNED", "FINANCE_APPROVED", "PAID",
    ]  # fmt: skip
    assert [(line["amount"], line["paidAmount"], line["funding"]["unpaidAmount"]) for line in shown["lines"]] == [
        ("800000.00", "776000.00", "24000.00"),
        ("185600.00", "180032.00", "19968.00"),
    ]


def test_a_payment_is_told_and_booked_by_line(scene: Scene) -> None:
    claim = approved(scene)
    before = len(scene.funds.told())
    claim.pay("2020-08-31")
    *fundings, payment = scene.funds.told()[before:]
    assert isinstance(payment, PaymentPaidV1)
    paid = payment.payment
    assert (paid.amount, paid.retained_amount, paid.paid_on) == (95_603_200, 2_956_800, PAID_ON)
    assert (str(paid.claim_id), [line.amount for line in paid.lines]) == (claim.id, [77_600_000, 18_003_200])
    snapshots = [each.project_funding for each in fundings if isinstance(each, ProjectFundingPaidV1)]
    assert {(each.id, each.paid_amount) for each in snapshots} == {
        (line.project_funding_id, line.amount) for line in paid.lines
    }
    assert {each.state.value for each in snapshots} == {"PARTLY_PAID"}
    entries = """SELECT region_code, kind, sum(amount), count(*) FROM ledger_entry
      WHERE journal_id = (SELECT id FROM journal WHERE entity_id = %(id)s) GROUP BY 1, 2 ORDER BY 2"""
    assert scene.funds.rows(entries, {"id": paid.id}) == [
        (COUNTY, "PAY", 95_603_200, 2),
        (COUNTY, "RETAIN", 2_956_800, 2),
    ]


def test_bound_money_paid_to_the_last_fen_is_paid(scene: Scene) -> None:
    works = built(scene).tell("completed")
    claim = (
        works.draft(first="800000.00", second="0.01", stage="PROGRESS", retention=None).attach().submit("2020-08-24")
    )
    scene.funds.set_today(LATER)
    claim.approve().pay()
    states = "SELECT id::text, state, paid_amount FROM project_funding WHERE id IN (%(a)s, %(b)s) ORDER BY amount DESC"
    assert scene.funds.rows(states, {"a": works.central, "b": works.prefecture}) == [
        (works.central, "PAID", 80_000_000),
        (works.prefecture, "PARTLY_PAID", 1),
    ]
    assert claim.ask("retention { amount } retentionAmount") == {"retention": None, "retentionAmount": "0.00"}


@pytest.mark.rule("F-28")
@pytest.mark.parametrize(("on", "outcome"), [("2020-08-29", "PASS"), ("2020-08-31", "WARN")])
def test_the_days_from_completion_are_watched_and_stop_nothing(scene: Scene, on: str, outcome: str) -> None:
    completed = {"completed_on": date(2020, 7, 31), "self_inspected_on": date(2020, 8, 1)}
    works = built(scene).tell_all()
    scene.funds.deliver(told(works.project, "settled", version=20, **completed))
    works.hand_over()
    claim = works.draft().attach().submit("2020-08-24")
    scene.funds.set_today(LATER)
    (verdict,) = claim.approve().pay(on)["verdicts"]
    assert (verdict["ruleId"], verdict["outcome"]) == ("F-28", outcome)


def test_a_return_goes_back_to_the_draft_and_says_why(scene: Scene) -> None:
    claim = ready(scene).submit("2020-08-24")
    claim.review(OFFICE, "2020-08-24", "RETURN", comments="发票有误")
    assert claim.ask("submittedOn state") == {"submittedOn": None, "state": "DRAFT"}
    claim.attach("INVOICE").submit("2020-08-24").review(OFFICE, "2020-08-24")
    claim.review(FINANCE, "2020-08-24", "RETURN", comments="金额需核实")
    claim.submit("2020-08-24").review(OFFICE, "2020-08-24").review(FINANCE, "2020-08-24")
    found = claim.ask("history { toState reason }")["history"]
    assert [each["reason"] for each in found if each["toState"] == "DRAFT"] == [None, "发票有误", "金额需核实"]
    assert claim.shown["state"] == "FINANCE_APPROVED"


def test_a_rejected_claim_gives_its_money_free(scene: Scene) -> None:
    works = built(scene).tell_all().hand_over()
    claim = works.draft().attach().submit("2020-08-24")
    assert scene.refused(DRAFT, works.given("0.01", None), DRAFTER)["error"]["code"] == "BALANCE_EXCEEDED"
    claim.review(OFFICE, "2020-08-24", "REJECT", comments="重复报账")
    assert claim.shown["state"] == "REJECTED"
    assert works.draft().shown["amount"] == "985600.00"


def test_a_rehearsal_changes_nothing(scene: Scene) -> None:
    claim, before = ready(scene), scene.kept()
    payload = scene.do(SUBMIT, claim.seen(submittedOn="2020-08-24"), DRAFTER, dryRun=True)
    assert payload["paymentClaim"] is None
    assert {each["ruleId"] for each in payload["verdicts"]} == {"F-18", "F-19", "A-11"}
    assert (scene.kept(), claim.ask("state")) == (before, {"state": "DRAFT"})


def test_the_papers_that_are_uploaded_are_ten(scene: Scene) -> None:
    assert len(UPLOADED) == 10
    assert ready(scene).shown["version"] == 11


def test_amounts_are_fen_in_the_end(scene: Scene) -> None:
    works = built(scene, "100.01", "100.01")
    claim = works.draft(
        first="33.33", second="66.67", stage="PROGRESS", retention={"shareBps": 299, "dueOn": "2021-01-01"}
    )
    assert claim.shown["retentionAmount"] == "2.99"
    rows = scene.funds.rows(
        "SELECT amount, retained_amount FROM payment_line WHERE claim_id = %(id)s ORDER BY position", {"id": claim.id}
    )
    assert rows == [(3333, 100), (6667, 199)]
    assert sum(Fen(row[1]) for row in rows) == 299
