"""The machine of an idle case as data, beside what it says of the asset."""

from published.asset_terms import UtilisationState
from published.idle_terms import IdleCaseState, IdleFinding
from services.assets.alert.states import ALERT
from services.assets.asset.states import UTILISATION
from services.assets.idle.states import CASE, CLOSED, FOUND, PLANS, UTILISATION_OF, WAITING

OPEN = frozenset(UTILISATION_OF)


def test_a_case_is_open_or_closed_and_only_disposal_has_no_command_yet() -> None:
    assert OPEN | CLOSED == set(IdleCaseState) - {IdleCaseState.DISPOSAL}
    assert not OPEN & CLOSED
    assert PLANS < WAITING < OPEN


def test_every_step_of_a_case_is_one_that_the_asset_can_take() -> None:
    for move in CASE.moves:
        for before in UTILISATION_OF.get(move.from_state, ()):
            after = UTILISATION_OF.get(move.to_state, frozenset({UtilisationState.IN_USE}))
            stays = before in after
            assert stays or any(UTILISATION.allows(before, state) for state in after), move


def test_an_open_case_and_only_an_open_case_says_that_the_asset_is_not_in_use() -> None:
    said = frozenset(state for states in UTILISATION_OF.values() for state in states)
    assert said == set(UtilisationState) - {UtilisationState.UNKNOWN, UtilisationState.IN_USE}


def test_each_finding_is_a_state_of_the_asset() -> None:
    assert set(FOUND) == set(IdleFinding)
    assert set(FOUND.values()) == UTILISATION_OF[IdleCaseState.CONFIRMED]


def test_a_closed_case_goes_nowhere_but_to_its_relapse() -> None:
    moves = [(move.from_state, move.to_state) for move in CASE.moves if move.from_state in CLOSED]
    assert moves == [(IdleCaseState.REVITALISED, IdleCaseState.RELAPSED)]


def test_a_resolved_alert_stays_resolved() -> None:
    assert all(move.from_state != "RESOLVED" for move in ALERT.moves)
