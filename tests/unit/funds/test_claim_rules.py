from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.claim_terms import ClaimPaperKind, PaymentStage
from rulebook.engine import judge
from rulebook.verdict import Outcome, Verdict
from services.funds.claim.rules import (
    SUBMIT_RULES,
    ClaimFacts,
    F18Params,
    F43Params,
    RetentionFacts,
    papers_are_complete,
    retention_is_bounded,
)
from services.funds.packs import PACKS

ALL = frozenset(ClaimPaperKind)
GOOD = ClaimFacts(
    stage=PaymentStage.FINAL,
    papers=ALL,
    self_inspected_on=date(2020, 7, 24),
    accepted_on=date(2020, 8, 5),
    settled_on=date(2020, 8, 20),
    submitted_on=date(2020, 8, 25),
)
XINJIANG = PACKS.get("xinjiang-2019")


def verdicts(facts: ClaimFacts) -> dict[str, Verdict]:
    return {verdict.rule_id: verdict for verdict in judge(SUBMIT_RULES, facts, XINJIANG)}


def outcomes(facts: ClaimFacts) -> dict[str, Outcome]:
    return {rule: verdict.outcome for rule, verdict in verdicts(facts).items()}


def test_a_good_claim_passes() -> None:
    assert outcomes(GOOD) == {"F-18": Outcome.PASS, "F-19": Outcome.PASS, "A-11": Outcome.PASS}
    assert {(verdict.pack, verdict.assumed) for verdict in verdicts(GOOD).values()} == {("default", True)}
    cited = verdicts(GOOD)["F-18"].citation
    assert cited is not None
    assert (cited.document.text, cited.article) == ("建安政文〔2018〕132号", "第三项")


@pytest.mark.rule("F-18")
@pytest.mark.parametrize("kind", ClaimPaperKind)
def test_a_final_claim_needs_each_of_the_fourteen(kind: ClaimPaperKind) -> None:
    verdict = verdicts(replace(GOOD, papers=ALL - {kind}))["F-18"]
    assert (verdict.outcome, verdict.measured, verdict.required) == (
        Outcome.BLOCK,
        "已有13项",
        "结算款须有14项材料",
    )
    assert kind.label in verdict.message
    assert kind.value in verdict.message_en


@pytest.mark.rule("F-18")
def test_an_advance_needs_fewer() -> None:
    early = replace(GOOD, stage=PaymentStage.ADVANCE)
    assert outcomes(replace(early, papers=ALL - {ClaimPaperKind.INVOICE}))["F-18"] is Outcome.PASS
    assert outcomes(replace(early, papers=frozenset()))["F-18"] is Outcome.BLOCK


@pytest.mark.rule("F-18")
@given(st.frozensets(st.sampled_from(ClaimPaperKind)), st.frozensets(st.sampled_from(ClaimPaperKind)))
def test_the_list_of_the_pack_decides(needed: frozenset[ClaimPaperKind], there: frozenset[ClaimPaperKind]) -> None:
    judged = papers_are_complete(replace(GOOD, papers=there), F18Params(papers={PaymentStage.FINAL: needed}))
    assert (judged.outcome is Outcome.PASS) == (needed <= there)


@pytest.mark.rule("F-19")
@pytest.mark.parametrize("missing", ["self_inspected_on", "accepted_on", "settled_on"])
def test_a_step_of_the_works_that_is_missing(missing: str) -> None:
    unknown: dict[str, Any] = {missing: None}
    verdict = verdicts(replace(GOOD, **unknown))["F-19"]
    assert verdict.outcome is Outcome.BLOCK
    assert {"self_inspected_on": "自验", "accepted_on": "验收", "settled_on": "决算审定"}[missing] in verdict.message


@pytest.mark.rule("F-19")
@pytest.mark.parametrize(
    "changes",
    [
        {"self_inspected_on": date(2020, 8, 6)},
        {"accepted_on": date(2020, 8, 21)},
        {"submitted_on": date(2020, 8, 19)},
    ],
)
def test_steps_out_of_order(changes: dict[str, Any]) -> None:
    assert outcomes(replace(GOOD, **changes))["F-19"] is Outcome.BLOCK


@pytest.mark.rule("F-19")
def test_order_is_known_before_the_day_of_submission() -> None:
    assert outcomes(replace(GOOD, submitted_on=None))["F-19"] is Outcome.PASS


@pytest.mark.rule("F-19")
@pytest.mark.rule("A-11")
@pytest.mark.parametrize("stage", [PaymentStage.ADVANCE, PaymentStage.PROGRESS])
def test_earlier_claims_do_not_wait_for_the_end(stage: PaymentStage) -> None:
    nothing = ClaimFacts(stage, frozenset(), None, None, None, None)
    found = outcomes(nothing)
    assert (found["F-19"], found["A-11"]) == (Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE)


@pytest.mark.rule("A-11")
@pytest.mark.parametrize("kind", [ClaimPaperKind.UPKEEP_LETTER, ClaimPaperKind.HANDOVER_SLIP])
def test_hand_over_goes_before_the_last_payment(kind: ClaimPaperKind) -> None:
    verdict = verdicts(replace(GOOD, papers=ALL - {kind}))["A-11"]
    assert (verdict.outcome, verdict.measured) == (Outcome.BLOCK, f"缺{kind.label}")


@pytest.mark.rule("F-43")
@given(st.integers(1, 10_000), st.integers(1, 10_000), st.integers(-3, 3))
def test_retention_is_bounded_by_share_and_day(share: int, maximum: int, days: int) -> None:
    drafted = date(2020, 8, 24)
    facts = RetentionFacts(share, drafted + timedelta(days=days), drafted)
    judged = retention_is_bounded(facts, F43Params(maximum_share_bps=maximum))
    assert (judged.outcome is Outcome.PASS) == (share <= maximum and days > 0)


@pytest.mark.rule("F-43")
def test_three_percent_pass_in_xinjiang() -> None:
    facts = RetentionFacts(300, date(2021, 8, 5), date(2020, 8, 24))
    (verdict,) = judge((retention_is_bounded,), facts, XINJIANG)
    assert (verdict.outcome, verdict.measured, verdict.assumed) == (Outcome.PASS, "3.00%,2021-08-05到期", True)
