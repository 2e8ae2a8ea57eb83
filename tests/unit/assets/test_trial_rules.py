"""What a field check must show, when a trial has succeeded, and what a relapse is."""

from datetime import date, timedelta

import pytest

from published.document_terms import AssetDocumentKind
from rulebook.engine import judge
from rulebook.verdict import Outcome
from services.assets.idle.rules import FieldCheckFacts, X14Params, finding_is_shown
from services.assets.packs import PACKS
from services.assets.trial.rules import (
    TRIAL_RULES,
    WATCH_RULES,
    A24Params,
    RelapseFacts,
    TrialFacts,
    benefit_lasts,
    trial_has_succeeded,
)

PHOTO = AssetDocumentKind.FIELD_PHOTO
BEGUN = date(2021, 8, 15)
PARAMS = A24Params(trial_days=90, watch_days=365)
ENDS = BEGUN + timedelta(days=90)


@pytest.mark.rule("X-14")
@pytest.mark.parametrize(
    ("papers", "outcome"),
    [
        (None, Outcome.NOT_EVALUABLE),
        (frozenset(), Outcome.BLOCK),
        (frozenset({AssetDocumentKind.OTHER}), Outcome.BLOCK),
        (frozenset({PHOTO}), Outcome.PASS),
        (frozenset({PHOTO, AssetDocumentKind.OTHER}), Outcome.PASS),
    ],
)
def test_a_finding_is_shown_by_a_photo(papers: frozenset[AssetDocumentKind] | None, outcome: Outcome) -> None:
    judgement = finding_is_shown(FieldCheckFacts(papers), X14Params(papers=(PHOTO,)))
    assert judgement.outcome is outcome
    assert "实地照片" in judgement.zh or outcome is Outcome.PASS


@pytest.mark.rule("A-24")
@pytest.mark.parametrize(
    ("days", "incomes", "use_seen", "outcome"),
    [
        (89, 1, True, Outcome.BLOCK),
        (90, 1, False, Outcome.PASS),
        (90, 0, True, Outcome.PASS),
        (90, 1, None, Outcome.PASS),
        (90, 0, None, Outcome.NOT_EVALUABLE),
        (90, 0, False, Outcome.BLOCK),
    ],
)
def test_a_trial_has_to_end_and_to_show_use_or_income(
    days: int, incomes: int, use_seen: bool | None, outcome: Outcome
) -> None:
    facts = TrialFacts(BEGUN, ENDS, BEGUN + timedelta(days=days), incomes, use_seen)
    assert trial_has_succeeded(facts, PARAMS).outcome is outcome


@pytest.mark.rule("A-24")
def test_the_days_of_the_trial_and_of_the_watch() -> None:
    assert PARAMS.trial_ends_on(BEGUN) == date(2021, 11, 13)
    assert PARAMS.watch_ends_on(date(2021, 11, 20)) == date(2022, 11, 20)
    assert PACKS.params("xinjiang-2019", "A-24", A24Params) == PARAMS


@pytest.mark.rule("A-24")
@pytest.mark.parametrize(
    ("again", "outcome"), [(ENDS + timedelta(days=365), Outcome.BLOCK), (date(2023, 1, 1), Outcome.PASS)]
)
def test_an_asset_that_lies_idle_again_within_the_watch_has_relapsed(again: date, outcome: Outcome) -> None:
    facts = RelapseFacts(ENDS, PARAMS.watch_ends_on(ENDS), again)
    judgement = benefit_lasts(facts, PARAMS)
    assert (judgement.outcome, judgement.required) == (outcome, "365天")
    assert outcome is Outcome.PASS or f"{(again - ENDS).days}天后再次闲置" in judgement.zh


def test_a_trial_blocks_and_a_relapse_warns() -> None:
    pack = PACKS.get("default")
    (trial,) = judge(TRIAL_RULES, TrialFacts(BEGUN, ENDS, BEGUN, 0, None), pack)
    (relapse,) = judge(WATCH_RULES, RelapseFacts(ENDS, PARAMS.watch_ends_on(ENDS), ENDS), pack)
    assert (trial.outcome, relapse.outcome) == (Outcome.BLOCK, Outcome.WARN)
    assert (trial.assumed, relapse.assumed) == (True, True)
