"""The four machines as data."""

from typing import Any

import pytest

from chassis.states import Machine
from published.asset_terms import TitleState, UtilisationState
from services.assets.asset.models import Asset
from services.assets.asset.states import BEFORE, LIFECYCLE, OPERATION, TITLE, UTILISATION

MACHINES = [TITLE, OPERATION, UTILISATION, LIFECYCLE]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.axis)
def test_what_is_moved_from_can_be_reached(machine: Machine[Any]) -> None:
    """From what held before the first fact or what registration begins with, each state follows by some action."""
    first = {BEFORE[machine.axis], TitleState.REGISTERED, UtilisationState.IN_USE}
    reached = first | {move.to_state for move in machine.moves}
    assert {move.from_state for move in machine.moves} <= reached


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.axis)
def test_the_asset_has_the_columns_of_its_axes(machine: Machine[Any]) -> None:
    assert {machine.column, machine.since} <= set(Asset.model_fields)
