"""What each way to revive an asset needs."""

from typing import Any

import pytest

from published.asset_terms import AssetClass, OwnerLevel
from published.document_terms import AssetDocumentKind as Paper
from published.idle_terms import RevitalisationMode as Mode
from published.operation_terms import OperationMode
from published.project_terms import OrganisationKind
from rulebook.engine import judge
from rulebook.verdict import Outcome
from services.assets.packs import PACKS
from services.assets.revival.rules import EXECUTION_RULES, PLAN_RULES, ExecutionFacts, PlanFacts, Terms

PACK = PACKS.get("xinjiang-2019")
GOOD: dict[Mode, dict[str, Any]] = {
    Mode.STATE_PLATFORM: {"operator": OrganisationKind.STATE_ENTERPRISE, "papers": frozenset({Paper.CONTRACT})},
    Mode.OPERATOR: {
        "operator": OrganisationKind.FAMILY_FARM,
        "operation_mode": OperationMode.CONTRACTING,
        "linked": True,
    },
    Mode.RETURNEE: {"operator": OrganisationKind.INDIVIDUAL, "papers": frozenset({Paper.OTHER})},
    Mode.REPURPOSE: {"summary": "改建为便民服务点"},
    Mode.CLASS_CHANGE: {"papers": frozenset({Paper.MINUTES})},
}
RULES_OF = {
    Mode.STATE_PLATFORM: {"A-13", "A-14"},
    Mode.OPERATOR: {"A-15", "A-17", "A-18"},
    Mode.RETURNEE: {"A-19"},
    Mode.REPURPOSE: {"A-20", "A-21"},
    Mode.CLASS_CHANGE: {"A-22", "A-26"},
}


def facts(mode: Mode, *, unwritten: bool = False, **changes: Any) -> PlanFacts:
    of_asset: dict[str, Any] = {
        "asset_class": AssetClass.PUBLIC_BENEFIT if mode is Mode.CLASS_CHANGE else AssetClass.OPERATING,
        "owner_level": OwnerLevel.VILLAGE,
    }
    of_asset |= {name: changes.pop(name) for name in list(changes) if name in of_asset}
    plain: dict[str, Any] = {
        "operator": None,
        "operation_mode": None,
        "linked": False,
        "papers": frozenset(),
        "summary": "维修",
    }
    terms = None if unwritten else Terms(**plain | GOOD[mode] | changes)
    return PlanFacts(mode=mode, terms=terms, **of_asset)


def outcomes(plan: PlanFacts) -> dict[str, Outcome]:
    """Of the rules that the mode is asked."""
    verdicts = {verdict.rule_id: verdict.outcome for verdict in judge(PLAN_RULES, plan, PACK)}
    return {rule: outcome for rule, outcome in verdicts.items() if outcome is not Outcome.NOT_APPLICABLE}


@pytest.mark.rule("A-13")
@pytest.mark.rule("A-14")
@pytest.mark.rule("A-15")
@pytest.mark.rule("A-17")
@pytest.mark.rule("A-18")
@pytest.mark.rule("A-19")
@pytest.mark.rule("A-20")
@pytest.mark.rule("A-21")
@pytest.mark.rule("A-22")
@pytest.mark.rule("A-26")
@pytest.mark.parametrize("mode", Mode)
def test_a_good_plan_passes_the_rules_of_its_mode_and_is_asked_no_others(mode: Mode) -> None:
    assert outcomes(facts(mode)) == dict.fromkeys(RULES_OF[mode], Outcome.PASS)


@pytest.mark.rule("A-13")
@pytest.mark.rule("A-14")
@pytest.mark.rule("A-15")
@pytest.mark.rule("A-17")
@pytest.mark.rule("A-18")
@pytest.mark.rule("A-19")
@pytest.mark.rule("A-20")
@pytest.mark.rule("A-21")
@pytest.mark.rule("A-26")
@pytest.mark.parametrize("mode", Mode)
def test_before_a_plan_is_written_the_rules_name_what_it_needs(mode: Mode) -> None:
    found = outcomes(facts(mode, unwritten=True))
    assert found == dict.fromkeys(RULES_OF[mode], Outcome.NOT_EVALUABLE) | dict.fromkeys(
        RULES_OF[mode] & {"A-22"}, Outcome.PASS
    )
    verdicts = judge(PLAN_RULES, facts(mode, unwritten=True), PACK)
    named = [each.message for each in verdicts if each.outcome is Outcome.NOT_EVALUABLE]
    assert all(message.startswith("方案尚须:") for message in named)


@pytest.mark.parametrize(
    ("mode", "changes", "rule"),
    [
        pytest.param(mode, changes, rule, marks=pytest.mark.rule(rule))
        for mode, changes, rule in [
            (Mode.STATE_PLATFORM, {"operator": OrganisationKind.COOPERATIVE}, "A-13"),
            (Mode.STATE_PLATFORM, {"operator": None}, "A-13"),
            (Mode.STATE_PLATFORM, {"papers": frozenset()}, "A-14"),
            (Mode.STATE_PLATFORM, {"papers": frozenset({Paper.FIELD_PHOTO})}, "A-14"),
            (Mode.OPERATOR, {"linked": False}, "A-15"),
            (Mode.OPERATOR, {"operation_mode": None}, "A-17"),
            (Mode.OPERATOR, {"operation_mode": OperationMode.SELF}, "A-17"),
            (Mode.OPERATOR, {"operator": OrganisationKind.STATE_ENTERPRISE}, "A-18"),
            (Mode.OPERATOR, {"operator": None}, "A-18"),
            (Mode.RETURNEE, {"operator": OrganisationKind.ENTERPRISE}, "A-19"),
            (Mode.RETURNEE, {"papers": frozenset()}, "A-19"),
            (Mode.REPURPOSE, {"summary": "变成便民服务点"}, "A-20"),
            (Mode.CLASS_CHANGE, {"asset_class": AssetClass.OPERATING}, "A-22"),
            (Mode.CLASS_CHANGE, {"owner_level": OwnerLevel.HOUSEHOLD}, "A-22"),
            (Mode.CLASS_CHANGE, {"papers": frozenset()}, "A-26"),
        ]
    ],
)
def test_each_missing_thing_blocks_by_its_own_rule(mode: Mode, changes: dict[str, Any], rule: str) -> None:
    found = outcomes(facts(mode, **changes))
    assert [each for each, outcome in found.items() if outcome is Outcome.BLOCK] == [rule]


@pytest.mark.rule("A-21")
def test_a_new_use_that_is_no_public_service_asks_for_a_reason() -> None:
    assert outcomes(facts(Mode.REPURPOSE, summary="改建为仓库"))["A-21"] is Outcome.WARN


@pytest.mark.rule("A-15")
def test_the_refusal_says_what_to_fill_in() -> None:
    (verdict,) = [each for each in judge(PLAN_RULES, facts(Mode.OPERATOR, linked=False), PACK) if each.blocks]
    assert "请填写联结方式、户数和承诺年金额" in verdict.message
    assert (verdict.measured, verdict.required, verdict.assumed) == ("未建立", "已建立", True)


@pytest.mark.rule("A-17")
@pytest.mark.parametrize("mode", Mode)
def test_the_work_begins_under_a_contract_where_the_mode_needs_one(mode: Mode) -> None:
    asked = [judge(EXECUTION_RULES, ExecutionFacts(mode, signed), PACK)[0].outcome for signed in (True, False, None)]
    if mode in {Mode.REPURPOSE, Mode.CLASS_CHANGE}:
        assert asked == [Outcome.NOT_APPLICABLE] * 3
    else:
        assert asked == [Outcome.PASS, Outcome.BLOCK, Outcome.NOT_EVALUABLE]
