"""Rules of formation, hand-over, upkeep and reports."""

from datetime import date
from itertools import chain, combinations

import pytest

from published.document_terms import AssetDocumentKind
from rulebook.rule import NoParams
from rulebook.verdict import Outcome
from services.assets.asset.rules import A01Params, FormationFacts, LedgerItem, what_was_formed_is_registered
from services.assets.handover.rules import A11Params, HandoverFacts, papers_come_with_the_handover
from services.assets.packs import PACKS
from services.assets.report.rules import ReportFacts, X10Params, a_report_is_received
from services.assets.upkeep.rules import UpkeepFacts, somebody_keeps_it_up

SLIP, LETTER = AssetDocumentKind.HANDOVER_SLIP, AssetDocumentKind.UPKEEP_LETTER
PAPERS = A11Params(papers=(SLIP, LETTER))
SOME = (SLIP, LETTER, AssetDocumentKind.OTHER)


@pytest.mark.rule("A-11")
@pytest.mark.parametrize("papers", list(chain.from_iterable(combinations(SOME, count) for count in range(4))))
def test_a_handover_names_each_missing_paper(papers: tuple[AssetDocumentKind, ...]) -> None:
    judgement = papers_come_with_the_handover(HandoverFacts(frozenset(papers)), PAPERS)
    missing = {SLIP, LETTER} - set(papers)
    assert (judgement.outcome is Outcome.PASS) == (not missing)
    assert {kind for kind in (SLIP, LETTER) if kind.label in (judgement.measured or "")} == (missing or {SLIP, LETTER})
    assert all(kind.label in judgement.zh for kind in missing)


@pytest.mark.rule("A-11")
@pytest.mark.parametrize("pack", ["default", "xinjiang-2019"])
def test_the_packs_ask_for_both_papers(pack: str) -> None:
    assert PACKS.get(pack).params["A-11"] == PAPERS


@pytest.mark.rule("A-09")
@pytest.mark.parametrize(("assigned", "outcome"), [(True, Outcome.PASS), (False, Outcome.BLOCK)])
def test_somebody_keeps_it_up(assigned: bool, outcome: Outcome) -> None:
    judgement = somebody_keeps_it_up(UpkeepFacts(assigned), NoParams())
    assert (judgement.outcome, judgement.required) == (outcome, "已明确")


@pytest.mark.rule("A-01")
@pytest.mark.parametrize(("assets", "outcome"), [(0, Outcome.BLOCK), (1, Outcome.PASS), (7, Outcome.PASS)])
def test_an_accepted_project_has_an_asset(assets: int, outcome: Outcome) -> None:
    params = A01Params(items=tuple(LedgerItem))
    judgement = what_was_formed_is_registered(FormationFacts(date(2020, 8, 5), assets), params)
    assert (judgement.outcome, judgement.measured, judgement.required) == (outcome, f"{assets}项", "至少1项")


@pytest.mark.rule("X-10")
def test_a_report_says_its_receipt_and_the_number_to_call() -> None:
    judgement = a_report_is_received(ReportFacts("FY20201124000001"), X10Params(hotline="12317"))
    assert judgement.outcome is Outcome.PASS
    assert "FY20201124000001" in judgement.zh
    assert "12317" in judgement.zh
    assert PACKS.get("xinjiang-2019").params["X-10"] == X10Params(hotline="12317")
