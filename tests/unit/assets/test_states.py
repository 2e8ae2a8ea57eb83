"""The four machines as data."""

from enum import StrEnum
from typing import Any

import pytest

from chassis.states import Machine
from services.assets.asset.models import Asset
from services.assets.asset.states import BEFORE, LIFECYCLE, OPERATION, TITLE, UTILISATION

MACHINES = [TITLE, OPERATION, UTILISATION, LIFECYCLE]


def states(machine: Machine[Any]) -> type[StrEnum]:
    return type(next(iter(machine.moves)))


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.axis)
def test_every_state_has_its_moves_and_none_moves_to_itself(machine: Machine[Any]) -> None:
    assert set(machine.moves) == set(states(machine))
    assert all(state not in targets for state, targets in machine.moves.items())


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.axis)
def test_every_state_can_be_reached_from_the_first(machine: Machine[Any]) -> None:
    reached, edge = {BEFORE[machine.axis]}, [BEFORE[machine.axis]]
    while edge:
        fresh = machine.moves[edge.pop()] - reached
        reached |= fresh
        edge += fresh
    assert reached == set(states(machine))


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.axis)
def test_the_asset_has_the_columns_of_its_axes(machine: Machine[Any]) -> None:
    assert {machine.column, machine.since} <= set(Asset.model_fields)


def test_what_is_gone_stays_gone() -> None:
    assert [state for state, targets in LIFECYCLE.moves.items() if not targets] == ["DISPOSED", "LOST"]
