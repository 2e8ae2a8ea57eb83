"""Rules of the assets service, and whose level an asset is counted under."""

from itertools import chain, combinations

import pytest

from published.asset_terms import OperationState, OwnerLevel, RightKind, TitleState
from published.project_terms import OrganisationKind
from rulebook.verdict import Outcome
from services.assets.asset.rules import (
    A01Params,
    A03Params,
    AssetGoal,
    EntryFacts,
    LedgerItem,
    RegistrationFacts,
    entry_meets_the_goals,
    entry_says_what_it_must,
    findings,
)
from services.assets.packs import PACKS
from services.assets.rights.rules import A06Params, RegistrationRights, owner_level, rights_known_at_registration

COMPLETE = EntryFacts(
    original_value=100,
    category_known=True,
    title=TitleState.CONFIRMED,
    operation=OperationState.CONTRACTED,
    rights=frozenset(RightKind),
)
BARE = EntryFacts(
    original_value=0,
    category_known=False,
    title=TitleState.REGISTERED,
    operation=OperationState.NOT_STARTED,
    rights=frozenset(),
)


@pytest.mark.rule("A-03")
def test_all_goals_met_and_none() -> None:
    assert findings(COMPLETE, AssetGoal).met == tuple(AssetGoal)
    assert findings(COMPLETE, AssetGoal).missing == ()
    assert findings(BARE, AssetGoal).met == ()
    assert len(findings(BARE, AssetGoal).missing) == len(AssetGoal)


@pytest.mark.rule("A-03")
@pytest.mark.parametrize(
    ("goal", "change"),
    [
        (AssetGoal.KNOWN, {"original_value": 0}),
        (AssetGoal.TITLE, {"title": TitleState.REGISTERED}),
        (AssetGoal.TITLE, {"title": TitleState.DISPUTED}),
        (AssetGoal.CLASS, {"category_known": False}),
        (AssetGoal.RESPONSIBLE, {"rights": frozenset({RightKind.OWNERSHIP, RightKind.INCOME})}),
        (AssetGoal.REGULATED, {"operation": OperationState.EXPIRED}),
    ],
)
def test_each_goal_lacks_its_own_fact(goal: AssetGoal, change: dict[str, object]) -> None:
    facts = EntryFacts(**vars(COMPLETE) | change)
    found = findings(facts, AssetGoal)
    assert set(AssetGoal) - set(found.met) == {goal}
    assert len(found.missing) == 1


@pytest.mark.rule("A-03")
def test_only_the_goals_of_the_pack_count() -> None:
    verdict = entry_meets_the_goals(RegistrationFacts(BARE, None), A03Params(goals=(AssetGoal.KNOWN,)))
    assert (verdict.outcome, verdict.measured, verdict.required) == (Outcome.BLOCK, "0项", "1项")
    assert entry_meets_the_goals(RegistrationFacts(BARE, None), A03Params(goals=())).outcome is Outcome.PASS


@pytest.mark.rule("A-01")
def test_a_complete_entry_says_everything() -> None:
    params = A01Params(items=tuple(LedgerItem))
    assert entry_says_what_it_must(RegistrationFacts(COMPLETE, 42), params).outcome is Outcome.PASS


@pytest.mark.rule("A-01")
@pytest.mark.parametrize("households", [None, 0])
def test_an_entry_names_what_it_does_not_say(households: int | None) -> None:
    judgement = entry_says_what_it_must(RegistrationFacts(COMPLETE, households), A01Params(items=tuple(LedgerItem)))
    assert judgement.outcome is Outcome.BLOCK
    assert "受益对象" in judgement.zh
    assert (judgement.measured, judgement.required) == ("4项", "5项")


@pytest.mark.rule("A-06")
@pytest.mark.parametrize(
    "known", list(chain.from_iterable(combinations(tuple(RightKind), count) for count in range(len(RightKind) + 1)))
)
def test_the_rights_asked_for_are_known(known: tuple[RightKind, ...]) -> None:
    params = A06Params(rights=tuple(RightKind), at_registration=(RightKind.OWNERSHIP, RightKind.INCOME))
    judgement = rights_known_at_registration(RegistrationRights(frozenset(known)), params)
    assert (judgement.outcome is Outcome.PASS) == ({RightKind.OWNERSHIP, RightKind.INCOME} <= set(known))
    for kind in set(params.at_registration) - set(known):
        assert kind.label in judgement.zh


@pytest.mark.parametrize("pack", ["default", "xinjiang-2019"])
def test_the_packs_set_the_rules_of_this_service(pack: str) -> None:
    params = PACKS.get(pack).params
    assert params["A-01"] == A01Params(items=tuple(LedgerItem))
    assert params["A-03"] == A03Params(goals=tuple(AssetGoal))
    assert params["A-06"] == A06Params(
        rights=(RightKind.OWNERSHIP, RightKind.OPERATION, RightKind.INCOME), at_registration=(RightKind.OWNERSHIP,)
    )


COLLECTIVE, FARM, PERSON = (
    OrganisationKind.VILLAGE_COLLECTIVE,
    OrganisationKind.FAMILY_FARM,
    OrganisationKind.INDIVIDUAL,
)
BODY = OrganisationKind.GOVERNMENT


@pytest.mark.parametrize(
    ("owners", "level"),
    [
        ([(COLLECTIVE, "652822100201")], OwnerLevel.VILLAGE),
        ([(COLLECTIVE, "652822100")], OwnerLevel.VILLAGE),
        ([(COLLECTIVE, "652822100201"), (COLLECTIVE, "652822100202")], OwnerLevel.VILLAGE),
        ([(BODY, "652822100")], OwnerLevel.TOWNSHIP),
        ([(BODY, "652822")], OwnerLevel.COUNTY),
        ([(OrganisationKind.COOPERATIVE, "652822100201")], OwnerLevel.VILLAGE),
        ([(BODY, "652800")], OwnerLevel.COUNTY),
        ([(FARM, "652822")], OwnerLevel.HOUSEHOLD),
        ([(PERSON, "652822100201"), (FARM, "652822100")], OwnerLevel.HOUSEHOLD),
        ([(COLLECTIVE, "652822100201"), (BODY, "652822")], OwnerLevel.JOINT),
        ([(PERSON, "652822100201"), (COLLECTIVE, "652822100201")], OwnerLevel.JOINT),
    ],
)
def test_the_owners_give_the_level(owners: list[tuple[OrganisationKind, str]], level: OwnerLevel) -> None:
    assert owner_level(owners) is level


def test_without_an_owner_there_is_no_level() -> None:
    with pytest.raises(ValueError, match="without an owner"):
        owner_level([])
