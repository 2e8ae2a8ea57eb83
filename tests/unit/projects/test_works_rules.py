"""Rules of works, modification, acceptance and final account, under the packs as they are."""

from dataclasses import replace
from typing import Any

import pytest

from published.document_terms import ProjectDocumentKind
from rulebook.engine import judge
from rulebook.rule import Rule
from rulebook.verdict import Outcome, Verdict
from services.projects.acceptance.rules import (
    PANEL_RULES,
    SETTLEMENT_RULES,
    SIGNATURE_RULES,
    PanelFacts,
    PanelParams,
    SettlementFacts,
    SignatureFacts,
    is_joint,
)
from services.projects.implementation.rules import (
    COMPLETION_RULES,
    INSPECTION_RULES,
    START_RULES,
    CompletionFacts,
    InspectionFacts,
    StartFacts,
    is_established,
)
from services.projects.modification.rules import MODIFICATION_RULES, ModificationFacts
from services.projects.packs import PACKS
from services.projects.paper_rules import PaperParams, filed

PACK = PACKS.get("xinjiang-2019")
SCHEME, FORM, ACCOUNT = (
    ProjectDocumentKind.IMPLEMENTATION_SCHEME,
    ProjectDocumentKind.SELF_INSPECTION,
    ProjectDocumentKind.FINAL_ACCOUNT,
)
NOTHING: frozenset[ProjectDocumentKind] = frozenset()
READY = StartFacts(frozenset({SCHEME}), 100, 80)


def verdict(rules: tuple[Rule[Any], ...], rule_id: str, facts: Any) -> Verdict:
    (found,) = [each for each in judge(rules, facts, PACK) if each.rule_id == rule_id]
    return found


@pytest.mark.parametrize(
    ("rules", "rule_id", "facts", "outcome"),
    [
        pytest.param(START_RULES, "P-78", READY, "PASS", marks=pytest.mark.rule("P-78")),
        pytest.param(START_RULES, "P-78", replace(READY, papers=NOTHING), "BLOCK", marks=pytest.mark.rule("P-78")),
        pytest.param(START_RULES, "P-11", READY, "PASS", marks=pytest.mark.rule("P-11")),
        pytest.param(START_RULES, "P-11", replace(READY, bound_amount=0), "BLOCK", marks=pytest.mark.rule("P-11")),
        pytest.param(START_RULES, "P-39", READY, "NOT_APPLICABLE", marks=pytest.mark.rule("P-39")),
        pytest.param(START_RULES, "P-41", READY, "NOT_APPLICABLE", marks=pytest.mark.rule("P-41")),
        pytest.param(START_RULES, "P-42", READY, "NOT_APPLICABLE", marks=pytest.mark.rule("P-42")),
        pytest.param(COMPLETION_RULES, "P-36", CompletionFacts(10_000), "PASS", marks=pytest.mark.rule("P-36")),
        pytest.param(COMPLETION_RULES, "P-36", CompletionFacts(9_999), "BLOCK", marks=pytest.mark.rule("P-36")),
        pytest.param(
            INSPECTION_RULES, "P-43", InspectionFacts(frozenset({FORM})), "PASS", marks=pytest.mark.rule("P-43")
        ),
        pytest.param(INSPECTION_RULES, "P-43", InspectionFacts(NOTHING), "BLOCK", marks=pytest.mark.rule("P-43")),
        pytest.param(PANEL_RULES, "P-44", PanelFacts(3, True), "PASS", marks=pytest.mark.rule("P-44")),
        pytest.param(PANEL_RULES, "P-44", PanelFacts(3, False), "BLOCK", marks=pytest.mark.rule("P-44")),
        pytest.param(SIGNATURE_RULES, "P-54", SignatureFacts(3, 3), "PASS", marks=pytest.mark.rule("P-54")),
        pytest.param(SIGNATURE_RULES, "P-54", SignatureFacts(3, 2), "BLOCK", marks=pytest.mark.rule("P-54")),
        pytest.param(
            SETTLEMENT_RULES, "P-45", SettlementFacts(frozenset({ACCOUNT})), "PASS", marks=pytest.mark.rule("P-45")
        ),
        pytest.param(SETTLEMENT_RULES, "P-45", SettlementFacts(NOTHING), "BLOCK", marks=pytest.mark.rule("P-45")),
        pytest.param(MODIFICATION_RULES, "P-71", ModificationFacts(1999, 1999), "PASS", marks=pytest.mark.rule("P-71")),
        pytest.param(MODIFICATION_RULES, "P-71", ModificationFacts(2000, 0), "WARN", marks=pytest.mark.rule("P-71")),
        pytest.param(MODIFICATION_RULES, "P-71", ModificationFacts(0, 2000), "WARN", marks=pytest.mark.rule("P-71")),
        pytest.param(MODIFICATION_RULES, "P-71", ModificationFacts(2000, None), "WARN", marks=pytest.mark.rule("P-71")),
        pytest.param(
            MODIFICATION_RULES, "P-71", ModificationFacts(0, None), "NOT_EVALUABLE", marks=pytest.mark.rule("P-71")
        ),
    ],
)
def test_each_rule_of_works(rules: tuple[Rule[Any], ...], rule_id: str, facts: Any, outcome: str) -> None:
    found = verdict(rules, rule_id, facts)
    assert found.outcome is Outcome(outcome)
    assert found.assumed or found.citation is not None


@pytest.mark.rule("P-39")
@pytest.mark.rule("P-41")
@pytest.mark.rule("P-42")
def test_a_pack_that_asks_for_papers_gets_them() -> None:
    asking = PaperParams(papers=(ProjectDocumentKind.OTHER,))
    assert is_established(READY, asking).outcome is Outcome.BLOCK
    assert filed(frozenset({ProjectDocumentKind.OTHER}), asking).outcome is Outcome.PASS
    assert filed(None, asking).outcome is Outcome.NOT_EVALUABLE


@pytest.mark.rule("P-44")
def test_a_pack_may_do_without_a_third_party() -> None:
    assert is_joint(PanelFacts(1, False), PanelParams(third_party=False)).outcome is Outcome.NOT_APPLICABLE
